package org.modelioc.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.modelioc.schema.pv.PvDefinition;
import org.modelioc.schema.stage.LookupDefinition;

/** Files that include others. */
class IncludeTest {

    @TempDir
    private Path root;
    private Folder folder;

    @BeforeEach
    void here() {
        folder = new Folder(root);
    }

    private Folder including(String include, int inputs) {
        return folder.with("ioc.yaml", "include: " + include + "\n" + Folder.around(inputs));
    }

    @Test
    void sectionsAreJoinedInTheOrderOfReading() throws Exception {
        including("[a.yaml, parts/b.yaml]", 4).with("a.yaml", "include: parts/c.yaml\ninputs: {A1: {}, A2: {}}\n")
            .with("parts/b.yaml", "inputs: {B: {}}\n").with("parts/c.yaml", "inputs: {C1: {}}\n");

        assertThat(folder.inputs()).containsExactly("C1", "A1", "A2", "B");
    }

    @Test
    void theFileItselfMayHaveLittle() throws Exception {
        folder.with("ioc.yaml", "include: [site.yaml, pvs.yaml]\n").with("site.yaml", Folder.around(1))
            .with("pvs.yaml", "inputs: {A: {}}\n");

        assertThat(folder.read().prefix()).isEqualTo("T:");
        assertThat(folder.read().source()).isEqualTo(root.resolve("ioc.yaml"));
        assertThat(folder.read().sources())
            .containsExactly(root.resolve("site.yaml"), root.resolve("pvs.yaml"), root.resolve("ioc.yaml"));
    }

    @Test
    void pathsAreRelativeToTheFileTheyStandIn() throws Exception {
        folder.with("ioc.yaml", "include: parts/all.yaml\n").with("parts/all.yaml", """
            ioc: {prefix: "", access: {file: site.acf}, autosave: {folder: saved}}
            models: {m: {file: models/m.onnx, inputs: {x: "float32[b, 1]"}, outputs: {y: "float32[b, 1]"}}}
            inputs: {A: {}}
            outputs: {C: {}}
            pipelines: {RUN: {model: m, inputs: {x: [A]}, outputs: {y: [C]}, before: [lookup: {file: curve.csv}]}}
            """).with("parts/curve.csv", "0,0\n1,2\n");
        IocDefinition ioc = folder.read();

        assertThat(ioc.models().getFirst().file()).isEqualTo(root.resolve("parts/models/m.onnx"));
        assertThat(ioc.access()).hasValueSatisfying(rules -> assertThat(rules.file()).isEqualTo(root.resolve("parts/site.acf")));
        assertThat(ioc.autosave())
            .hasValueSatisfying(saving -> assertThat(saving.folder()).isEqualTo(root.resolve("parts/saved")));
        assertThat(ioc.pipelines().getFirst().before()).singleElement().isInstanceOfSatisfying(LookupDefinition.class,
            lookup -> assertThat(lookup.curve().y()).containsExactly(0.0, 2.0));
    }

    @Test
    void macrosOfAllFilesAreShared() throws Exception {
        folder.with("ioc.yaml", "macros: {A: a}\ninclude: b.yaml\n" + Folder.around(1))
            .with("b.yaml", "macros: {B: b$(A)}\ninputs: {$(B)$(L): {}}\n");

        assertThat(folder.read(Map.of("L", "l")).inputs()).extracting(PvDefinition::name).containsExactly("bal");
    }

    @Test
    void aMacroOfTwoFilesIsAFault() {
        folder.with("ioc.yaml", "macros: {A: a}\ninclude: b.yaml\n" + Folder.around(1))
            .with("b.yaml", "macros: {A: b}\ninputs: {$(A): {}}\n");

        assertThat(folder.problems()).containsExactly(
            "b.yaml:1:10: 'A' stands here a second time; the first is at ioc.yaml:1:10");
    }

    @Test
    void aFileMayBeIncludedSeveralTimesWithOtherMacros() throws Exception {
        including("[{file: bpm.yaml, macros: {N: B1}}, {file: bpm.yaml, macros: {N: B2, UNITS: um}}]", 2)
            .with("bpm.yaml", "macros: {UNITS: mm}\ninputs:\n  $(N)$(SUFFIX): {units: $(UNITS)}\n");

        assertThat(folder.read(Map.of("SUFFIX", ":X")).inputs()).extracting(PvDefinition::name, PvDefinition::units)
            .containsExactly(tuple("B1:X", "mm"), tuple("B2:X", "um"));
    }

