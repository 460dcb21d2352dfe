package org.modelioc.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.epics.pva.client.PVAChannel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.modelioc.tests.IocProcess.Ended;
import org.modelioc.tests.TestClient.Sample;

/** Access security and put log of the running program, as Phoebus' client meets them. */
class AccessIT {

    private static final String USER = System.getProperty("user.name");
    private static final int SECONDS = 20;
    private static final int MAJOR = 2;
    private static final int MINOR = 1;
    private static final String RULES = """
        UAG(ops) {"%s"}
        UAG(experts) {"somebody else"}
        HAG(here) {127.0.0.1, ::1}
        ASG(DEFAULT) {
            INPA($(P)IN2)
            RULE(1,READ)
            RULE(1,WRITE) {UAG(ops) HAG(here)}
        }
        ASG(MODEL) {
            INPA($(P)IN2)
            RULE(1,READ)
            RULE(0,WRITE,TRAPWRITE) {UAG(ops) CALC("A=0")}
        }
        ASG(EXPERTS) {
            RULE(1,READ)
            RULE(1,WRITE) {UAG(experts)}
        }
        ASG(SECRET) {
            INPA($(P)IN2)
            RULE(1,READ) {CALC("A=7")}
        }
        """.formatted(USER);

    @TempDir
    private Path folder;
    private Path config;
    private Path rules;
    private IocProcess ioc;
    private TestClient client;

    @BeforeEach
    void aConfigurationWithRules() throws Exception {
        rules = Files.writeString(folder.resolve("site.acf"), RULES);
        config = SumModel.write(folder, 3, 2, 1e9);
        Files.writeString(config, Files.readString(config)
            .replace("prefix: \"SUM:\"",
                "prefix: \"SUM:\"\n  access: {file: site.acf}\n  put-log: {file: puts.jsonl, burst: 0 s}")
            .replace("IN0: {}", "IN0: {asg: MODEL}").replace("IN1: {}", "IN1: {asg: EXPERTS}")
            .replace("OUT1: {", "OUT1: {asg: SECRET, "));
        client = new TestClient();
    }

    @AfterEach
    void end() {
        client.close();
        if (ioc != null) {
            ioc.close();
        }
    }

    private void start() throws Exception {
        ioc = IocProcess.run(config);
    }

