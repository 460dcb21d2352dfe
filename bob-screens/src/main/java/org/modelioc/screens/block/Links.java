package org.modelioc.screens.block;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.modelioc.screens.bob.Action;
import org.modelioc.screens.bob.Box;
import org.modelioc.screens.bob.Widget;
import org.modelioc.screens.bob.Widgets;

/** The screens of a set, and the buttons from one to another. What is open is told by macros: P, PIPE and MODEL. */
public final class Links {

    /** The screen that operators open first. */
    public static final String OVERVIEW = "overview.bob";
    /** The status of one pipeline, for embedding. */
    public static final String STATUS = "status.bob";
    /** The last evaluation of one pipeline, as a table. */
    public static final String EVALUATION = "evaluation.bob";
    /** Latency of one pipeline. */
    public static final String LATENCY = "latency.bob";
    /** One model. */
    public static final String MODEL = "model.bob";
    /** The IOC itself. */
    public static final String IOC = "ioc.bob";
    /** Trends of inputs and outputs, for the data browser. */
    public static final String TRENDS = "trends.plt";

    /** Width of a button that leads elsewhere. */
    public static final int BUTTON_WIDTH = 100;

    private static final Map<String, String> NONE = Map.of();

    private Links() {
    }

    /**
     * The screen of the inputs and outputs of one pipeline.
     *
     * @param pipeline its name
     * @return name of the file
     */
    public static String pvs(String pipeline) {
        return "pvs-" + fileName(pipeline) + ".bob";
    }

    /** A name as a part of a file name: other signs become their numbers, so that no two names become one. */
    private static String fileName(String name) {
        StringBuilder file = new StringBuilder();
        name.chars().forEach(sign -> {
            if (Character.isLetterOrDigit(sign) || sign == '_' || sign == '-') {
                file.append((char) sign);
            } else {
                file.append('+').append(Integer.toHexString(sign));
            }
        });
        return file.toString();
    }

    /**
     * A button that opens a screen in place of this one; the operator may hold Ctrl for a tab or Shift for a window.
     *
     * @param x    left edge
     * @param y    upper edge
     * @param text what it says
     * @param file the screen; its macros are those of this one
     * @return the button
     */
    public static Widget open(int x, int y, String text, String file) {
        return Widgets.button(new Box(x, y, BUTTON_WIDTH, Grid.BUTTON), text,
            new Action.OpenDisplay("Open " + text.toLowerCase(Locale.ROOT), file, NONE, Action.Target.REPLACE));
    }

    /**
     * Buttons in a line that ends at the right edge of a screen.
     *
     * @param right   where they end
     * @param y       upper edge
     * @param targets text and file of each, from left to right
     * @return the buttons
     */
    public static List<Widget> line(int right, int y, List<Target> targets) {
        int left = right - targets.size() * (BUTTON_WIDTH + Grid.STEP) + Grid.STEP;
        return IntStream.range(0, targets.size()).mapToObj(i -> {
            Target target = targets.get(i);
            int x = left + i * (BUTTON_WIDTH + Grid.STEP);
            return target.file().endsWith(".bob") ? open(x, y, target.text(), target.file())
                : Widgets.button(new Box(x, y, BUTTON_WIDTH, Grid.BUTTON), target.text(),
                    new Action.OpenFile("Open " + target.text().toLowerCase(Locale.ROOT), target.file()));
        }).toList();
    }

    /**
     * Where a button leads.
     *
     * @param text what it says
     * @param file file beside this screen
     */
    public record Target(String text, String file) {
    }
}