    @Test
    void whatAnIncludeCarriesIsStrongerThanTheCommandLineAndThatIsStrongerThanItsFile() throws Exception {
        folder.with("a.yaml", "macros: {N: file, M: file}\ninputs: {$(N)-n: {}, $(M)-m: {}}\n")
            .with("ioc.yaml", "include: {file: a.yaml, macros: {N: include}}\n" + Folder.around(2).replace("T:", "$(N)$(M)"));

        assertThat(folder.read(Map.of("N", "line", "M", "line")).inputs()).extracting(PvDefinition::name)
            .containsExactly("include-n", "line-m");
    }

    @Test
    void whatSeveralFilesIncludeCountsOnce() throws Exception {
        including("[a.yaml, b.yaml]", 3).with("a.yaml", "include: c.yaml\ninputs: {A: {}}\n")
            .with("b.yaml", "include: ./c.yaml\ninputs: {B: {}}\n").with("c.yaml", "inputs: {S: {}}\n");

        assertThat(folder.inputs()).containsExactly("S", "A", "B");
    }

    @Test
    void aProblemNamesTheFileItIsIn() {
        including("[parts/a.yaml, parts/../parts/b.yaml]", 2).with("parts/a.yaml", "inputs:\n  A: {units:  }\n")
            .with("parts/b.yaml", "inputs:\n  B: {precision: 99}\noutput: {}\n");

        assertThat(folder.problems()).containsExactly(
            "parts/b.yaml:2:18: 'precision' must be a whole number from 0 to 15, not 99",
            "parts/b.yaml:3:1: unknown key 'output' in the file; allowed are macros, include, templates, devices, ioc, models,"
                + " inputs, outputs, calculated, pipelines; did you mean 'outputs'?",
            "parts/a.yaml:2:13: 'units' must be text (\"\" for none), not nothing");
    }

    @Test
    void aProblemOfAFileThatIsIncludedTwiceNamesTheIncludes() {
        including("[{file: a.yaml, macros: {N: A1}}, {file: a.yaml, macros: {N: A2}}]", 2)
            .with("a.yaml", "inputs:\n  $(N): {precision: 99}\n");

        assertThat(folder.problems()).containsExactly("a.yaml:2:21: 'precision' must be a whole number from 0 to 15, not 99"
            + " (included at ioc.yaml:1:11; likewise at ioc.yaml:1:44)");
    }

    @Test
    void theSameNameTwiceShowsBothPlaces() {
        folder.with("ioc.yaml", "include: a.yaml\ninputs: {A: {}}\n" + Folder.around(2))
            .with("a.yaml", "inputs: {A: {}}\nioc: {prefix: x}\n");

        assertThat(folder.problems()).containsExactly(
            "ioc.yaml:2:10: 'A' stands here a second time; the first is at a.yaml:1:10",
            "ioc.yaml:3:1: 'ioc' may stand in one file only; the first is at a.yaml:2:1");
    }

    @Test
    void sectionsOfDifferentKinds() {
        including("a.yaml", 1).with("a.yaml", "inputs: {A: {}}\nmodels: [m]\noutputs:\n");

        assertThat(folder.problems()).containsExactly(
            "a.yaml:2:9: 'models' must be a mapping with at least one entry, not a list; it stands elsewhere as well, and all of"
                + " it is joined",
            "a.yaml:3:9: 'outputs' must be a mapping with at least one entry, not nothing; it stands elsewhere as well, and all"
                + " of it is joined");
    }

    @Test
    void aFileThatIncludesItself() {
        including("parts/a.yaml", 1).with("parts/a.yaml", "include: b.yaml\n")
            .with("parts/b.yaml", "inputs: {A: {}}\ninclude:\n  - ../ioc.yaml\n  - b.yaml\n");

        assertThat(folder.problems()).containsExactly(
            "parts/b.yaml:3:5: 'ioc.yaml' includes itself: ioc.yaml → parts/a.yaml → parts/b.yaml → ioc.yaml",
            "parts/b.yaml:4:5: 'parts/b.yaml' includes itself: parts/b.yaml → parts/b.yaml");
    }

