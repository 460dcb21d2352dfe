package org.modelioc.screens.side;

import org.modelioc.screens.block.Links;
import org.modelioc.screens.block.Overview;
import org.modelioc.screens.block.Site;

/** Preferences of Phoebus for a set of screens: {@code phoebus.sh -settings settings.ini}. */
public final class Settings {

    /** Name of the file. */
    public static final String FILE = "settings.ini";

    private Settings() {
    }

    /**
     * The text of the file.
     *
     * @param site    the IOC
     * @param folder  where operators find the screens; empty, or a path or URL that ends with a slash
     * @param comment first line of the file, for people
     * @return settings
     */
    public static String of(Site site, String folder, String comment) {
        String home = "org.phoebus.ui/home_display=" + folder + Links.OVERVIEW + "?P=" + site.ioc().prefix()
            + "&app=display_runtime," + Overview.title(site).replace("$(P)", site.ioc().prefix()) + "\n";
        return "# " + comment + "\n"
            + "\n"
            + "# names without a protocol are names of pvAccess\n"
            + "org.phoebus.pv/default=pva\n"
            + "\n"
            + "# where trends find the past: without this Phoebus asks archivers on this machine and waits for them.\n"
            + "# For an Archiver Appliance: pbraw://HOST:17668/retrieval\n"
            + "org.csstudio.trends.databrowser3/urls=\n"
            + "org.csstudio.trends.databrowser3/archives=\n"
            + "# axes keep the ends that a screen gives them\n"
            + "org.csstudio.trends.databrowser3/archive_rescale=NONE\n"
            + "\n"
            + "# plots and images are the slow part: four times a second is as fast as the eye follows\n"
            + "org.csstudio.display.builder.representation/plot_update_delay=250\n"
            + "org.csstudio.display.builder.representation/image_update_delay=250\n"
            + "\n"
            + (folder.isEmpty() ? "# the screen of the home button, once it is known where operators find it: --url\n# "
                : "# the screen of the home button\n")
            + home;
    }
}
