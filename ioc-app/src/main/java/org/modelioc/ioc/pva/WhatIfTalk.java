package org.modelioc.ioc.pva;

import org.epics.pvdata.pv.PVStructure;
import org.modelioc.ioc.whatif.Question;
import org.modelioc.ioc.whatif.RequestRejectedException;
import org.modelioc.ioc.whatif.WhatIf;

/**
 * The what-if requests of one channel, however many operations it has: remembers how its client asks, and what the last answer
 * was written on. One thread reads, and one at a time writes.
 */
final class WhatIfTalk {

    private final WhatIfService service;
    private final WhatIfRequest request;
    private WhatIfAnswer.Page page;

    WhatIfTalk(WhatIfService service) {
        this.service = service;
        request = service.request().another();
    }

    WhatIf whatIf() {
        return service.whatIf();
    }

    /** As {@link WhatIfRequest#read}. */
    Question read(PVStructure argument) throws RequestRejectedException {
        return request.read(argument);
    }

    /** Writes an answer, in the place of the one before. */
    PVStructure write(Question question) {
        WhatIfAnswer.Page current = page == null ? service.answer().page() : page;
        PVStructure answer = current.of(question);
        page = current.large() ? null : current;
        return answer;
    }

    /** Writes an answer that may be kept. */
    PVStructure writeAnew(Question question) {
        return service.answer().page().of(question);
    }
}
