package org.modelioc.screens;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.modelioc.schema.IocDefinition;
import org.modelioc.schema.IocReader;
import org.modelioc.schema.evaluation.EvaluationMode;
import org.modelioc.schema.pv.CalculationDefinition;
import org.modelioc.screens.lint.ScreenLint;

class ScreenSetTest {

    private static final Path LEBT = Path.of("../config/lebt/lebt.yaml");

    @TempDir
    private Path folder;

    @Test
    void screensOfEveryTypeOfPvHaveNoFault() throws Exception {
        SortedMap<String, String> files = Configurations.files(folder, Configurations.EVERY_TYPE);

        assertThat(files).containsKeys("overview.bob", "status.bob", "pvs-RUN.bob", "pvs-B-2.bob", "latency.bob", "model.bob",
            "ioc.bob", "evaluation.bob",
            "row-input-range.bob", "row-input-number.bob", "row-input-choice.bob", "row-input-switch.bob",
            "row-output-range.bob", "row-output-text.bob", "row-output-switch.bob", "row-output-number.bob");
        assertThat(ScreenLint.all(files)).isEmpty();
    }

    @Test
    void everyPvOfTheConfigurationIsOnAScreen() throws Exception {
        IocDefinition ioc = Configurations.read(folder, Configurations.EVERY_TYPE);
        String all = String.join("\n", Configurations.files(folder, Configurations.EVERY_TYPE).values());

        Stream.of(ioc.inputs().stream(), ioc.outputs().stream(), ioc.calculations().stream().map(CalculationDefinition::pv))
            .flatMap(pvs -> pvs).forEach(pv ->
            assertThat(all).containsPattern("(<NAME>|pva://\\$\\(P\\))" + Pattern.quote(pv.name()) + "<"));
    }

    @Test
    void theExampleHasItsOwnOverview() throws Exception {
        IocDefinition ioc = IocReader.read(LEBT, Map.of());
        SortedMap<String, String> files = ScreenSet.of(ioc, Configurations.rich(ioc), "");

        assertThat(files).containsKey("row-slider.bob");
        assertThat(files.get("overview.bob")).contains("Reset to nominal", "Tank 4");
        assertThat(ScreenLint.all(files)).isEmpty();
    }

    @Test
    void whatIsNotServedIsOnNoScreen() throws Exception {
        IocDefinition ioc = Configurations.read(folder, Configurations.EVERY_TYPE);
        Set<String> served = Configurations.poor(ioc);
        SortedMap<String, String> files = ScreenSet.of(ioc, served, "");

        assertThat(files).doesNotContainKeys("model.bob", "evaluation.bob");
        assertThat(ScreenLint.all(files)).isEmpty();
        Pattern builtIn = Pattern.compile("pva://\\$\\(P\\)\\$\\(PIPE\\):([A-Z0-9:-]+)");
        Set<String> shown = files.values().stream().flatMap(text -> builtIn.matcher(text).results())
            .map(match -> match.group(1)).collect(Collectors.toSet());
        assertThat(shown).containsExactlyInAnyOrder("EVAL:MESSAGE", "EVAL:COUNT", "EVAL:ERRORS");
    }

    @Test
    void whatIsCalculatedIsWithThePipelineItBelongsTo() throws Exception {
        SortedMap<String, String> files = Configurations.files(folder, Configurations.EVERY_TYPE);

        assertThat(files.get("pvs-RUN.bob")).contains("<name>Calculated</name>", "<NAME>RATIO<", "<NAME>TWICE<");
        assertThat(files.get("pvs-B-2.bob")).doesNotContain("Calculated", "RATIO");
        assertThat(files.get("ioc.bob")).doesNotContain("RATIO");
        assertThat(files.get("alarms.xml")).contains("<pv name=\"pva://T:RATIO\">");
        assertThat(files.get("archiver.json")).contains("\"pva://T:TWICE\"");
    }

    @Test
    void anInputOfNoPipelineIsOnTheScreenOfTheFirst() throws Exception {
        String yaml = Configurations.EVERY_TYPE.replace("  SOLO: {",
            "  NOTE: {type: string, description: Note of the shift}\n  SOLO: {");
        SortedMap<String, String> files = Configurations.files(folder, yaml);

        assertThat(files.get("pvs-RUN.bob")).contains("<name>Inputs of no pipeline</name>", "<NAME>NOTE<");
        assertThat(files.get("pvs-B-2.bob")).doesNotContain("<NAME>NOTE<");
        assertThat(ScreenLint.all(files)).isEmpty();
    }

    @Test
    void theStatusTellsWhenOutputsAreNotThoseOfTheMachine() throws Exception {
        String status = Configurations.files(folder, Configurations.EVERY_TYPE).get("status.bob");

        assertThat(status).containsSubsequence("<label>Live</label>", "<value>1</value>", "<label>What if, not live</label>",
            "<value>2</value>", "<label>Held, not live</label>", "<value>3</value>", "<label>Off</label>");
        assertThat(status).containsPattern("(?s)<action type=\"write_pv\">.{0,99}EVAL:MODE</pv_name>\\s*<value>0</value>");
        assertThat(EvaluationMode.values()).containsExactly(EvaluationMode.LIVE, EvaluationMode.WHAT_IF, EvaluationMode.HOLD,
            EvaluationMode.OFF);
    }