    @Test
    void filesThatCannotBeRead() throws Exception {
        including("[quds.yaml, parts, none/a.yaml, /dev/null, large.yaml, latin.yaml, syntax.yaml, empty.yaml]", 1)
            .with("quads.yaml", "").with("parts/a.yaml", "").with("syntax.yaml", "inputs: {\n").with("empty.yaml", "# nothing\n");
        try (RandomAccessFile large = new RandomAccessFile(root.resolve("large.yaml").toFile(), "rw")) {
            large.setLength((32L << 20) + 1);
        }
        Files.write(root.resolve("latin.yaml"), new byte[] {'#', (byte) 0xB5});

        assertThat(folder.problems()).containsExactly(
            "ioc.yaml:1:11: cannot include 'quds.yaml': no such file; did you mean 'quads.yaml'?",
            "ioc.yaml:1:22: cannot include 'parts': is a directory, not a YAML file; did you mean 'parts/a.yaml'?",
            "ioc.yaml:1:29: cannot include 'none/a.yaml': no such file: there is no folder 'none'",
            "ioc.yaml:1:42: cannot include '/dev/null': is a device or a pipe, not a file",
            "ioc.yaml:1:53: cannot include 'large.yaml': is larger than the 32 MiB that are allowed for such a file",
            "latin.yaml:1:2: not UTF-8: the byte 0xB5 cannot stand here; save the file as UTF-8",
            "syntax.yaml:2:1: a value is missing here, or text that begins with one of , [ ] { } ? : - needs quotes",
            "empty.yaml: is empty: there is nothing but blanks and comments in it");
    }

    @Test
    void aFileThatThisUserMayNotRead() throws Exception {
        including("secret.yaml", 1).with("secret.yaml", "inputs: {A: {}}\n");
        Files.setPosixFilePermissions(root.resolve("secret.yaml"), PosixFilePermissions.fromString("---------"));
        assumeThat(Files.isReadable(root.resolve("secret.yaml"))).isFalse();

        assertThat(folder.problems()).containsExactly(
            "ioc.yaml:1:10: cannot include 'secret.yaml': may not be read by this user; grant read permission");
    }

    @Test
    void whatIsMissingWithAFileIsNotReportedAsWell() {
        folder.with("ioc.yaml", "include: none.yaml\nioc: {prefix: 5 5}\npipelines: {RUN: {model: m, inputs: {x: [A]}}}\n");

        assertThat(folder.problems()).containsExactly("ioc.yaml:1:10: cannot include 'none.yaml': no such file",
            "ioc.yaml:2:15: the prefix '5 5' has a blank; allowed are the letters A to Z and a to z, digits, and"
                + " _ - + : [ ] < > ;");
    }

    @Test
    void macrosThatAnIncludeCarriesInVain() {
        including("{file: a.yaml, macros: {NN: A, D: x}}", 1).with("a.yaml", "inputs: {$(N=A): {description: $(D)}}\n");

        assertThat(folder.problems()).containsExactly(
            "ioc.yaml:1:10: the macro 'NN' of this include is not used in 'a.yaml', which uses D, N; did you mean 'N'?");
    }

    @Test
    void aMacroOfTheCommandLineThatNoFileUses() {
        including("a.yaml", 1).with("a.yaml", "inputs: {$(N=A): {}}\n");

        assertThat(folder.problems(Map.of("M", "x"))).containsExactly(
            "ioc.yaml: the macro 'M' of the command line (-m) is not used in these files, which use N");
    }

    @Test
    void aPathMayHaveMacros() throws Exception {
        folder.with("ioc.yaml", "macros: {DIR: parts}\ninclude: $(DIR)/$(FILE=a).yaml\n" + Folder.around(1))
            .with("parts/a.yaml", "inputs: {A: {}}\n").with("parts/b.yaml", "inputs: {B: {}}\n");

        assertThat(folder.inputs()).containsExactly("A");
        assertThat(folder.read(Map.of("FILE", "b")).inputs()).extracting(PvDefinition::name).isEqualTo(List.of("B"));
    }

    @Test
    void manyIncludes() {
        for (int i = 0; i < 20; i++) {
            folder.with("f" + i + ".yaml", "include: [{file: f%1$d.yaml, macros: {N: a}}, {file: f%1$d.yaml, macros: {N: b}}]\n"
                .formatted(i + 1));
        }
        including("f0.yaml", 1).with("f20.yaml", "inputs: {$(N): {}}\n");

        assertThat(folder.problems())
            .anyMatch(problem -> problem.contains("more than 10000 includes; that many are not allowed"));
    }
}
