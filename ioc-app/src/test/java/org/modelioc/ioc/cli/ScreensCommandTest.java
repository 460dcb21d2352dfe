package org.modelioc.ioc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.modelioc.screens.lint.ScreenLint;

class ScreensCommandTest {

    private static final String BY_HAND = "<!--Saved on 2026-11-24 10:00:00 by operator-->";

    @TempDir
    private Path folder;

    /** After a change of a configuration, of the built-in PVs or of the screens: {@code model-ioc screens} writes them again. */
    @ParameterizedTest
    @ValueSource(strings = {"lebt", "mebt"})
    void theScreensOfTheExamplesAreUpToDateAndWithoutFault(String example) throws Exception {
        Path config = Path.of("../config", example, example + ".yaml");
        Path screens = config.resolveSibling("screens");

        Program.Ended ended = Program.run("screens", config, "-o", screens, "--check");

        assertThat(ended.errors()).isEmpty();
        assertThat(ended.code()).isEqualTo(ExitCode.OK);
        assertThat(ScreenLint.all(texts(screens))).isEmpty();
        assertThat(Files.readString(screens.resolve("overview.bob"))).contains("Reset to nominal", "pva://$(P)MESSAGE");
    }

    private static Map<String, String> texts(Path folder) throws Exception {
        Map<String, String> texts = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                texts.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        return texts;
    }

    @Test
    void writesAFolderAndChecksIt() throws Exception {
        Path screens = folder.resolve("deep/screens");

        Program.Ended written = Program.run("screens", Program.LEBT, "-o", screens);
        assertThat(written.code()).isEqualTo(ExitCode.OK);
        assertThat(written.output()).contains("written " + screens.resolve("overview.bob"))
            .contains("open overview.bob in Phoebus");
        assertThat(Program.run("screens", Program.LEBT, "-o", screens, "--check").code()).isEqualTo(ExitCode.OK);

        Files.delete(screens.resolve("ioc.bob"));
        Program.Ended stale = Program.run("screens", Program.LEBT, "-o", screens, "--check");
        assertThat(stale.code()).isEqualTo(ExitCode.CONFIGURATION);
        assertThat(stale.errors()).contains(screens.resolve("ioc.bob") + ": not what " + Program.LEBT + " gives");
        assertThat(stale.output()).contains("model-ioc screens " + Program.LEBT + " -o " + screens);
        assertThat(screens.resolve("ioc.bob")).doesNotExist();
    }

    @Test
    void whatWasSavedInPhoebusIsLeftAloneAndCheckedForFaults() throws Exception {
        Program.run("screens", Program.LEBT, "-o", folder);
        Path overview = folder.resolve("overview.bob");
        Files.writeString(overview, Files.readString(overview).replaceFirst("<!-- Made by .*-->", BY_HAND)
            .replaceFirst("<text>LEBT", "<txt>LEBT").replaceFirst("</text>", "</txt>"));

        Program.Ended again = Program.run("screens", Program.LEBT, "-o", folder);
        assertThat(again.output()).contains("left    " + overview + ", which is yours");
        assertThat(Files.readString(overview)).contains(BY_HAND);
        Program.Ended checked = Program.run("screens", Program.LEBT, "-o", folder, "--check");
        assertThat(checked.code()).isEqualTo(ExitCode.CONFIGURATION);
        assertThat(checked.errors()).contains("widget 'label' has no property 'txt'; did you mean 'text'?");
    }

    @Test
    void aMacroMovesThePrefix() throws Exception {
        Program.run("screens", Program.LEBT, "-m", "P=MY:", "--url", "file:/screens", "-o", folder);

        assertThat(Files.readString(folder.resolve("overview.bob"))).contains("<P>$(P=MY:)</P>");
        assertThat(Files.readString(folder.resolve("alarms.xml")))
            .contains("pva://MY:EFF:LEBT", "file:/screens/overview.bob?P=MY:");
    }

    @Test
    void aFolderThatIsAFileIsSaid() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "text");

        Program.Ended ended = Program.run("screens", Program.LEBT, "-o", file);
        assertThat(ended.code()).isEqualTo(ExitCode.CONFIGURATION);
        assertThat(ended.errors()).contains(file + " cannot be written");
    }
}