    @Test
    void everyScreenThatAButtonLeadsToHasAWayBack() throws Exception {
        IocDefinition ioc = IocReader.read(LEBT, Map.of());
        SortedMap<String, String> files = ScreenSet.of(ioc, Configurations.rich(ioc), "");
        Set<String> targets = files.values().stream().flatMap(text -> Pattern.compile(
            "<action type=\"open_display\">.*?<file>([^<]+)</file>", Pattern.DOTALL).matcher(text).results())
            .map(match -> match.group(1)).collect(Collectors.toSet());

        assertThat(targets).contains("pvs-TRANSPORT.bob", "latency.bob", "evaluation.bob", "model.bob", "ioc.bob");
        targets.stream().filter(target -> !target.equals("overview.bob"))
            .forEach(target -> assertThat(files.get(target)).as(target).contains("<file>overview.bob</file>"));
    }

    @Test
    void memoryIsReadInMegabytes() throws Exception {
        assertThat(Configurations.files(folder, Configurations.EVERY_TYPE).get("ioc.bob"))
            .contains("<pv_name>=0.000001 * `pva://$(P)MEM_USED`</pv_name>", "<text>MB</text>");
    }

    @Test
    void theSameConfigurationGivesTheSameBytes() throws Exception {
        assertThat(Configurations.files(folder, Configurations.EVERY_TYPE))
            .isEqualTo(Configurations.files(folder, Configurations.EVERY_TYPE));
    }

    @Test
    void aChangedUnitIsASmallDifference() throws Exception {
        List<String> changed = difference(Configurations.EVERY_TYPE, Configurations.EVERY_TYPE.replace("units: dB", "units: cB"));

        assertThat(changed).isNotEmpty().hasSizeLessThan(12).allMatch(line -> line.contains("cB"));
    }

    @Test
    void oneMoreInputIsASmallDifference() throws Exception {
        String more = Configurations.EVERY_TYPE.replace("  COUNT:", "  COUNT2: {type: int}\n  COUNT:")
            .replace("COUNT, SHAPE", "COUNT, COUNT2, SHAPE").replace("batch, 115", "batch, 116");

        assertThat(difference(Configurations.EVERY_TYPE, more)).isNotEmpty().hasSizeLessThan(40);
    }

    /** Lines that are new. */
    private List<String> difference(String before, String after) throws Exception {
        List<String> old = lines(Configurations.files(folder, before));
        List<String> lines = new ArrayList<>(lines(Configurations.files(folder, after)));
        old.forEach(lines::remove);
        return lines;
    }

    private static List<String> lines(Map<String, String> files) {
        return files.entrySet().stream().flatMap(file -> Arrays.stream(file.getValue().split("\n"))
            .map(line -> file.getKey() + ": " + line)).toList();
    }

    @Test
    void severalHundredInputsStayInReach() throws Exception {
        int count = 400;
        String names = IntStream.range(0, count).mapToObj(i -> "Q" + i).collect(Collectors.joining(", "));
        String yaml = "ioc: {prefix: 'T:'}\nmodels:\n  m: {file: m.onnx, inputs: {x: 'float32[batch, 400]'}, outputs:"
            + " {y: 'float32[batch, 1]'}}\ninputs:\n" + IntStream.range(0, count).mapToObj(i -> "  Q" + i + ": {}\n")
            .collect(Collectors.joining()) + "outputs: {OUT: {}}\npipelines:\n  RUN: {model: m, inputs: {x: [" + names
            + "]}, outputs: {y: [OUT]}}\n";

        SortedMap<String, String> files = Configurations.files(folder, yaml);

        assertThat(ScreenLint.all(files)).isEmpty();
        assertThat(height(files.get("pvs-RUN.bob"))).isGreaterThan(count * 20);
        assertThat(height(files.get("overview.bob"))).isLessThan(1080);
    }

    private static int height(String screen) {
        return Integer.parseInt(Pattern.compile("<height>(\\d+)").matcher(screen).results().findFirst().orElseThrow().group(1));
    }

    @Test
    void linksOfAlarmsAndSettingsBeginWhereOperatorsFindTheScreens() throws Exception {
        IocDefinition ioc = Configurations.read(folder, Configurations.EVERY_TYPE);
        SortedMap<String, String> files = ScreenSet.of(ioc, Configurations.rich(ioc), "https://screens.example/t");

        assertThat(files.get("alarms.xml"))
            .contains("<details>https://screens.example/t/overview.bob?P=T:&amp;PIPE=RUN</details>");
        assertThat(files.get("settings.ini")).contains("\norg.phoebus.ui/home_display=https://screens.example/t/overview.bob"
            + "?P=T:&app=display_runtime,Every type of PV\n");
    }

    @Test
    void namesOfPipelinesBecomeNamesOfFiles() throws Exception {
        String yaml = Configurations.EVERY_TYPE.replace("B-2:", "\"B:2\":");

        assertThat(Configurations.files(folder, yaml)).containsKey("pvs-B+3a2.bob");
        assertThat(ScreenLint.all(Configurations.files(folder, yaml))).isEmpty();
    }

    @Test
    void textsThatAreXmlToo() throws Exception {
        String yaml = Configurations.EVERY_TYPE.replace("Gain of the amplifier", "'Gain <of> \"A\" & B'");

        assertThat(ScreenLint.all(Configurations.files(folder, yaml))).isEmpty();
        assertThat(Configurations.files(folder, yaml).get("pvs-RUN.bob"))
            .contains("<DESC>Gain &lt;of&gt; &quot;A&quot; &amp; B</DESC>");
    }

    @Test
    void aDescriptionThatIsTooLongEndsInAnEllipsis() throws Exception {
        String yaml = Configurations.EVERY_TYPE.replace("Gain of the amplifier", "Gain of the amplifier ".repeat(9));

        assertThat(ScreenLint.all(Configurations.files(folder, yaml))).isEmpty();
        assertThat(Configurations.files(folder, yaml).get("pvs-RUN.bob"))
            .containsPattern("<DESC>Gain of the amplifier Gain [^<]*…</DESC>");
    }
}
