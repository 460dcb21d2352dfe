package org.modelioc.ioc.access.acf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.modelioc.schema.problem.InvalidConfigurationException;

/** What an access file may say, and what is said of one that is wrong. */
class AcfReaderTest {

    private static final String DEFAULT = "ASG(DEFAULT) {RULE(1,READ)}\n";

    @TempDir
    private Path folder;

    private AcfFile read(String text, String... macros) throws Exception {
        return AcfReader.read(Files.writeString(folder.resolve("site.acf"), text), macros(macros));
    }

    private static Map<String, String> macros(String... macros) {
        return macros.length == 0 ? Map.of() : Map.of(macros[0], macros[1]);
    }

    private List<String> problems(String text, String... macros) throws IOException {
        Path file = Files.writeString(folder.resolve("site.acf"), text);
        InvalidConfigurationException fault =
            catchThrowableOfType(InvalidConfigurationException.class, () -> AcfReader.read(file, macros(macros)));
        assertThat(fault).as("a fault in the file").isNotNull();
        return fault.problems().stream().map(problem -> problem.toString().replace(folder + "/", "")).toList();
    }

    private List<String> warnings(String text) throws Exception {
        return read(text).warnings().stream().map(problem -> problem.toString().replace(folder + "/", "")).toList();
    }

    @Test
    void everyPartOfTheLanguage() throws Exception {
        AcfFile file = read("""
            # the people
            UAG(ops) {alice, bob, "role/operators", "o'neil"}   # one with a role
            UAG(nobody)
            HAG(cr) {Console1, 10.0.0.5, ::1}
            ASG(DEFAULT) {
                RULE(1,READ)
                RULE(1,WRITE,TRAPWRITE) {UAG(ops) HAG(cr)}
            }
            ASG(MODEL) {
                INPA(LEBT:LOCK) INPU("LEBT:MODE")
                RULE(0, NONE)
                RULE(0, WRITE, NOTRAPWRITE) {
                    UAG(ops, nobody)
                    METHOD("ca")
                    CALC("A=0 && u<2")
                }
            }
            ASG(EMPTY)
            """);

        assertThat(file.users().get("ops"))
            .isEqualTo(new UserGroup("ops", Set.of("alice", "bob", "o'neil"), Set.of("operators")));
        assertThat(file.users().get("nobody").users()).isEmpty();
        assertThat(file.hosts().get("cr").hosts()).extracting(HostGroup.Host::name)
            .containsExactly("console1", "10.0.0.5", "::1");
        assertThat(file.groups().get("DEFAULT").rules()).containsExactly(
            new Rule(1, Permission.READ, false, List.of(), List.of(), List.of(), "", ""),
            new Rule(1, Permission.WRITE, true, List.of("ops"), List.of("cr"), List.of(), "", ""));
        SecurityGroup model = file.groups().get("MODEL");
        assertThat(model.inputs()).extracting(SecurityGroup.Input::letter).containsExactly('A', 'U');
        assertThat(model.inputs()).extracting(SecurityGroup.Input::pv).containsExactly("LEBT:LOCK", "LEBT:MODE");
        assertThat(model.rules().get(1)).isEqualTo(new Rule(0, Permission.WRITE, false, List.of("ops", "nobody"), List.of(),
            List.of("ca"), "A=0 && u<2", ""));
        assertThat(file.groups().get("EMPTY").rules()).isEmpty();
        assertThat(file.warnings()).isEmpty();
    }

    @Test
    void theFileOfTheExample() throws Exception {
        AcfFile file = AcfReader.read(Path.of("../config/lebt/lebt.acf"), Map.of("P", "LEBT:"));

        assertThat(file.warnings()).isEmpty();
        assertThat(file.groups().get("DEFAULT").rules()).extracting(Rule::trap).containsExactly(false, true, true);
    }

    @Test
    void macrosHaveValuesAndDefaults() throws Exception {
        AcfFile file = read("""
            # $(NOT_EVEN_READ)
            ASG(DEFAULT) {
                INPA($(P)LOCK) INPB("${P}MODE") INPC($(Q=X:)OTHER) INPD($(Q=$(P))AGAIN)
                RULE($(L=1),READ)
            }
            """, "P", "LEBT:");

        assertThat(file.groups().get("DEFAULT").inputs()).extracting(SecurityGroup.Input::pv)
            .containsExactly("LEBT:LOCK", "LEBT:MODE", "X:OTHER", "LEBT:AGAIN");
    }

    @Test
    void aMacroWithoutValue() throws Exception {
        assertThat(problems(DEFAULT + "ASG(A) {INPA($(PP)LOCK) INPB($(X)}\n", "P", "LEBT:")).containsExactly(
            "site.acf:2:14: the macro 'PP' has no value; known are P; did you mean 'P'?, and $(PP=…) has a default",
            "site.acf:2:30: the macro 'X' has no value; known are P, and $(X=…) has a default",
            "site.acf:2:34: ')' is due after the name of a PV, not '}'");
        assertThat(problems(DEFAULT + "ASG(A) {INPA($(P\n", "P", "LEBT:")).first().asString()
            .contains("site.acf:2:14: the macro '$(P' is not closed; ')' is missing");
    }

