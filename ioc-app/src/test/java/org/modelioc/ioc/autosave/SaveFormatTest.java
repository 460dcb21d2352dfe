package org.modelioc.ioc.autosave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Files as autosave writes and reads them. */
class SaveFormatTest {

    @TempDir
    private Path folder;

    private SaveFile read(String text) throws Exception {
        return SaveFileReader.read(Files.write(folder.resolve("x.sav"), text.getBytes(StandardCharsets.ISO_8859_1)));
    }

    private Map<String, SavedValue> values(String lines) throws Exception {
        return Values.read(Files.writeString(folder.resolve("x.sav"),
            "# autosave R5.7.1\tAutomatically generated - DO NOT MODIFY - 260729-101112\n" + lines + "<END>\n"));
    }

    @Test
    void aWholeFile() {
        Map<String, SavedValue> values = Values.of("T:A", "1.5", "T:NOTE", "", "T:MODE", "2");
        values.put("T:W", new SavedValue.Several(List.of("1.0", "-0.0")));

        assertThat(new String(SaveFileWriter.file(SaveFileWriter.body(values), 4,
            ZonedDateTime.of(2026, 7, 29, 10, 11, 12, 345_000_000, ZoneOffset.UTC)), StandardCharsets.US_ASCII)).isEqualTo("""
            # autosave R5.3\tAutomatically generated - DO NOT MODIFY - 260729-101112
            # model-ioc: 4 values, 2026-07-29T10:11:12.345Z
            T:A 1.5
            T:NOTE\s
            T:MODE 2
            T:W @array@ { "1.0" "-0.0" }
            # model-ioc: crc32c bd3f78ec
            <END>
            """);
    }

