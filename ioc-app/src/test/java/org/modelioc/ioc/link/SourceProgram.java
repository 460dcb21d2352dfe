package org.modelioc.ioc.link;

import gov.aps.jca.dbr.DBRType;
import gov.aps.jca.dbr.Severity;
import gov.aps.jca.dbr.Status;
import java.io.File;
import java.util.List;
import org.epics.pva.data.PVADouble;
import org.epics.pva.data.PVAStructure;

/** A program of its own that serves PVs "K:0" and so on, counting up: to be stopped, and killed. */
final class SourceProgram implements AutoCloseable {

    private static final int PERIOD_MILLIS = 5;

    private final Process process;

    SourceProgram(String protocol, int udpPort, int tcpPort, int pvs) throws Exception {
        process = new ProcessBuilder(List.of(System.getProperty("java.home") + File.separator + "bin" + File.separator + "java",
            "-Xmx128m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"),
            SourceProgram.class.getName(), protocol, "" + udpPort, "" + tcpPort, "" + pvs))
            .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
    }

    /** Sends a signal, as "STOP". */
    void signal(String name) throws Exception {
        new ProcessBuilder("kill", "-" + name, "" + process.pid()).inheritIO().start().waitFor();
    }

    /** As kill -9 does. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() throws Exception {
        kill();
    }

    /**
     * The program.
     *
     * @param args protocol, UDP port, TCP port, number of PVs
     */
    public static void main(String[] args) throws Exception {
        int udp = Integer.parseInt(args[1]);
        int tcp = Integer.parseInt(args[2]);
        int pvs = Integer.parseInt(args[3]);
        if (args[0].equals("pva")) {
            pva(udp, tcp, pvs);
        } else {
            ca(udp, tcp, pvs);
        }
    }

    private static void pva(int udp, int tcp, int pvs) throws Exception {
        try (PvaSource source = new PvaSource(udp, tcp)) {
            PVADouble[] values = new PVADouble[pvs];
            PVAStructure[] data = new PVAStructure[pvs];
            for (int i = 0; i < pvs; i++) {
                values[i] = new PVADouble("value", 1);
                data[i] = PvaSource.scalar(values[i], "A");
                source.add("K:" + i, data[i]);
            }
            for (int round = 1; round < Integer.MAX_VALUE; round++) {
                for (int i = 0; i < pvs; i++) {
                    values[i].set(round);
                    source.post("K:" + i, data[i]);
                }
                Thread.sleep(PERIOD_MILLIS);
            }
        }
    }

    private static void ca(int udp, int tcp, int pvs) throws Exception {
        try (CaSource source = new CaSource(udp, tcp)) {
            CaSource.Pv[] served = new CaSource.Pv[pvs];
            for (int i = 0; i < pvs; i++) {
                served[i] = source.add(new CaSource.Pv("K:" + i, DBRType.DOUBLE, new double[] {1}, "A"));
            }
            for (int round = 1; round < Integer.MAX_VALUE; round++) {
                for (CaSource.Pv pv : served) {
                    pv.set(new double[] {round}, Severity.NO_ALARM, Status.NO_ALARM, CaSource.EPICS_SECONDS + round);
                }
                Thread.sleep(PERIOD_MILLIS);
            }
        }
    }
}
