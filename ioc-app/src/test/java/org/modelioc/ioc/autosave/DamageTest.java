package org.modelioc.ioc.autosave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file that was cut or changed anywhere never gives a wrong value: it is the whole file, or its backup. */
class DamageTest {

    @TempDir
    private Path folder;
    private final Map<String, SavedValue> newest = Values.of("T:A", "-12.25", "T:B", "<END>", "T:C", "3");
    private byte[] whole;

    @BeforeEach
    void anOlderBackup() throws Exception {
        newest.put("T:D", new SavedValue.Several(List.of("1.0", "2.0", "30.0")));
        whole = Values.file(newest);
        Values.write(folder.resolve("x.savB"), Values.of("T:A", "older", "T:B", "older", "T:C", "older", "T:D", "older"));
    }

    /** What is restored with these bytes as the last save. */
    private List<SavedValue> restored(byte[] bytes) throws Exception {
        Files.write(folder.resolve("x.sav"), bytes);
        List<Values.Value> values = List.of(new Values.Value("T:A", "initial"), new Values.Value("T:B", "initial"),
            new Values.Value("T:C", "initial"), new Values.Value("T:D", "initial"));
        try (SaveFolder saves = new SaveFolder(folder, "x")) {
            new Restoration(saves, 1, values, name -> "unknown").run(ZonedDateTime.now());
        }
        return values.stream().map(value -> value.copy().orElseThrow()).toList();
    }

    private final List<SavedValue> older = List.of(new SavedValue.Single("older"), new SavedValue.Single("older"),
        new SavedValue.Single("older"), new SavedValue.Single("older"));

    @Test
    void cutAtEachByte() throws Exception {
        List<SavedValue> all = List.copyOf(newest.values());
        int complete = 0;
        for (int length = 0; length <= whole.length; length++) {
            List<SavedValue> restored = restored(Arrays.copyOf(whole, length));
            assertThat(restored).as("the first %d of %d bytes", length, whole.length).isIn(all, older);
            complete += restored.equals(all) ? 1 : 0;
        }
        assertThat(complete).as("only the line break at the end may be missing").isEqualTo(2);
    }

    private void requireUntrusted(byte[] changed, String how) throws Exception {
        Path file = Files.write(folder.resolve("x.sav"), changed);
        assertThatThrownBy(() -> SaveFileReader.read(file)).as(how).isInstanceOf(UntrustedFileException.class);
    }

    @Test
    void eachByteChanged() throws Exception {
        for (int at = 0; at < whole.length - 1; at++) {
            for (int bit : new int[] {0, 4, 7}) {
                byte[] changed = whole.clone();
                changed[at] ^= (byte) (1 << bit);
                requireUntrusted(changed, "bit " + bit + " of byte " + at);
            }
        }
    }

    @Test
    void aPieceOfZeros() throws Exception {
        // as some file systems leave what was not forced to the disk
        for (int at = 0; at < whole.length; at += 7) {
            byte[] changed = whole.clone();
            Arrays.fill(changed, at, whole.length, (byte) 0);
            requireUntrusted(changed, "zeros from byte " + at);
        }
    }
}
