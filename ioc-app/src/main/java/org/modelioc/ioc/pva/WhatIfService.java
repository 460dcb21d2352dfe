package org.modelioc.ioc.pva;

import org.modelioc.ioc.whatif.WhatIf;

/**
 * What-if requests of one pipeline as pvAccess has them.
 *
 * @param whatIf  answers them
 * @param request reads them
 * @param answer  writes the answers
 */
record WhatIfService(WhatIf whatIf, WhatIfRequest request, WhatIfAnswer answer) {

    static WhatIfService of(WhatIf whatIf) {
        return new WhatIfService(whatIf, new WhatIfRequest(whatIf), new WhatIfAnswer(whatIf));
    }
}
