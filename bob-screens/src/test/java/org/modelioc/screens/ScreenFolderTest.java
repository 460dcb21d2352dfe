package org.modelioc.screens;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScreenFolderTest {

    @TempDir
    private Path temporary;

    private Path folder;
    private SortedMap<String, String> files;

    @BeforeEach
    void written() throws Exception {
        files = Configurations.files(temporary, Configurations.EVERY_TYPE);
        folder = temporary.resolve("a/screens");
        assertThat(new ScreenFolder(folder).write(files).written()).containsExactlyElementsOf(files.keySet());
    }

    @Test
    void writingAgainChangesNothing() throws Exception {
        ScreenFolder.Changes changes = new ScreenFolder(folder).write(files);

        assertThat(changes.unchanged()).containsExactlyElementsOf(files.keySet());
        assertThat(changes.written()).isEmpty();
        assertThat(changes.removed()).isEmpty();
    }

    @Test
    void whatIsMissingOrDiffersIsWritten() throws Exception {
        Files.delete(folder.resolve("ioc.bob"));
        Files.writeString(folder.resolve("status.bob"), files.get("status.bob").replace("Can be trusted", "Fine"));

        assertThat(new ScreenFolder(folder).compare(files).written()).containsExactly("ioc.bob", "status.bob");
        assertThat(folder.resolve("ioc.bob")).doesNotExist();
        new ScreenFolder(folder).write(files);
        assertThat(folder.resolve("status.bob")).hasContent(files.get("status.bob"));
    }

    @Test
    void aScreenThatPhoebusSavedIsLeftAlone() throws Exception {
        String saved = files.get("overview.bob").replaceFirst("<!-- Made by .*-->", "<!--Saved on 2026-11-24 by operator-->")
            .replace("Trends", "History");
        Files.writeString(folder.resolve("overview.bob"), saved);

        ScreenFolder.Changes changes = new ScreenFolder(folder).write(files);

        assertThat(changes.kept()).containsExactly("overview.bob");
        assertThat(folder.resolve("overview.bob")).hasContent(saved);
        assertThat(new ScreenFolder(folder).faults()).isEmpty();
    }

    @Test
    void generatedFilesOfAnEarlierConfigurationGoAndOthersStay() throws Exception {
        Files.writeString(folder.resolve("pvs-OLD.bob"), files.get("pvs-RUN.bob"));
        Files.writeString(folder.resolve("mine.bob"), "<display version=\"2.0.0\"/>");
        Files.write(folder.resolve("picture.png"), new byte[] {(byte) 0x89, (byte) 0xFF, 0});

        assertThat(new ScreenFolder(folder).compare(files).removed()).containsExactly("pvs-OLD.bob");
        new ScreenFolder(folder).write(files);

        assertThat(folder.resolve("pvs-OLD.bob")).doesNotExist();
        assertThat(folder.resolve("mine.bob")).exists();
        assertThat(folder.resolve("picture.png")).exists();
    }

    @Test
    void faultsOfOnesOwnScreensAreFoundWithTheirPlace() throws Exception {
        Files.writeString(folder.resolve("mine.bob"), """
            <display version="2.0.0">
              <widget type="label" version="2.0.0">
                <txt>Hello</txt>
              </widget>
            </display>
            """);

        assertThat(new ScreenFolder(folder).faults()).containsExactly(
            folder.resolve("mine.bob") + ":3:10: widget 'label' has no property 'txt'; did you mean 'text'?");
    }
}