    @Test
    void theDefaultGroupMustBeThere() throws Exception {
        assertThat(problems("UAG(a) {b}\n")).containsExactly("site.acf: there is no ASG(DEFAULT), the group of all PVs that name"
            + " none; add ASG(DEFAULT) { RULE(1,READ) } or what shall hold for them");
        assertThat(problems("")).hasSize(1);
    }

    @Test
    void allFaultsAtOnceEachWithItsPlace() throws Exception {
        assertThat(problems("""
            UAG(ops) {alice bob}
            HAG(cr) {role/x}
            ASG(DEFAULT) {
                RULE(READ)
            }
            ASG(OPS) {
                RULE(1,WRITE,TRAPWRITES) {UAG(opps) CALC("A=")}
                RULE(-1,READ)
            }
            ASG(OPS) {RULE(1,READ)}
            """)).containsExactly(
            "site.acf:1:17: ',' or '}' is due after 'alice', not 'bob'",
            "site.acf:2:14: the character '/' cannot stand here; a name with it is written in quotes: \"…\"",
            "site.acf:2:15: ',' or '}' is due after 'role', not 'x'",
            "site.acf:4:10: a rule begins with its level, 0 or 1, as in RULE(1,READ), not with 'READ'",
            "site.acf:7:18: TRAPWRITE or NOTRAPWRITE is due here, not 'TRAPWRITES'; did you mean 'TRAPWRITE'?",
            "site.acf:7:35: there is no UAG 'opps' above",
            "site.acf:7:49: CALC(\"A=\"): " + calcFault("A="),
            "site.acf:8:10: the level of a rule must be 0 or 1, not -1",
            "site.acf:10:5: ASG(OPS) is declared a second time; the first is at site.acf:6:5");
    }

    private static String calcFault(String text) {
        return catchThrowableOfType(RuleCalc.BadCalcException.class, () -> RuleCalc.compile(text)).getMessage();
    }

    @Test
    void aNameThatIsNotDeclaredAbove() throws Exception {
        assertThat(problems("UAG(ops) {a}\nASG(DEFAULT) {RULE(1,WRITE) {UAG(Ops) HAG(cr)}}\nHAG(cr) {b}\n")).containsExactly(
            "site.acf:2:34: there is no UAG 'Ops' above; there are ops; did you mean 'ops'?",
            "site.acf:2:43: there is no HAG 'cr' above");
    }

    @Test
    void braceAndQuoteThatDoNotClose() throws Exception {
        assertThat(problems("ASG(DEFAULT) {RULE(1,READ) {UAG(\n")).singleElement().asString()
            .isEqualTo("site.acf:2:1: the name of a UAG is due here, not the end of the file");
        assertThat(problems(DEFAULT + "UAG(\"x) {a}\n")).first().asString()
            .isEqualTo("site.acf:2:5: the text that begins here has no closing '\"' on its line");
        assertThat(problems(DEFAULT + "ASG(A) {RULE(1,WRITE) {METHOD(\"ca\")\nASG(B) {RULE(1,READ)}\n")).singleElement()
            .asString().isEqualTo("site.acf:3:1: the rule above is not closed: '}' is due before 'ASG'");
        assertThat(problems(DEFAULT + "}\n")).singleElement().asString()
            .isEqualTo("site.acf:2:1: UAG, HAG or ASG is due here, not '}'; there is one '}' too many above");
    }

    @Test
    void afterAFaultTheNextGroupIsReadAgain() throws Exception {
        assertThat(problems("UAG(a {b}\nHAG(c) {d}\nASG(DEFAULT) {RULE(1,WRITE) {HAG(c)} RULES(1,READ)}\nASG(E) {INPZ(x)}\n"))
            .containsExactly(
                "site.acf:1:7: ')' is due after the name of the group, not '{'",
                "site.acf:3:38: RULE, INPA to INPU or '}' is due in ASG(DEFAULT), not 'RULES'; did you mean 'RULE'?",
                "site.acf:4:9: RULE, INPA to INPU or '}' is due in ASG(E), not 'INPZ'; did you mean 'INPA'?");
    }

    @Test
    void wordsOfTheLanguageAndNumbersAsNamesStandInQuotes() throws Exception {
        assertThat(problems(DEFAULT + "UAG(ASG) {a}\nUAG(x) {1000}\nHAG(INPA)\n")).containsExactly(
            "site.acf:2:5: 'ASG' is a word of the language; as the name of the group it is written in quotes: \"ASG\"",
            "site.acf:3:9: '1000' is a number; as a user name it is written in quotes: \"1000\"",
            "site.acf:4:5: 'INPA' is a word of the language; as the name of the group it is written in quotes: \"INPA\"");
        assertThat(read(DEFAULT + "UAG(\"ASG\") {\"1000\"}\n").users().get("ASG").users()).containsExactly("1000");
    }

