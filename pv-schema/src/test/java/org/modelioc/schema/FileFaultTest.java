package org.modelioc.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.modelioc.schema.problem.InvalidConfigurationException;

/** Files that cannot be read at all. */
class FileFaultTest {

    @TempDir
    private Path folder;

    @Test
    void missingFileWithANeighbourOfSimilarName() throws Exception {
        Files.writeString(folder.resolve("lebt.yaml"), "");
        assertThat(fault("lept.yaml")).isEqualTo("lept.yaml: no such file; did you mean 'lebt.yaml'?");
    }

    @Test
    void missingFileWithoutSuchANeighbour() {
        assertThat(fault("lebt.yaml")).isEqualTo("lebt.yaml: no such file");
    }

    @Test
    void missingFolder() {
        assertThat(fault("config/lebt.yaml")).isEqualTo("config/lebt.yaml: no such file: there is no folder 'config'");
    }

    @Test
    void directoryWithAYamlFileInIt() throws Exception {
        Files.createDirectory(folder.resolve("lebt"));
        Files.writeString(folder.resolve("lebt/lebt.yaml"), "");
        assertThat(fault("lebt")).isEqualTo("lebt: is a directory, not a YAML file; did you mean 'lebt/lebt.yaml'?");
    }

    @Test
    void directoryWithoutOne() throws Exception {
        Files.createDirectory(folder.resolve("lebt"));
        assertThat(fault("lebt")).isEqualTo("lebt: is a directory, not a YAML file");
    }

    @Test
    void device() {
        Path device = Path.of("/dev/null");
        assumeThat(Files.exists(device)).isTrue();
        assertThat(fault("/dev/null")).isEqualTo("/dev/null: is a device or a pipe, not a file");
    }

    @Test
    void unreadableFile() throws Exception {
        Path file = Files.writeString(folder.resolve("secret.yaml"), "");
        assumeThat(file.getFileSystem().supportedFileAttributeViews()).contains("posix");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
        assumeThat(Files.isReadable(file)).as("the superuser reads everything").isFalse();
        assertThat(fault("secret.yaml")).isEqualTo("secret.yaml: may not be read by this user; grant read permission");
    }

    @Test
    void fileThatFailsWhileItIsRead() {
        Path memory = Path.of("/proc/self/mem");
        assumeThat(Files.exists(memory)).isTrue();
        assertThat(fault("/proc/self/mem")).startsWith("/proc/self/mem: cannot be read: ");
    }

    @Test
    void emptyFile() throws Exception {
        Files.writeString(folder.resolve("ioc.yaml"), "# nothing yet\n\n");
        assertThat(fault("ioc.yaml")).isEqualTo("ioc.yaml: is empty: there is nothing but blanks and comments in it");
    }

    @Test
    void tooLargeFile() throws Exception {
        try (RandomAccessFile file = new RandomAccessFile(folder.resolve("ioc.yaml").toFile(), "rw")) {
            file.setLength((32L << 20) + 1);
        }
        assertThat(fault("ioc.yaml")).isEqualTo("ioc.yaml: is larger than the 32 MiB that are allowed for such a file");
    }

    @Test
    void notUtf8() throws Exception {
        Files.write(folder.resolve("ioc.yaml"), "ioc:\n  description: \u00b5A\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(fault("ioc.yaml"))
            .isEqualTo("ioc.yaml:2:16: not UTF-8: the byte 0xB5 cannot stand here; save the file as UTF-8");
    }

    @Test
    void utf8ThatEndsInTheMiddleOfACharacter() throws Exception {
        Files.write(folder.resolve("ioc.yaml"), new byte[] {'a', ':', ' ', (byte) 0xE2, (byte) 0x82});
        assertThat(fault("ioc.yaml"))
            .isEqualTo("ioc.yaml:1:4: not UTF-8: the byte 0xE2 cannot stand here; save the file as UTF-8");
    }

    @Test
    void utf16() throws Exception {
        Files.write(folder.resolve("ioc.yaml"), "ioc: {}\n".getBytes(StandardCharsets.UTF_16));
        assertThat(fault("ioc.yaml")).isEqualTo("ioc.yaml: is UTF-16 text; save it as UTF-8");
    }

    @Test
    void byteOrderMarkOfUtf8IsNoFault() throws Exception {
        Example example = Example.in(folder);
        assertThat(Example.of(folder, '\uFEFF' + example.yaml()).read()).isEqualTo(example.read());
    }

    @Test
    void controlCharacter() throws Exception {
        Files.writeString(folder.resolve("ioc.yaml"), "ioc:\n  prefix: a\u0007b\n");
        assertThat(fault("ioc.yaml")).isEqualTo("ioc.yaml:2:12: the character U+0007 is not allowed in YAML; remove it");
    }

    private String fault(String name) {
        Path file = folder.resolve(name);
        InvalidConfigurationException fault =
            catchThrowableOfType(InvalidConfigurationException.class, () -> IocReader.read(file, Map.of()));
        assertThat(fault.problems()).hasSize(1);
        return fault.getMessage().replace(folder + "/", "");
    }
}