    private static Stream<String> texts() {
        return Stream.of("", " ", "  leading and trailing  ", "plain", "\"quoted\"", "it's", "back\\slash", "\\", "\\\\", "\\n",
            "\\x41", "line\nbreak\r\n", "tab\tbell\u0007", "Übermaß 12 µm", "日本語", "🙂", "@array@ { \"1\" }", "@array@", "<END>",
            "# no comment", "! no message", "}", "{ }", "\" }", "\u0000", "\u007f", "x".repeat(5_000));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void anyTextReadsBack(String text) throws Exception {
        Map<String, SavedValue> values = Values.of("T:BEFORE", "1", "T:TEXT", text, "T:AFTER", "2");
        values.put("T:LIST", new SavedValue.Several(List.of(text, "", text)));
        values.put("T:LAST", new SavedValue.Single("3"));

        Path file = Values.write(folder.resolve("x.sav"), values);

        assertThat(Values.read(file)).isEqualTo(values);
        assertThat(Files.readString(file, StandardCharsets.ISO_8859_1)).matches("[\\t\\n -~]*");
    }

    // By hand from save_restore.c and dbrestore.c: what C takes apart once in a value, and twice in an element
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        plain | plain | plain
        it's  | it\\'s | it's
        a"b   | a\\"b | a\\"b
        a\\b  | a\\\\b | a\\x5cb
        ä     | \\xc3\\xa4 | \\xc3\\xa4
        """)
    void escapesAreThoseOfEpicsBase(String text, String single, String element) {
        Map<String, SavedValue> values = Values.of("T:A", text);
        values.put("T:W", new SavedValue.Several(List.of(text)));

        assertThat(SaveFileWriter.body(values)).isEqualTo("T:A " + single + "\nT:W @array@ { \"" + element + "\" }\n");
    }

    @Test
    void anArrayWithoutElements() throws Exception {
        Map<String, SavedValue> values = Map.of("T:W", new SavedValue.Several(List.of()));

        assertThat(Values.read(Values.write(folder.resolve("x.sav"), values))).isEqualTo(values);
    }

    @Test
    void aFileOfAutosave() throws Exception {
        SaveFile file = read("""
            # autosave R5.10\tAutomatically generated - DO NOT MODIFY - 180727-085808\r
            ! 2 channel(s) not connected - or not all gets were successful\r
            xxx:m1.VAL 1.5000000000000\r
            xxx:m1.DESC motor 1\r
            #xxx:gone Search Issued\r
            #xxx:lost @array@ { "1"\r
             "2" }\r
            xxx:note.VAL$ a long \\"string\\"\r
            xxx:scan.P1PA @array@ { "1.5" "2"\r
              "3" }\r
            xxx:empty \r
            xxx:mode 2\r
            <END>\r
            """);

        assertThat(file.values()).containsExactly(
            new SaveFile.Value(3, "xxx:m1", new SavedValue.Single("1.5000000000000")),
            new SaveFile.Value(4, "xxx:m1.DESC", new SavedValue.Single("motor 1")),
            new SaveFile.Value(8, "xxx:note", new SavedValue.Single("a long \"string\"")),
            new SaveFile.Value(9, "xxx:scan.P1PA", new SavedValue.Several(List.of("1.5", "2", "3"))),
            new SaveFile.Value(11, "xxx:empty", new SavedValue.Single("")),
            new SaveFile.Value(12, "xxx:mode", new SavedValue.Single("2")));
        assertThat(file.remarks()).containsExactly("x.sav:2: whoever wrote the file noted:"
            + " '2 channel(s) not connected - or not all gets were successful'");
    }

    @Test
    void rawUtf8AndOctalEscapesOfOlderFiles() throws Exception {
        assertThat(values("T:A gr\\303\\274n\nT:B grün\nT:C \\x41\\101\\t!\n"))
            .isEqualTo(Values.of("T:A", "grün", "T:B", "grün", "T:C", "AA\t!"));
    }

    @Test
    void aLineThatMakesNoSenseIsPassedOver() throws Exception {
        SaveFile file = read("""
            # autosave R5.3 by hand
            T:A 1
            T:W @array@ "1" "2"
            T:X @array@ { "1" 2 }
            T:Y @array@
            T:Z \\xff
            T:B 2
            <END>
            """);

        assertThat(file.values().stream().map(SaveFile.Value::name)).containsExactly("T:A", "T:B");
        assertThat(file.remarks()).containsExactly(
            "x.sav:3: not restored: an array is written @array@ { \"1\" \"2\" }",
            "x.sav:4: not restored: an array is written @array@ { \"1\" \"2\" }",
            "x.sav:5: not restored: an array is written @array@ { \"1\" \"2\" }",
            "x.sav:6: not restored: the value is no UTF-8 text");
    }

    @Test
    void anUnfinishedArrayDoesNotSwallowWhatFollows() throws Exception {
        SaveFile file = read("T:W @array@ { \"1\" \"2\"\nT:B 2\n<END>\n");

        assertThat(file.values()).containsExactly(new SaveFile.Value(2, "T:B", new SavedValue.Single("2")));
        assertThat(file.remarks()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', nullValues = "-", textBlock = """
        ``           | is empty
        T:A 1        | does not end with <END>: it is incomplete
        T:A 1\\n<EN   | does not end with <END>: it is incomplete
        T:A <END>    | does not end with <END>: it is incomplete
        """)
    void anIncompleteFile(String text, String why) {
        assertThatThrownBy(() -> read(text.replace("\\n", "\n"))).isInstanceOf(UntrustedFileException.class).hasMessage(why);
    }

    @Test
    void anEditedFileIsToldFromADamagedOneByItsOwner() throws Exception {
        String whole = new String(Values.file(Values.of("T:A", "1.5")), StandardCharsets.US_ASCII);
        String edited = whole.replace("T:A 1.5", "T:A 2.5");

        assertThatThrownBy(() -> read(edited)).isInstanceOf(UntrustedFileException.class)
            .hasMessageContaining("edited").hasMessageContaining("delete its lines that begin with '# model-ioc:'");
        assertThat(read(edited.replaceAll("# model-ioc.*\n", "")).values())
            .containsExactly(new SaveFile.Value(2, "T:A", new SavedValue.Single("2.5")));
    }
}
