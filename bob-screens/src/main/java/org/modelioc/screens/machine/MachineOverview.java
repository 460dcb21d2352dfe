package org.modelioc.screens.machine;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.modelioc.screens.block.Site;
import org.modelioc.screens.bob.Display;

/** An overview made for one machine. It takes the place of the general one where a configuration has the PVs it is made of. */
public sealed interface MachineOverview permits LebtOverview, MebtOverview {

    /**
     * The overview that is made for an IOC.
     *
     * @param site the IOC
     * @return the first that fits, empty if none does
     */
    static Optional<MachineOverview> of(Site site) {
        return Stream.<MachineOverview>of(new LebtOverview(site), new MebtOverview(site)).filter(MachineOverview::fits)
            .findFirst();
    }

    /**
     * Whether the configuration has all PVs that it shows, of the type it shows them as.
     *
     * @return true if it can be made
     */
    boolean fits();

    /**
     * How wide it is, and with it the other screens of the set.
     *
     * @return pixels
     */
    int width();

    /**
     * The screens.
     *
     * @return the overview itself and what it embeds, by file name
     */
    Map<String, Display> screens();
}
