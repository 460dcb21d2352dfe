package org.modelioc.screens.side;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.SortedMap;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.modelioc.screens.Configurations;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** What is written beside the screens. */
class SideFilesTest {

    @TempDir
    private Path folder;

    private SortedMap<String, String> files;

    @BeforeEach
    void made() throws Exception {
        files = Configurations.files(folder, Configurations.EVERY_TYPE);
    }

    private static List<Element> elements(String xml, String name) throws Exception {
        Document document = DocumentBuilderFactory.newInstance().newDocumentBuilder()
            .parse(new InputSource(new StringReader(xml)));
        NodeList nodes = document.getElementsByTagName(name);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            elements.add((Element) nodes.item(i));
        }
        return elements;
    }

    private static String text(Element element, String name) {
        return element.getElementsByTagName(name).item(0).getTextContent();
    }

    @Test
    void everyAlarmHasGuidanceAndAScreen() throws Exception {
        List<Element> alarms = elements(files.get(AlarmTree.FILE), "pv");

        assertThat(alarms).extracting(alarm -> alarm.getAttribute("name")).containsExactly("pva://T:HEARTBEAT",
            "pva://T:RUN:EVAL:MESSAGE", "pva://T:SIZE", "pva://T:CLASS", "pva://T:RATIO", "pva://T:B-2:EVAL:MESSAGE");
        assertThat(alarms).allSatisfy(alarm -> {
            assertThat(text((Element) alarm.getElementsByTagName("guidance").item(0), "details")).isNotBlank();
            assertThat(files).containsKey(text((Element) alarm.getElementsByTagName("display").item(0), "details")
                .replaceFirst("\\?.*", ""));
        });
        assertThat(text(alarms.get(2), "details")).startsWith(
            "Beam size raises an alarm at or above 9 mm (MINOR), at or above 11 mm (MAJOR).");
        assertThat(text(alarms.get(3), "details")).isEqualTo("Call the expert. CLASS raises an alarm at Poor (MAJOR).");
        assertThat(text(alarms.get(3), "title")).isEqualTo("What to do");
    }

    @Test
    void imagesAndTablesAreNotArchived() {
        assertThat(files.get(PvLists.ARCHIVER)).startsWith("[").contains("\"pva://T:GAIN\"", "\"pva://T:SPECTRUM\"",
            "\"pva://T:RUN:EVAL:MESSAGE\"").doesNotContain("PICTURE", "PEAKS");
    }

    @Test
    void inputsAreSavedAndRestored() {
        assertThat(files.get(PvLists.SAVED).lines().skip(1)).containsExactly("# SaveSet name:",
            "# Settings of Every type of PV", "# Description:", "# The inputs of the models of T:", "PV,READBACK,READ_ONLY",
            "pva://T:GAIN,,false",
            "pva://T:COUNT,,false", "pva://T:SHAPE,,false", "pva://T:ON,,false", "pva://T:WAVE,,false", "pva://T:LOOSE,,false",
            "pva://T:SOLO,,false");
    }

    @Test
    void anInputThatFollowsTheMachineIsSavedButNotRestored(@TempDir Path folder) throws Exception {
        String yaml = Configurations.EVERY_TYPE.replace("SOLO: {units: A}", "SOLO: {units: A, follow: \"pva://PS:I\"}");

        assertThat(Configurations.files(folder, yaml).get(PvLists.SAVED)).contains("pva://T:GAIN,,false", "pva://T:SOLO,,true");
    }

    @Test
    void settingsAreProperties() throws Exception {
        Properties settings = new Properties();
        settings.load(new StringReader(files.get(Settings.FILE)));

        assertThat(settings).containsEntry("org.phoebus.pv/default", "pva")
            .containsEntry("org.csstudio.trends.databrowser3/urls", "")
            .doesNotContainKey("org.phoebus.ui/home_display");
    }

    @Test
    void trendsHaveAnAxisForEachUnit() throws Exception {
        NodeList names = elements(files.get("trends.plt"), "axes").getFirst().getElementsByTagName("name");

        assertThat(IntStream.range(0, names.getLength()).mapToObj(i -> names.item(i).getTextContent()))
            .containsExactly("Value (mm)", "Value", "Value (A)", "Value (1)", "Value (dB)");
        List<Element> traces = elements(files.get("trends.plt"), "pv");
        assertThat(traces).extracting(trace -> text(trace, "name")).containsExactly("pva://T:SIZE", "pva://T:LIT", "pva://T:ONE",
            "pva://T:RATIO", "pva://T:TWICE", "pva://T:GAIN", "pva://T:COUNT", "pva://T:ON", "pva://T:SOLO");
        assertThat(traces).extracting(trace -> text(trace, "visible")).containsSubsequence("true", "true", "true", "false");
    }
}
