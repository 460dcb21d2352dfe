package org.modelioc.ioc.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.modelioc.ioc.alarm.Alarm;
import org.modelioc.ioc.alarm.Condition;
import org.modelioc.ioc.pv.DoublePv;
import org.modelioc.ioc.pv.PutRejectedException;
import org.modelioc.schema.alarm.AlarmSeverity;

/**
 * Who may do what under which rules. The large example has the structure of the one in EPICS' documentation of access
 * security: a machine with states, operators, engineers and people who may do everything if they have said so before.
 */
class AccessRulesTest {

    private static final String FRONT_END = """
        UAG(operators) {olga, oscar, chief}
        UAG(chiefs) {chief}
        UAG(engineers) {emil, erika}
        UAG(leaders) {lena}
        UAG(developers) {dora}
        HAG(injector) {10.1.0.1, 10.1.0.2}
        HAG(control) {10.2.0.1}
        HAG(iocs) {10.9.0.1}
        ASG(DEFAULT) {
            INPA($(P)RUNNING)
            INPB($(P)UNLOCKED)
            RULE(0,WRITE) {UAG(operators) HAG(injector,control) CALC("A=1")}
            RULE(0,WRITE) {UAG(operators,engineers) HAG(injector,control) CALC("A=0")}
            RULE(1,WRITE) {UAG(chiefs,leaders,developers) CALC("B=1")}
            RULE(1,READ)
            RULE(1,WRITE) {HAG(iocs)}
        }
        ASG(unlock) {
            RULE(0,WRITE) {UAG(chiefs,leaders,developers)}
            RULE(1,READ)
            RULE(1,WRITE) {HAG(iocs)}
        }
        ASG(critical) {
            INPB($(P)UNLOCKED)
            RULE(1,WRITE,TRAPWRITE) {UAG(chiefs,leaders,developers) CALC("B=1")}
            RULE(1,READ)
            RULE(1,WRITE) {HAG(iocs)}
        }
        """;

    private static final Client OPERATOR = Site.client("olga", "10.1.0.2");
    private static final Client ENGINEER = Site.client("emil", "10.2.0.1");
    private static final Client DEVELOPER = Site.client("dora", "10.77.0.1");
    private static final Client OTHER_IOC = Site.client("root", "10.9.0.1");
    private static final Client VISITOR = Site.client("vera", "10.1.0.1");
    private static final Client PVXS = Site.client("", "10.1.0.1");

    @TempDir
    private Path folder;
    private Site site;
    private DoublePv running;
    private DoublePv unlocked;
    private DoublePv magnet;
    private DoublePv setup;
    private DoublePv voltage;

    @BeforeEach
    void machine() throws Exception {
        site = new Site(folder);
        running = site.pv("S:RUNNING", "critical", 0);
        unlocked = site.pv("S:UNLOCKED", "unlock", 0);
        magnet = site.pv("S:MAGNET", "DEFAULT", 0);
        setup = site.pv("S:SETUP", "DEFAULT", 1);
        voltage = site.pv("S:VOLTAGE", "critical", 0);
    }

    @AfterEach
    void end() {
        site.close();
    }

    @Test
    void someUsersAtSomeHosts() throws Exception {
        site.rules("""
            UAG(users) {olga, emil}
            HAG(hosts) {10.1.0.2, 10.1.0.3}
            ASG(DEFAULT) {
                RULE(1,READ)
                RULE(1,WRITE) {
                    UAG(users)
                    HAG(hosts)
                }
            }
            """);
        assertThat(site.rights(magnet, OPERATOR)).isEqualTo("WRITE");
        assertThat(site.rights(magnet, ENGINEER)).as("not at that host").isEqualTo("READ");
        assertThat(site.rights(magnet, Site.client("vera", "10.1.0.2"))).as("not that user").isEqualTo("READ");
        assertThat(site.rights(setup, OPERATOR)).as("at level 1").isEqualTo("WRITE");
    }

    @Test
    void operatorsAlwaysEngineersWhileNothingRuns() throws Exception {
        site.rules(FRONT_END);
        assertThat(site.rights(magnet, OPERATOR)).isEqualTo("WRITE");
        assertThat(site.rights(magnet, ENGINEER)).isEqualTo("WRITE");
        running.put(1.0);
        assertThat(site.rights(magnet, OPERATOR)).isEqualTo("WRITE");
        assertThat(site.rights(magnet, ENGINEER)).isEqualTo("READ");
    }

    @Test
    void onlyFromTheRoomsOfTheMachine() throws Exception {
        site.rules(FRONT_END);
        assertThat(site.rights(magnet, Site.client("olga", "10.3.0.1"))).isEqualTo("READ");
        assertThat(site.rights(magnet, Site.client("olga", "::ffff:10.2.0.1"))).isEqualTo("WRITE");
        assertThat(site.rights(magnet, VISITOR)).isEqualTo("READ");
        assertThat(site.rights(magnet, PVXS)).as("a client that says no name").isEqualTo("READ");
        assertThat(site.rights(magnet, Client.NONE)).as("a caller of this process").isEqualTo("READ");
    }

