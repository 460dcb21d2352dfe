package org.modelioc.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.modelioc.tests.TestClient.Sample;

/** A put that must not be: the client gets a sentence, nothing changes, the operators can see it. */
class BadPutIT {

    private static final String INPUT = "LEBT:SOL1:DI:SP";
    private static final String OUTPUT = "LEBT:EFF:LEBT";

    private static IocProcess ioc;
    private static TestClient client;

    @BeforeAll
    static void start() throws Exception {
        ioc = IocProcess.run(IocProcess.LEBT);
        client = new TestClient();
    }

    @AfterAll
    static void stop() {
        client.close();
        ioc.close();
    }

    private static void refused(String name, Object value, String reason) throws Exception {
        Sample before = client.sample(name);
        Sample output = client.sample(OUTPUT);

        assertThat(client.refused(name, value)).contains(reason);

        assertThat(client.sample(name)).isEqualTo(before);
        assertThat(client.sample(OUTPUT)).isEqualTo(output);
    }

    @Test
    void beyondTheLimits() throws Exception {
        refused(INPUT, 20.1, INPUT + " cannot be set to 20.1 A: it takes -20.0 A to 20.0 A");
        refused(INPUT, Double.NEGATIVE_INFINITY, "cannot be set to -Infinity A");
    }

    @Test
    void nanIntoALimitedInput() throws Exception {
        refused(INPUT, Double.NaN, INPUT + " has limits and cannot be set to NaN: it takes -20.0 A to 20.0 A");
    }

    @Test
    void anOutputIsReadOnly() throws Exception {
        refused(OUTPUT, 99.0, OUTPUT + " is read-only: it is written by the IOC itself");
    }

    @Test
    void aWrongType() throws Exception {
        Sample before = client.sample(INPUT);

        // the protocol carries the type of the PV: Phoebus' client cannot even encode such a value
        try (TestClient confused = new TestClient()) {
            CompletableFuture<Void> answer = confused.connect(INPUT).write(true, "field(value)", "a lot");
            assertThatThrownBy(() -> answer.get(1, TimeUnit.SECONDS))
                .isInstanceOfAny(ExecutionException.class, TimeoutException.class);
        }

        assertThat(client.sample(INPUT)).isEqualTo(before);
    }

    @Test
    void aPutAfterARefusalWorksOnTheSameChannel() throws Exception {
        refused(INPUT, 1e9, "cannot be set");
        client.putAndWait(INPUT, 1.5, OUTPUT);

        assertThat(client.sample(INPUT).value()).isEqualTo(1.5);
    }

    @Test
    void theOperatorsSeeWhoTriedWhat() throws Exception {
        client.refused("LEBT:SOL2:DI:SP", 77.0);

        TestClient.await(() -> {
            try {
                return client.text("LEBT:MESSAGE").contains("LEBT:SOL2:DI:SP cannot be set to 77.0 A");
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        }, "MESSAGE names the put");
        assertThat(client.text("LEBT:MESSAGE")).contains(System.getProperty("user.name")).contains("127.0.0.1");
        ioc.awaitLine("LEBT:SOL2:DI:SP cannot be set to 77.0 A");
    }
}