    private void awaitMessage(String pv, String text, int severity) throws Exception {
        TestClient.await(() -> {
            try {
                return client.text(pv).contains(text);
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        }, pv + " contains " + text);
        assertThat(client.severity(pv)).isEqualTo(severity);
    }

    @Test
    void aRefusedPutTellsTheClientTheOperatorsAndTheLogWhoWhatAndWhy() throws Exception {
        start();
        Sample before = client.sample("SUM:IN1");
        String refusal = client.refused("SUM:IN1", 5.0);
        assertThat(refusal).contains(USER + "@").endsWith(" may not write SUM:IN1: ASG EXPERTS wants UAG(experts)");
        assertThat(client.sample("SUM:IN1")).isEqualTo(before);
        awaitMessage("SUM:MESSAGE", "may not write SUM:IN1: ASG EXPERTS wants UAG(experts) (127.0.0.1)", 0);
        ioc.awaitLine("may not write SUM:IN1: ASG EXPERTS wants UAG(experts)");
        assertThat(client.refused("SUM:OUT0", 5.0)).contains("SUM:OUT0 is read-only");
        client.put("SUM:IN2", 3.0);
        assertThat(client.sample("SUM:IN2").value()).isEqualTo(3);
    }

    @Test
    void aLockIsToldToWhoIsConnected() throws Exception {
        start();
        PVAChannel model = client.connect("SUM:IN0");
        assertThat(model.isWritable()).isTrue();
        assertThat(client.connect("SUM:OUT0").isWritable()).isFalse();
        client.put("SUM:IN2", 1.0);
        assertThat(client.refused("SUM:IN0", 5.0)).contains("CALC(\"A=0\"), where A is SUM:IN2 = 1");
        TestClient.await(() -> !model.isWritable(), "the client knows that it may not write");
        client.put("SUM:IN2", 0.0);
        TestClient.put(model, 5.0);
        TestClient.await(model::isWritable, "the client knows that it may write again");
    }

    @Test
    void aRuleMayCalculateWithAPvOfAnotherIoc() throws Exception {
        Files.writeString(rules, """
            ASG(DEFAULT) {RULE(1,WRITE)}
            ASG(MODEL) {INPA("pva://$(P)IN2") RULE(1,READ) RULE(1,WRITE) {CALC("A=5")}}
            ASG(EXPERTS) ASG(SECRET)
            """);
        Map<String, String> search = Map.of("EPICS_PVA_ADDR_LIST", "127.0.0.1", "EPICS_PVA_AUTO_ADDR_LIST", "NO",
            "EPICS_PVA_BROADCAST_PORT", Integer.toString(TestClient.SEARCH_PORT));
        ioc = IocProcess.launch(search, "run", config.toString()).awaitReady();
        PVAChannel model = client.connect("SUM:IN0");
        assertThat(client.refused("SUM:IN0", 1.0)).contains("ASG MODEL wants CALC(\"A=5\"), where A is pva://SUM:IN2");
        client.put("SUM:IN2", 5.0);
        TestClient.await(model::isWritable, "the other PV lets it");
        TestClient.put(model, 1.0);
        client.put("SUM:IN2", 6.0);
        TestClient.await(() -> !model.isWritable(), "the other PV lets it no more");
    }

    @Test
    void rulesAreReadAgainWithoutAGap() throws Exception {
        start();
        PVAChannel experts = client.connect("SUM:IN1");
        assertThat(experts.isWritable()).isFalse();
        Files.writeString(rules, RULES.replace("somebody else", USER));
        client.put("SUM:ACCESS:RELOAD", 1);
        TestClient.await(experts::isWritable, "new rules are told");
        TestClient.put(experts, 5.0);

        Files.writeString(rules, RULES.replace("ASG(EXPERTS)", "ASG(EXPERTS"));
        client.put("SUM:READACF", 1);
        awaitMessage("SUM:ACCESS:MESSAGE", "site.acf:14:13: ')' is due after the name of the group, not '{'", MINOR);
        TestClient.put(experts, 6.0);
        assertThat(client.sample("SUM:IN1").value()).isEqualTo(6);

        Files.writeString(rules, RULES);
        client.put("SUM:READACF", 1);
        awaitMessage("SUM:ACCESS:MESSAGE", "site.acf, read at", 0);
        assertThat(client.refused("SUM:IN1", 7.0)).contains("wants UAG(experts)");
        assertThat(client.refused("SUM:ACCESS:RELOAD", 2)).contains("SUM:ACCESS:RELOAD cannot be set to 2: it takes 0 to 1");
    }

    @Test
    void aBrokenFileAtTheStartLetsEverybodyReadAndNobodyPut() throws Exception {
        Files.writeString(rules, "ASG(DEFAULT) {RULE(1,WRITE}\n");
        start();
        assertThat(client.sample("SUM:OUT0").value()).isZero();
        assertThat(client.refused("SUM:IN2", 1.0)).contains("nobody may, because the access rules could not be read: ")
            .contains("site.acf:1:27: ')' is due after the permission, not '}'");
        awaitMessage("SUM:ACCESS:MESSAGE", "nobody may put until the access file is mended and read again: ", MAJOR);
        Files.writeString(rules, RULES);
        client.put("SUM:ACCESS:RELOAD", 1);
        awaitMessage("SUM:ACCESS:MESSAGE", "site.acf, read at", 0);
        client.put("SUM:IN2", 1.0);
    }

    @Test
    void whoMayNotReadGetsASentenceAndASubscriptionRests() throws Exception {
        start();
        PVAChannel secret = client.connect("SUM:OUT1");
        assertThatThrownBy(() -> secret.read("").get(SECONDS, TimeUnit.SECONDS))
            .hasMessageContaining("may not read SUM:OUT1: ASG SECRET wants CALC(\"A=7\"), where A is SUM:IN2 = 0");

        client.put("SUM:IN2", 7.0);
        BlockingQueue<Double> updates = new LinkedBlockingQueue<>();
        secret.subscribe("", (channel, changes, overruns, data) -> updates.add(Sample.of(data, 0).value()));
        Double seen = updates.poll(SECONDS, TimeUnit.SECONDS);
        while (seen != null && seen != 7) {
            seen = updates.poll(SECONDS, TimeUnit.SECONDS);
        }
        assertThat(seen).isEqualTo(7);
        client.put("SUM:IN2", 0.0);
        Samples open = client.monitor("SUM:OUT0");
        client.put("SUM:IN0", 100.0);
        TestClient.await(() -> open.last().value() == 100, "others see the next value");
        // another one, since the put that gives the right back shows what is there before it is evaluated itself
        client.put("SUM:IN0", 50.0);
        TestClient.await(() -> open.last().value() == 50, "and the one after");
        client.put("SUM:IN2", 7.0);
        seen = updates.poll(SECONDS, TimeUnit.SECONDS);
        while (seen != null && seen != 57) {
            assertThat(seen).as("while it rests").isNotEqualTo(100);
            seen = updates.poll(SECONDS, TimeUnit.SECONDS);
        }
        assertThat(seen).as("the whole state when it goes on").isEqualTo(57);
    }

    @Test
    void whoMayNotReadAPvMayNotReadItsGroup() throws Exception {
        start();
        for (String name : new String[] {"SUM:ADD:EVAL:GROUP", "SUM:ADD:EVAL:TABLE"}) {
            PVAChannel whole = client.connect(name);
            assertThatThrownBy(() -> whole.read("").get(SECONDS, TimeUnit.SECONDS))
                .hasMessageContaining("may not read " + name + ": ASG SECRET wants CALC(\"A=7\"), where A is SUM:IN2 = 0");
            client.put("SUM:IN2", 7.0);
            assertThat(whole.read("").get(SECONDS, TimeUnit.SECONDS).toString()).contains("OUT1");
            client.put("SUM:IN2", 0.0);
        }
    }

    @Test
    void trappedPutsAreLogged() throws Exception {
        start();
        client.put("SUM:IN0", 1.5);
        client.put("SUM:IN2", 0.0);
        client.put("SUM:IN0", Double.NaN);
        client.refused("SUM:OUT0", 1.0);
        Path log = folder.resolve("puts.jsonl");
        TestClient.await(() -> {
            try {
                return Files.exists(log) && Files.readAllLines(log).size() == 2;
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        }, "two lines");
        List<String> lines = Files.readAllLines(log);
        assertThat(lines.getFirst()).matches("\\{\"date\":\"\\d{4}-\\d\\d-\\d\\d\",\"time\":\"\\d\\d:\\d\\d:\\d\\d\\.\\d{3}\","
            + "\"host\":\"[^\"]+\",\"user\":\"" + USER + "\",\"peer\":\"127.0.0.1\",\"pv\":\"SUM:IN0\",\"new\":1.5,\"old\":0.0}");
        assertThat(lines.getLast()).endsWith("\"pv\":\"SUM:IN0\",\"new\":\"Nan\",\"old\":1.5}");
        TestClient.await(() -> {
            try {
                return client.number("SUM:PUTLOG:COUNT") == 2;
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        }, "PUTLOG:COUNT counts them");
        assertThat(client.number("SUM:PUTLOG:LOST")).isZero();
    }

    @Test
    void checkTellsOfTheAccessFile() throws Exception {
        Files.writeString(rules, RULES.replace("$(P)IN2", "$(P)IN9").replace("ASG(EXPERTS)", "ASG(EXPERT)"));
        Ended warned = run("check", config.toString());
        assertThat(warned.exitCode()).isZero();
        assertThat(warned.output()).contains("site.acf:5:10: there is no PV 'SUM:IN9' with a number here")
            .contains("the access file has no ASG(EXPERTS), so that IN1 is in DEFAULT; did you mean 'EXPERT'?");

        Files.writeString(rules, RULES.replace("RULE(1,READ)", "RULE(READ)"));
        Ended refused = run("check", config.toString());
        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.output()).contains("site.acf:6:10: a rule begins with its level").contains("4 problems");
    }

    private static Ended run(String... arguments) throws Exception {
        try (IocProcess process = IocProcess.launch(Map.of(), arguments)) {
            return process.await();
        }
    }
}