    @Test
    void developersEverythingOnceUnlocked() throws Exception {
        site.rules(FRONT_END);
        assertThat(site.rights(setup, DEVELOPER)).isEqualTo("READ");
        assertThat(site.rights(unlocked, DEVELOPER)).isEqualTo("WRITE");
        assertThat(site.rights(unlocked, OPERATOR)).isEqualTo("READ");
        unlocked.put(1.0);
        assertThat(site.rights(setup, DEVELOPER)).isEqualTo("WRITE");
        assertThat(site.rights(voltage, DEVELOPER)).isEqualTo("WRITE+");
        assertThat(site.rights(voltage, OPERATOR)).isEqualTo("READ");
    }

    @Test
    void levelOneNeedsARuleOfLevelOne() throws Exception {
        site.rules(FRONT_END);
        assertThat(site.rights(setup, OPERATOR)).isEqualTo("READ");
        assertThat(site.rights(setup, OTHER_IOC)).isEqualTo("WRITE");
    }

    @Test
    void anInvalidInputKeepsItsRulesFromMatching() throws Exception {
        site.rules(FRONT_END);
        running.invalidate(1, 1, new Alarm(AlarmSeverity.INVALID, Condition.LINK, "broken"));
        assertThat(site.rights(magnet, OPERATOR)).isEqualTo("READ");
        assertThat(site.rights(magnet, OTHER_IOC)).as("a rule without it").isEqualTo("WRITE");
        running.put(0.0);
        assertThat(site.rights(magnet, OPERATOR)).isEqualTo("WRITE");
        running.put(Double.NaN);
        assertThat(site.rights(magnet, OPERATOR)).isEqualTo("READ");
    }

    @Test
    void aMinorAlarmOfAnInputIsNoReason() throws Exception {
        site.rules(FRONT_END);
        running.commit(1, 1, 1, new Alarm(AlarmSeverity.MAJOR, Condition.HIHI, "HIHI"));
        assertThat(site.rights(magnet, OPERATOR)).isEqualTo("WRITE");
    }

    @Test
    void anInputThatThereIsNotKeepsItsRulesFromMatching() throws Exception {
        site.rules("ASG(DEFAULT) {INPA(S:NOWHERE) RULE(1,READ) RULE(1,WRITE) {CALC(\"A=0\")} }\n");
        assertThat(site.rights(magnet, OPERATOR)).isEqualTo("READ");
        assertThat(site.reports).singleElement().asString().contains("there is no PV 'S:NOWHERE'");
    }

    @Test
    void theFieldValIsTheValue() throws Exception {
        site.rules("ASG(DEFAULT) {INPA(S:RUNNING.VAL) RULE(1,WRITE) {CALC(\"A=0\")} }\n");
        assertThat(site.rights(magnet, OPERATOR)).isEqualTo("WRITE");
    }

    @Test
    void anUnknownGroupIsDefault() throws Exception {
        DoublePv stray = site.pv("S:STRAY", "critcal", 0);
        site.rules(FRONT_END);
        assertThat(site.rights(stray, OPERATOR)).isEqualTo("WRITE");
    }

    @Test
    void hostsByNameAreLookedUpAndUnknownOnesAreToldOf() throws Exception {
        site.rules("HAG(here) {LocalHost, no-such-host.invalid}\nASG(DEFAULT) {RULE(1,WRITE) {HAG(here)}}\n");
        assertThat(site.rights(magnet, Site.client("vera", "127.0.0.1"))).isEqualTo("WRITE");
        assertThat(site.rights(magnet, new Client("ca", "vera", "localhost", Site.client("", "10.0.0.1").peer())))
            .as("the host that a client claims counts for nothing").isEqualTo("NONE");
        assertThat(site.reports).singleElement().asString()
            .contains("no name server knows the host 'no-such-host.invalid' of HAG(here)");
    }

    @Test
    void aRoleIsAGroupOfTheOperatingSystem() throws Exception {
        String user = System.getProperty("user.name");
        String group = new String(new ProcessBuilder("id", "-gn", user).start().getInputStream().readAllBytes()).strip();
        site.rules("UAG(staff) {\"role/%s\"}\nUAG(aliens) {\"role/no-such-group\"}\n".formatted(group)
            + "ASG(DEFAULT) {RULE(1,WRITE) {UAG(staff)}}\nASG(critical) {RULE(1,WRITE) {UAG(aliens)}}\n");
        assertThat(site.rights(magnet, Site.client(user, "10.0.0.1"))).isEqualTo("WRITE");
        assertThat(site.rights(magnet, Site.client("no-such-user", "10.0.0.1"))).isEqualTo("NONE");
        assertThat(site.rights(magnet, Site.client("-G", "10.0.0.1"))).isEqualTo("NONE");
        assertThat(site.rights(magnet, PVXS)).isEqualTo("NONE");
        assertThat(site.rights(voltage, Site.client(user, "10.0.0.1"))).isEqualTo("NONE");
    }

