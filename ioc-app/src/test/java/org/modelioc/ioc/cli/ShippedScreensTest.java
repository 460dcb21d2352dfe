package org.modelioc.ioc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The screens of the examples are those that their configurations give. */
class ShippedScreensTest {

    @ParameterizedTest
    @ValueSource(strings = {"lebt", "mebt"})
    void theyAreUpToDate(String example) {
        Path folder = Path.of("../config").resolve(example);

        Program.Ended ended =
            Program.run("screens", folder.resolve(example + ".yaml"), "-o", folder.resolve("screens"), "--check");

        assertThat(ended.errors()).isEmpty();
        assertThat(ended.code()).isEqualTo(ExitCode.OK);
    }
}