    @Test
    void onlyOneCalcARuleAndOnePvALetter() throws Exception {
        assertThat(problems("ASG(DEFAULT) {INPA(x) INPA(y) RULE(1,READ) {CALC(\"A\") CALC(\"A\")}}\n")).containsExactly(
            "site.acf:1:23: INPA is given twice in ASG(DEFAULT); each letter stands for one PV",
            "site.acf:1:55: a rule has one CALC; join two expressions by &&");
    }

    @Test
    void conditionsStandWithoutCommas() throws Exception {
        assertThat(problems("UAG(u) {a}\nASG(DEFAULT) {RULE(1,READ) {UAG(u), UAG(u)}}\n")).singleElement().asString()
            .contains("site.acf:2:35: a condition (UAG, HAG, CALC, METHOD, AUTHORITY, PROTOCOL) or '}' is due in a rule, not ','")
            .endsWith("conditions stand one after the other, without commas");
    }

    @Test
    void whatANewerBaseMayKnowIsPassedOverWithAWarning() throws Exception {
        String text = """
            AGS(x) {RULE(1,WRITE)}
            COLOUR(red, "UAG", 3.5) { SHADE(UAG, 1) { light, dark } TONE() }
            AUTHORITY(SITE, "Site Root CA") { AUTHORITY(LAB, "Lab CA") }
            ASG(DEFAULT) {
                RULE(1,READ)
                RULE(1,WRITE) {METHOD("x509") AUTHORITY(LAB)}
                RULE(1,WRITE) {PROTOCOL("tls")}
                RULE(1,WRITE) {PROTOCOL("TCP")}
                RULE(1,WRITE) {MOOD(good) {very(much)}}
                RULE(1,RPC) {METHOD("ca","anonymous")}
            }
            """;
        assertThat(warnings(text)).containsExactly(
            "site.acf:1:1: 'AGS' is not known and is ignored, as EPICS base does; did you mean 'ASG'?",
            "site.acf:2:1: 'COLOUR' is not known and is ignored, as EPICS base does",
            "site.acf:6:20: this rule never matches: METHOD(x509) is none of the methods served here, ca and anonymous",
            "site.acf:6:35: this rule never matches: AUTHORITY wants a certificate, and there is no TLS here",
            "site.acf:7:20: this rule never matches: PROTOCOL(tls) is not TCP, and there is nothing else here",
            "site.acf:9:20: this rule never matches: 'MOOD' is not known",
            "site.acf:10:12: the permission 'RPC' is not NONE, READ or WRITE, and its rule is ignored, as EPICS base does");
        assertThat(read(text).groups().get("DEFAULT").rules()).extracting(rule -> rule.inert().isEmpty())
            .containsExactly(true, false, false, true, false);
    }

    @Test
    void aLetterWithoutInputIsWarnedOf() throws Exception {
        assertThat(warnings("ASG(DEFAULT) {INPA(x) RULE(1,READ) {CALC(\"A=1 || B=1\")}}\n")).containsExactly(
            "site.acf:1:42: ASG(DEFAULT) has no INPB: B is always 0 in this CALC");
    }

    @Test
    void aCommentInLatin1IsNoFault() throws Exception {
        Path file = folder.resolve("latin.acf");
        Files.write(file, ("# Zugriff für alle\n" + DEFAULT).getBytes(StandardCharsets.ISO_8859_1));

        assertThat(AcfReader.read(file, Map.of()).groups()).containsKey("DEFAULT");
    }

    @Test
    void aFileThatIsNotThere() {
        InvalidConfigurationException fault = catchThrowableOfType(InvalidConfigurationException.class, () -> {
            Files.writeString(folder.resolve("site.acf"), DEFAULT);
            AcfReader.read(folder.resolve("sites.acf"), Map.of());
        });

        assertThat(fault).hasMessageContaining("sites.acf: no such file; did you mean").hasMessageContaining("site.acf");
        assertThat(catchThrowableOfType(InvalidConfigurationException.class, () -> AcfReader.read(folder, Map.of())))
            .hasMessageContaining("is a directory, not an access file");
    }

    @Test
    void trueIsOneWithinAHundredth() {
        RuleCalc calc = RuleCalc.of("A");
        double[] inputs = new double[RuleCalc.INPUTS];
        for (double value : new double[] {0.991, 1, 1.009}) {
            inputs[0] = value;
            assertThat(calc.isTrue(inputs)).as("%s", value).isTrue();
        }
        for (double value : new double[] {0, 0.99, 1.01, 2, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
            inputs[0] = value;
            assertThat(calc.isTrue(inputs)).as("%s", value).isFalse();
        }
    }
}