    @Test
    void methods() throws Exception {
        site.rules("ASG(DEFAULT) {RULE(1,READ) {METHOD(\"ca\",\"anonymous\")} RULE(1,WRITE) {METHOD(\"ca\")}}\n");
        assertThat(site.rights(magnet, OPERATOR)).isEqualTo("WRITE");
        assertThat(site.rights(magnet, new Client("anonymous", "", "", OPERATOR.peer()))).isEqualTo("READ");
        assertThat(site.rights(magnet, Client.NONE)).isEqualTo("NONE");
    }

    @Test
    void theFirstRuleThatGrantsDecidesAboutTheTrap() throws Exception {
        site.rules("""
            UAG(a) {olga}
            ASG(DEFAULT) {RULE(1,WRITE,NOTRAPWRITE) {UAG(a)} RULE(1,WRITE,TRAPWRITE)}
            """);
        assertThat(site.rights(magnet, OPERATOR)).isEqualTo("WRITE");
        assertThat(site.rights(magnet, VISITOR)).isEqualTo("WRITE+");
    }

    @Test
    void aNameInTheFileThatIsEmptyMatchesNobody() throws Exception {
        site.rules("UAG(a) {\"\"}\nASG(DEFAULT) {RULE(1,WRITE) {UAG(a)}}\n");
        assertThat(site.rights(magnet, PVXS)).isEqualTo("NONE");
    }

    private String refused(DoublePv pv, Client client) {
        PutRejectedException[] refusal = new PutRejectedException[1];
        try (ChannelAccess access = site.open(pv, client)) {
            double before = pv.value();
            assertThatThrownBy(() -> site.gate().put(access, target -> {
                throw new AssertionError("a refused put must not come so far");
            })).isInstanceOfSatisfying(PutRejectedException.class, e -> refusal[0] = e);
            assertThat(pv.value()).isEqualTo(before);
        }
        return refusal[0].getMessage();
    }

    @Test
    void aRefusalNamesUserPvAndWhatTheGroupWants() throws Exception {
        site.rules(FRONT_END);
        running.put(1.0);
        assertThat(refused(magnet, ENGINEER)).isEqualTo("emil@ws3 may not write S:MAGNET: ASG DEFAULT wants UAG(operators),"
            + " or CALC(\"A=0\"), or UAG(chiefs,leaders,developers) and CALC(\"B=1\"), …,"
            + " where A is S:RUNNING = 1 and B is S:UNLOCKED = 0");
        assertThat(refused(unlocked, VISITOR)).isEqualTo(
            "vera@ws3 may not write S:UNLOCKED: ASG unlock wants UAG(chiefs,leaders,developers), or HAG(iocs)");
        assertThat(refused(unlocked, PVXS)).isEqualTo("(no user name)@10.1.0.1 may not write S:UNLOCKED: ASG unlock wants"
            + " UAG(chiefs,leaders,developers), or HAG(iocs) (this client says no user name, as those of PVXS)");
        unlocked.invalidate(1, 1, Alarm.NOT_A_NUMBER);
        assertThat(refused(voltage, DEVELOPER)).isEqualTo("dora@ws3 may not write S:VOLTAGE: ASG critical wants CALC(\"B=1\"),"
            + " or HAG(iocs), where B is S:UNLOCKED, which is INVALID or not there");
        assertThat(site.message.value()).startsWith("put refused: dora@ws3 may not write S:VOLTAGE").endsWith(" (10.77.0.1)");
    }

    @Test
    void aGroupWithoutRuleThatGrants() throws Exception {
        site.rules("ASG(DEFAULT) {RULE(1,READ) RULE(0,WRITE)}\nASG(critical) {RULE(1,READ)}\nASG(unlock)\n");
        assertThat(refused(voltage, OPERATOR)).endsWith("ASG critical lets nobody write");
        assertThat(refused(setup, OPERATOR)).endsWith("ASG DEFAULT lets nobody write at level 1");
        try (ChannelAccess access = site.open(unlocked, OPERATOR)) {
            assertThat(site.gate().refuseRead(access))
                .contains("olga@ws3 may not read S:UNLOCKED: ASG unlock lets nobody read");
        }
    }

    @Test
    void anOutputIsReadOnlyWhateverTheRulesSay() throws Exception {
        DoublePv output = site.output("S:OUT", "DEFAULT");
        site.rules("ASG(DEFAULT) {RULE(1,WRITE)}\n");
        try (ChannelAccess access = site.open(output, OPERATOR)) {
            assertThat(access.mayWrite()).isFalse();
            assertThatThrownBy(() -> site.gate().put(access, pv -> {
                pv.put(1.0);
                return true;
            })).hasMessage("S:OUT is read-only: it is written by the IOC itself");
        }
    }
}
