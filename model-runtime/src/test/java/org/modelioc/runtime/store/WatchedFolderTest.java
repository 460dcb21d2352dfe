package org.modelioc.runtime.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.modelioc.runtime.onnx.VersionFolder;

class WatchedFolderTest {

    @TempDir
    private Path folder;

    private List<String> look(WatchedFolder watched) {
        return watched.look().stream().map(place -> place.getFileName().toString()).toList();
    }

    @Test
    void versionsAreInOrder() throws Exception {
        new VersionFolder("1.9.0", 1).write(folder.resolve("a"));
        new VersionFolder("1.10.0", 1).write(folder.resolve("b"));
        new VersionFolder("1.10.0-rc1", 1).write(folder.resolve("c"));

        assertThat(new WatchedFolder(folder).all()).extracting(place -> place.getFileName().toString())
            .containsExactly("c", "b", "a");
        assertThat(WatchedFolder.compare("2", "10")).isNegative();
        assertThat(WatchedFolder.compare("1.0", "1.0.1")).isNegative();
        assertThat(WatchedFolder.compare("b", "a")).isPositive();
        assertThat(WatchedFolder.compare("1.0", "1.0")).isZero();
    }

    @Test
    void aVersionIsGivenOnceAndOnlyWhenItHasStoodStill() throws Exception {
        WatchedFolder watched = new WatchedFolder(folder);
        assertThat(watched.all()).isEmpty();
        new VersionFolder("1.0.0", 1).write(folder.resolve("one"));

        assertThat(look(watched)).isEmpty();
        assertThat(look(watched)).containsExactly("one");
        assertThat(look(watched)).isEmpty();

        Files.writeString(folder.resolve("one/note.txt"), "changed");
        assertThat(look(watched)).isEmpty();
        assertThat(look(watched)).containsExactly("one");
    }

    @Test
    void halfAVersionIsIgnoredUntilItIsWhole() throws Exception {
        WatchedFolder watched = new WatchedFolder(folder);
        Path one = new VersionFolder("1.0.0", 1).write(folder.resolve("one"));
        byte[] model = Files.readAllBytes(one.resolve("m.onnx"));
        Files.delete(one.resolve("m.onnx"));

        assertThat(look(watched)).isEmpty();
        assertThat(look(watched)).isEmpty();

        Files.write(one.resolve("m.onnx"), model);
        assertThat(look(watched)).isEmpty();
        assertThat(look(watched)).containsExactly("one");
    }

    @Test
    void aVersionWithoutItsGoldenRowsIsHalfAVersion() throws Exception {
        Path example = Path.of("../config/models/lebt");
        WatchedFolder watched = new WatchedFolder(folder);
        Path one = Files.createDirectory(folder.resolve("one"));
        for (String file : List.of("card.yaml", "lebt.onnx", "lebt.pt")) {
            Files.copy(example.resolve(file), one.resolve(file));
        }
        assertThat(look(watched)).isEmpty();
        assertThat(look(watched)).isEmpty();

        Files.copy(example.resolve("golden.json"), one.resolve("golden.json"));
        assertThat(look(watched)).isEmpty();
        assertThat(look(watched)).containsExactly("one");
    }

    @Test
    void whatIsNoVersionIsIgnored() throws Exception {
        WatchedFolder watched = new WatchedFolder(folder);
        new VersionFolder("1.0.0", 1).write(folder.resolve(".one"));
        new VersionFolder("1.0.0", 1).write(folder.resolve("one.tmp"));
        Files.createDirectory(folder.resolve("empty"));
        Files.writeString(folder.resolve("card.yaml"), "");

        assertThat(look(watched)).isEmpty();
        assertThat(look(watched)).isEmpty();
    }

    @Test
    void aFolderThatIsAwayHasNoVersions() {
        WatchedFolder watched = new WatchedFolder(folder.resolve("away"));
        assertThat(watched.all()).isEmpty();
        assertThat(watched.look()).isEmpty();
    }

    @Test
    void aCardAtFaultIsForTheLoaderToTell() throws Exception {
        WatchedFolder watched = new WatchedFolder(folder);
        Files.createDirectory(folder.resolve("one"));
        Files.writeString(folder.resolve("one/card.yaml"), "name: [");

        assertThat(look(watched)).isEmpty();
        assertThat(look(watched)).containsExactly("one");
    }
}
