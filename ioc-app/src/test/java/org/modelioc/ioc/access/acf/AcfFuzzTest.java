package org.modelioc.ioc.access.acf;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.modelioc.schema.yaml.Problems;

/** Whatever a file holds, reading it ends, and it is either understood or has a problem. */
class AcfFuzzTest {

    private static final int ROUNDS = 3_000;
    private static final String VALID = """
        # people and places
        UAG(ops) {alice, "role/operators"}
        HAG(cr) {console, 10.0.0.5}
        ASG(DEFAULT) {
            INPA($(P)LOCK)
            RULE(1,READ)
            RULE(1,WRITE,TRAPWRITE) {UAG(ops) HAG(cr) CALC("A=0")}
        }
        """;
    private static final String[] PIECES = {"UAG", "HAG", "ASG", "RULE", "CALC", "INPA", "(", ")", "{", "}", ",", "\"", "#", "\n",
        " ", "1", "WRITE", "DEFAULT", "ops", "$(P)", "$(", "${X=", "\\", "METHOD", "x", "\u00e9", "\ud83d", "\0"};

    private static void read(String text) {
        Problems problems = new Problems();
        AcfFile file = AcfReader.parse("f", text, Map.of("P", "X:"), problems);
        assertThat(problems.isEmpty()).isEqualTo(problems.inOrder().isEmpty());
        if (problems.isEmpty()) {
            assertThat(file.groups()).as(text).containsKey("DEFAULT");
        }
    }

    @Test
    void randomBytes() {
        SplittableRandom random = new SplittableRandom(20_260_823);
        for (int round = 0; round < ROUNDS; round++) {
            byte[] bytes = new byte[random.nextInt(400)];
            random.nextBytes(bytes);
            read(new String(bytes, StandardCharsets.ISO_8859_1));
        }
    }

    @Test
    void wordsOfTheLanguageInAnyOrder() {
        SplittableRandom random = new SplittableRandom(7);
        for (int round = 0; round < ROUNDS; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(80); i > 0; i--) {
                text.append(PIECES[random.nextInt(PIECES.length)]);
            }
            read(text.toString());
        }
    }

    @Test
    void aValidFileWithSomethingChanged() {
        SplittableRandom random = new SplittableRandom(11);
        for (int round = 0; round < ROUNDS; round++) {
            StringBuilder text = new StringBuilder(VALID);
            for (int i = random.nextInt(1, 5); i > 0; i--) {
                int at = random.nextInt(text.length());
                switch (random.nextInt(3)) {
                    case 0 -> text.deleteCharAt(at);
                    case 1 -> text.insert(at, PIECES[random.nextInt(PIECES.length)]);
                    default -> text.setCharAt(at, (char) random.nextInt(128));
                }
            }
            read(text.toString());
        }
    }

    @Test
    void deepNestingAndLongLines() {
        read("X(" + "(".repeat(100_000));
        read("ASG(DEFAULT) {RULE(1,READ) {X(y) " + "{".repeat(100_000));
        read("$(".repeat(50_000));
        read("UAG(a) {" + "b,".repeat(100_000) + "c}");
        read("}".repeat(100_000));
        read("ASG(DEFAULT) {" + "RULE(1,READ)".repeat(20_000) + "}");
    }
}
