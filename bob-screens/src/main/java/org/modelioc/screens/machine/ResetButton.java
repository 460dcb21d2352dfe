package org.modelioc.screens.machine;

import java.util.List;
import org.modelioc.schema.pv.PvDefinition;
import org.modelioc.screens.block.Site;
import org.modelioc.screens.block.Texts;
import org.modelioc.screens.bob.Action;
import org.modelioc.screens.bob.Box;
import org.modelioc.screens.bob.Widget;
import org.modelioc.screens.bob.Widgets;

/** The way back from trying things: a button that sets inputs to their values at start. */
final class ResetButton {

    private ResetButton() {
    }

    static Widget of(Box box, List<PvDefinition> inputs) {
        return Widgets.button(box, "Reset to nominal", "All settings go back to their values at start. Reset them?",
            inputs.stream().map(pv -> new Action.WritePv("Set " + pv.name() + " to its value at start", Site.pv(pv.name()),
                Texts.number(pv.initialValue(), ""))).toArray(Action[]::new))
            .with(p -> p.text("tooltip", "Sets all settings to their values at start"));
    }
}
