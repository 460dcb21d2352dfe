package org.modelioc.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.modelioc.schema.pv.SavedFields;
import org.modelioc.schema.service.AutosaveDefinition;

/** What is saved, and where. */
class AutosaveSectionTest {

    @TempDir
    private Path folder;

    private Example saving(String section) {
        return Example.in(folder).with("  description: LEBT surrogate (synthetic)\n",
            "  description: LEBT surrogate (synthetic)\n  autosave: " + section + "\n");
    }

    private Example saving(String section, String secondInput) {
        return saving(section).with("SOL2:DI:SP: {}", "SOL2:DI:SP: " + secondInput);
    }

    @Test
    void theFolderIsEnough() throws Exception {
        assertThat(saving("{folder: saved}").read().autosave()).contains(new AutosaveDefinition(folder.resolve("saved"), "ioc",
            Duration.ofSeconds(5), 3, Duration.ofSeconds(60), 10));
    }

    @Test
    void everythingCanBeChosen() throws Exception {
        assertThat(saving("{folder: /var/lib/$(P=x), name: a.b, period: 100 ms, sequence-files: 0, sequence-period: 1 s,"
            + " boot-copies: 1}").read().autosave()).contains(new AutosaveDefinition(Path.of("/var/lib/LEBT:"), "a.b",
            Duration.ofMillis(100), 0, Duration.ofSeconds(1), 1));
    }

    @Test
    void aFolderBesideThatOfTheFile() throws Exception {
        assertThat(saving("{folder: ../saved}").read().autosave().orElseThrow().folder())
            .isEqualTo(folder.resolveSibling("saved"));
    }

    @Test
    void theValueOfAnInputIsSavedUnlessTheFileSaysOtherwise() throws Exception {
        assertThat(saved("{}")).containsExactly("VAL");
        assertThat(saved("{autosave: true}")).containsExactly("VAL");
        assertThat(saved("{autosave: false}")).isEmpty();
        assertThat(saved("{autosave: [HIHI, VAL]}")).containsExactly("HIHI", "VAL");
    }

    private List<String> saved(String input) throws Exception {
        return saving("{folder: saved}", input).read().inputs().getLast().saved().fields();
    }

    @Test
    void aFieldThatThereIsNot() {
        assertThat(saving("{folder: saved}", "{autosave: [VAL, HIHO]}").problems()).containsExactly(
            "ioc.yaml:25:32: a field in 'autosave' must be one of " + String.join(", ", SavedFields.FIELDS)
                + ", not 'HIHO'; did you mean 'HIHI'?");
    }

    @Test
    void whoeverAsksForSavingIsToldIfNothingIsSaved() {
        assertThat(Example.in(folder).with("SOL2:DI:SP: {}", "SOL2:DI:SP: {autosave: true}").problems()).containsExactly(
            "ioc.yaml:3:1: the input 'SOL2:DI:SP' is to be saved, but 'ioc' has no section 'autosave' that says where;"
                + " add 'autosave: {folder: …}'");
    }

    @Test
    void anInputThatNeedNotBeSavedNeedsNoSection() throws Exception {
        assertThat(Example.in(folder).with("SOL2:DI:SP: {}", "SOL2:DI:SP: {autosave: false}").read().autosave()).isEmpty();
    }

    @Test
    void aSectionWithoutFolder() {
        assertThat(saving("{name: x}").problems()).containsExactly(
            "ioc.yaml:6:3: missing key 'folder' in 'autosave' of 'ioc'");
    }
}
