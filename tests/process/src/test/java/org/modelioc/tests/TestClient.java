package org.modelioc.tests;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import org.epics.pva.PVASettings;
import org.epics.pva.client.PVAChannel;
import org.epics.pva.client.PVAClient;
import org.epics.pva.data.PVAInt;
import org.epics.pva.data.PVANumber;
import org.epics.pva.data.PVAString;
import org.epics.pva.data.PVAStructure;

/** Phoebus' pvAccess client, as operators' screens use it: each one has a connection of its own. */
final class TestClient implements AutoCloseable {

    /** Names the port for a client in another process. */
    static final String SEARCH_PORT_PROPERTY = "search.port";

    /** The UDP port by which all servers and clients of this test run find each other. */
    static final int SEARCH_PORT = Integer.getInteger(SEARCH_PORT_PROPERTY, 0) > 0
        ? Integer.getInteger(SEARCH_PORT_PROPERTY) : Ports.free();

    private static final int SECONDS = 20;
    private static final int SMALL_BUFFER = 65_536;

    static {
        // its log tells of every channel
        PVASettings.logger.setLevel(Level.WARNING);
        PVASettings.EPICS_PVA_ADDR_LIST = "127.0.0.1";
        PVASettings.EPICS_PVA_AUTO_ADDR_LIST = false;
        PVASettings.EPICS_PVA_BROADCAST_PORT = SEARCH_PORT;
        PVASettings.EPICS_PVA_SEND_BUFFER_SIZE = SMALL_BUFFER;
        PVASettings.EPICS_PVA_ENABLE_IPV6 = false;
    }

    private final PVAClient client;

    /** What a client sees of a PV. */
    record Sample(double value, int severity, String message, long seconds, int nanoseconds, int userTag, int overruns) {

        static Sample of(PVAStructure data, int overruns) {
            try {
                return new Sample(
                    ((PVANumber) data.locate("value")).getNumber().doubleValue(),
                    ((PVAInt) data.locate("alarm.severity")).get(),
                    ((PVAString) data.locate("alarm.message")).get(),
                    ((PVANumber) data.locate("timeStamp.secondsPastEpoch")).getNumber().longValue(),
                    ((PVAInt) data.locate("timeStamp.nanoseconds")).get(),
                    ((PVAInt) data.locate("timeStamp.userTag")).get(),
                    overruns);
            } catch (Exception e) {
                throw new AssertionError("not an NTScalar: " + data, e);
            }
        }
    }

    TestClient() throws Exception {
        client = new PVAClient();
    }

    PVAChannel connect(String name) throws Exception {
        PVAChannel channel = client.getChannel(name);
        channel.connect().get(SECONDS, TimeUnit.SECONDS);
        return channel;
    }

    PVAStructure get(String name) throws Exception {
        return connect(name).read("").get(SECONDS, TimeUnit.SECONDS);
    }

    Sample sample(String name) throws Exception {
        return Sample.of(get(name), 0);
    }

    String text(String name) throws Exception {
        return ((PVAString) get(name).locate("value")).get();
    }

    /** The value of a PV that has one number, be it whole or not. */
    double number(String name) throws Exception {
        return ((PVANumber) get(name).locate("value")).getNumber().doubleValue();
    }

    int severity(String name) throws Exception {
        return ((PVAInt) get(name).locate("alarm.severity")).get();
    }

    void put(String name, Object value) throws Exception {
        put(connect(name), value);
    }

    static void put(PVAChannel channel, Object value) throws Exception {
        channel.write(true, "field(value)", value).get(SECONDS, TimeUnit.SECONDS);
    }

    /** Puts and waits until an output made from the value is there: it carries the stamp of the put. */
    void putAndWait(String input, Object value, String output) throws Exception {
        put(input, value);
        Sample set = sample(input);
        Samples samples = monitor(output);
        await(() -> samples.last().seconds() == set.seconds() && samples.last().nanoseconds() == set.nanoseconds(),
            output + " made from " + input + " = " + value);
    }

    /** Puts what must be refused; gives the reason. */
    String refused(String name, Object value) throws Exception {
        try {
            put(name, value);
        } catch (ExecutionException e) {
            return e.getCause().getMessage();
        }
        throw new AssertionError("put of " + value + " to " + name + " was accepted");
    }

    /** Collects all updates of a PV. */
    Samples monitor(String name) throws Exception {
        Samples samples = new Samples();
        connect(name).subscribe("", (channel, changes, overruns, data) -> {
            if (data != null) {
                samples.add(Sample.of(data, overruns.cardinality()));
            }
        });
        await(() -> !samples.isEmpty(), "first update of " + name);
        return samples;
    }

    /** Waits for something that must happen. */
    static void await(BooleanSupplier condition, String what) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("did not happen within " + SECONDS + " s: " + what);
            }
            Thread.sleep(2);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
