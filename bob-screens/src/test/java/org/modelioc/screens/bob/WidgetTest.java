package org.modelioc.screens.bob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WidgetTest {

    private static final Box BOX = new Box(10, 20, 100, 20);

    @Test
    void onlyWhatPhoebusKnowsCanBeSet() {
        Widget label = Widgets.label(BOX, "Text");

        assertThatIllegalArgumentException().isThrownBy(() -> label.with(p -> p.text("txt", "x")))
            .withMessage("label has no property 'txt'");
        assertThatIllegalArgumentException().isThrownBy(() -> label.with(p -> p.flag("text", true)))
            .withMessageStartingWith("text of label is a STRING");
        assertThatIllegalArgumentException().isThrownBy(() -> label.with(p -> p.choice("vertical_alignment", "Centre")))
            .withMessage("vertical_alignment of label has no choice 'Centre'");
        assertThatIllegalArgumentException().isThrownBy(() -> Widget.of("linearmeter", "", BOX))
            .withMessage("Phoebus 4.7 has no widget 'linearmeter'");
        assertThatIllegalArgumentException().isThrownBy(() -> new Box(0, 0, 0, 10));
    }

    @Test
    void settingAPropertyLeavesTheWidgetAsItWas() {
        Widget label = Widgets.label(BOX, "Text");
        label.with(p -> p.text("text", "Other")).moved(10, 0);

        assertThat(text(label)).contains("<text>Text</text>").contains("<x>10</x>");
    }

    @Test
    void propertiesStandInTheOrderOfPhoebus() {
        Widget button = Widgets.button(BOX, "Go & <see>", "Sure?",
            new Action.OpenDisplay("Open it", "a.bob", Map.of("P", "X:", "A", "1"), Action.Target.REPLACE),
            new Action.WritePv("Write it", "pva://X", "1"));

        assertThat(text(button)).contains("""
              <widget type="action_button" version="3.0.0">
                <name>Go &amp; &lt;see&gt;</name>
                <actions execute_as_one="true">
                  <action type="open_display">
                    <description>Open it</description>
                    <file>a.bob</file>
                    <macros>
                      <A>1</A>
                      <P>X:</P>
                    </macros>
                    <target>replace</target>
                  </action>
                  <action type="write_pv">
                    <pv_name>pva://X</pv_name>
                    <value>1</value>
                    <description>Write it</description>
                  </action>
                </actions>
                <text>Go &amp; &lt;see&gt;</text>
                <x>10</x>
                <y>20</y>
                <width>100</width>
                <height>20</height>
                <tooltip>$(actions)</tooltip>
                <show_confirm_dialog>true</show_confirm_dialog>
                <confirm_message>Sure?</confirm_message>
              </widget>
            """);
    }

    @Test
    void coloursAndFontsHaveNamesAndFallbacks() {
        assertThat(text(Widgets.label(BOX, "T", NamedFont.HEADER_1).with(p -> p.color("foreground_color", NamedColor.MAJOR))))
            .contains("<font name=\"Header 1\" family=\"Liberation Sans\" style=\"BOLD\" size=\"22.0\"/>")
            .contains("<color name=\"MAJOR\" red=\"255\" green=\"0\" blue=\"0\"/>");
    }

    @Test
    void aTextIsAsWideAsItsGlyphs() {
        assertThat(NamedFont.DEFAULT.width("mm")).isEqualTo(24);
        assertThat(NamedFont.DEFAULT_BOLD.width("Wi")).isEqualTo(18);
        assertThat(NamedFont.DEFAULT.width("")).isZero();
        assertThat(NamedFont.HEADER_1.width("σ")).isBetween(14, 18);
    }

    private static String text(Widget widget) {
        return BobWriter.write(new Display("D", Map.of(), 200, 100, List.of(widget)), "made");
    }
}
