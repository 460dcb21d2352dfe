package org.modelioc.screens.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScreenLintTest {

    private static final String FRAME = """
        <display version="2.0.0">
          <name>Test</name>
          <macros><P>$(P=T:)</P></macros>
          <width>400</width>
          <height>300</height>
        %s
        </display>
        """;
    private static final String TEXT = "<pv_name>pva://$(P)A</pv_name><width>100</width><height>20</height>";

    private static List<String> all(String widgets) {
        return ScreenLint.all(Map.of("a.bob", FRAME.formatted(widgets)));
    }

    private static String widget(String type, String version, String content) {
        return "<widget type=\"" + type + "\" version=\"" + version + "\">" + content + "</widget>";
    }

    @Test
    void aGoodScreenHasNoFindings() {
        assertThat(all(widget("textupdate", "2.0.0", TEXT))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        gauge        | 2.0.0 | | Phoebus has no widget 'gauge'
        textupdates  | 2.0.0 | | Phoebus has no widget 'textupdates'; did you mean 'textupdate'?
        linearmeter  | 3.0.0 | <width>100</width><height>20</height> | the widget 'linearmeter' is not in Phoebus 4.7
        group        | 3.0.0 | <width>100</width><height>90</height> | version of group must be 2.0.0
        textupdate   | 2.0.0 | <pv>x</pv> | widget 'textupdate' has no property 'pv'
        textupdate   | 2.0.0 | <show_unit>true</show_unit> | no property 'show_unit'; did you mean 'show_units'?
        textupdate   | 2.0.0 | <format>12</format> | 'format' must be the number of a choice: 0 Default, 1 Decimal
        textupdate   | 2.0.0 | <format>Decimal</format> | not 'Decimal'
        textupdate   | 2.0.0 | <wrap_words>yes</wrap_words> | 'wrap_words' must be true or false, not 'yes'
        textupdate   | 2.0.0 | <precision>2.5</precision> | 'precision' must be a whole number, not '2.5'
        tank         | 2.0.0 | <maximum>much</maximum> | 'maximum' must be a number, not 'much'
        textupdate   | 2.0.0 | <background_color></background_color> | 'background_color' needs a <color>
        xyplot       | 2.0.0 | <traces><trace><y>1</y></trace></traces> | 'trace' has no property 'y'
        action_button | 3.0.0 | <actions><action type="open_opi"/></actions> | Phoebus has no action 'open_opi'
        """)
    void whatPhoebusWouldSkipOrRefuse(String type, String version, String content, String finding) {
        List<String> faults = ScreenLint.faults(Map.of("a.bob",
            FRAME.formatted(widget(type, version, content == null ? "" : content))));

        assertThat(faults).anyMatch(text -> text.startsWith("a.bob:6:") && text.contains(finding));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        textupdate | 2.0.0 | <foreground_color><color red="1" green="2" blue="3"/></foreground_color> | only colours that
        label      | 2.0.0 | <font><font family="Arial" style="BOLD" size="9"/></font> | only fonts that Phoebus has a name for
        textupdate | 2.0.0 | <show_units>false</show_units> | a number is shown with its unit
        textupdate | 2.0.0 | <border_alarm_sensitive>false</border_alarm_sensitive> | alarms of a PV are shown wherever it is
        textupdate | 2.0.0 | <rules><rule name="r"/></rules> | rules and scripts start Jython
        textupdate | 2.0.0 | <pv_name>ca://X</pv_name> | a PV is named pva://$(P)
        textupdate | 2.0.0 | <pv_name>=2 * `pva://$(P)A` + `pva://X`</pv_name> | a PV is named pva://$(P)
        led        | 2.0.0 | <pv_name>pva://$(P)A</pv_name> | colour must not be the only signal: give off_label and on_label
        multi_state_led | 2.0.0 | <states><state><value>0</value></state></states> | give the state a label
        table      | 2.0.0 | | a table is not editable
        xyplot     | 2.0.0 | <y_axes><y_axis><visible>true</visible></y_axis></y_axes> | an axis needs a title with its unit
        xyplot     | 2.0.0 | <traces><trace></trace><trace></trace></traces> | traces must differ by more
        label      | 2.0.0 | <text>A text that is far too long for its place</text> | is clipped:
        textupdate | 2.0.0 | <tooltip>$(NOBODY)</tooltip> | the macro $(NOBODY) has no value
        embedded   | 2.0.0 | <file>b.bob</file> | there is no file 'b.bob' beside this one; did you mean 'a.bob'?
        embedded   | 2.0.0 | <file>a.bob</file> | the screen embeds itself
        """)
    void whatBreaksTheConventions(String type, String version, String content, String finding) {
        assertThat(all(widget(type, version, (content == null ? "" : content) + "<width>100</width><height>20</height>")))
            .anyMatch(text -> text.contains(finding));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        0, 0, 100, 20     | 105, 0, 100, 20 | off the grid of 10
        0, 0, 100, 20     | 50, 0, 100, 20  | overlap
        0, 0, 100, 20     | 100, 0, 100, 20 | are less than 10 apart, and alarm borders are drawn outside
        0, 0, 100, 20     | 350, 0, 100, 20 | is outside its parent, whose room is 400 x 300
        0, 0, 100, 20     | 200, 0, 100, 0  | needs a width and a height above 0
        """)
    void wherePvsLie(String first, String second, String finding) {
        assertThat(all(at(first) + at(second))).anyMatch(text -> text.contains(finding));
    }

    @Test
    void labelsMayTouchAndDrawingsMayLieUnder() {
        String label = "<text>A</text><width>100</width><height>20</height>";

        assertThat(all(widget("label", "2.0.0", label) + widget("label", "2.0.0", label + "<x>100</x>")
            + widget("rectangle", "2.0.0", "<width>400</width><height>300</height>"))).isEmpty();
    }

    @Test
    void aGroupHasItsFrame() {
        String inner = widget("textupdate", "2.0.0", TEXT);
        String group = "<name>G</name>%s<width>%d</width><height>60</height>";

        assertThat(all(widget("group", "2.0.0", group.formatted(inner, 140)))).isEmpty();
        assertThat(all(widget("group", "2.0.0", group.formatted(inner, 130))))
            .anyMatch(text -> text.contains("is outside its parent, whose room is 94 x 24"));
    }

    @Test
    void textsAreMeasuredWithTheMacrosOfEachInstance() {
        String row = FRAME.formatted(widget("label", "2.0.0", "<text>$(DESC=x)</text><width>60</width><height>20</height>"));
        String screen = FRAME.formatted(widget("template", "2.0.0", "<file>row.bob</file><width>100</width><height>50</height>"
            + "<instances><instance><macros><DESC>short</DESC></macros></instance>"
            + "<instance><macros><DESC>incomprehensibilities</DESC></macros></instance></instances>"));

        assertThat(ScreenLint.all(Map.of("a.bob", screen, "row.bob", row))).singleElement().asString()
            .contains("row.bob:6:", "text 'incomprehensibilities' of label is clipped, embedded by a.bob:6");
    }

    @Test
    void anEmbeddedScreenIsNotWiderThanItsPlace() {
        String inner = FRAME.formatted("");
        String embedded = "<file>inner.bob</file><width>%d</width><height>20</height>";

        assertThat(ScreenLint.all(Map.of("inner.bob", inner, "a.bob",
            FRAME.formatted(widget("embedded", "2.0.0", embedded.formatted(400)))))).isEmpty();
        assertThat(ScreenLint.all(Map.of("inner.bob", inner, "a.bob",
            FRAME.formatted(widget("embedded", "2.0.0", embedded.formatted(390)))))).singleElement().asString()
            .contains("a.bob:6:", "inner.bob is 400 pixels wide, its place only 390");
    }

    @Test
    void aFormulaOfPvsOfTheIocHasNoFindings() {
        assertThat(all(widget("textupdate", "2.0.0", TEXT.replace("pva://$(P)A", "=0.001 * `pva://$(P)A`")))).isEmpty();
    }

    @Test
    void whatIsNoXmlIsSaidWithItsPlace() {
        assertThat(ScreenLint.faults(Map.of("a.bob", "<display>\n<x>\n</display>"))).singleElement().asString()
            .startsWith("a.bob:3:").contains("not XML");
    }

    @Test
    void documentTypesAreRefused() {
        assertThat(ScreenLint.faults(Map.of("a.bob",
            "<!DOCTYPE d [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>\n<display version=\"2.0.0\"><name>&x;</name></display>")))
            .singleElement().asString().contains("not XML").contains("DOCTYPE");
    }

    private static String at(String box) {
        String[] numbers = box.split(", ");
        return widget("textupdate", "2.0.0", "<pv_name>pva://$(P)A</pv_name><x>" + numbers[0] + "</x><y>" + numbers[1]
            + "</y><width>" + numbers[2] + "</width><height>" + numbers[3] + "</height>");
    }
}
