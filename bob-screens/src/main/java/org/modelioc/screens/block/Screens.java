package org.modelioc.screens.block;

import java.util.ArrayList;
import java.util.List;

/** Which screens of a set there are for an IOC. */
final class Screens {

    private Screens() {
    }

    /** The screens that a button of one of them leads to. */
    static List<Links.Target> links(Site site, String from) {
        List<Links.Target> targets = new ArrayList<>();
        targets.add(new Links.Target("Overview", Links.OVERVIEW));
        targets.add(new Links.Target("Latency", Links.LATENCY));
        if (EvaluationScreen.exists(site)) {
            targets.add(new Links.Target("Evaluation", Links.EVALUATION));
        }
        if (ModelScreen.exists(site)) {
            targets.add(new Links.Target("Model", Links.MODEL));
        }
        targets.add(new Links.Target("IOC", Links.IOC));
        targets.removeIf(target -> target.file().equals(from));
        return targets;
    }
}
