package org.modelioc.ioc.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ThreadLocalRandom;
import org.modelioc.ioc.Ioc;
import org.modelioc.ioc.link.LinkSettings;
import org.modelioc.ioc.pva.server.PvaSettings;
import org.modelioc.schema.IocReader;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import picocli.CommandLine;

/** Runs a command in this process, and an IOC on the loopback interface. */
final class Program {

    /** The example configuration, its model and its card. */
    static final Path LEBT = Path.of("../config/lebt/lebt.yaml");
    static final Path LEBT_MODEL = Path.of("../config/models/lebt/lebt.onnx");

    private Program() {
    }

    /**
     * What a command left.
     *
     * @param code   its exit code
     * @param output its standard output
     * @param errors its standard error
     */
    record Ended(int code, String output, String errors) {

        List<String> lines() {
            return output.lines().toList();
        }

        /** The output read as JSON, which is YAML too. */
        @SuppressWarnings("unchecked")
        <T> T json() {
            return (T) new Yaml(new SafeConstructor(new LoaderOptions())).load(output);
        }
    }

    static Ended run(Object... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine line = Main.commandLine();
        line.setOut(new PrintWriter(out));
        line.setErr(new PrintWriter(err));
        String[] words = List.of(arguments).stream().map(Object::toString).toArray(String[]::new);
        int code = line.execute(words);
        line.getOut().flush();
        line.getErr().flush();
        return new Ended(code, out.toString(), err.toString());
    }

    /** Serves a configuration, to be closed by the caller. */
    static Ioc serve(Path config) throws Exception {
        Map<String, String> environment = Map.of(
            "EPICS_PVAS_INTF_ADDR_LIST", "127.0.0.1",
            "EPICS_PVAS_SERVER_PORT", Integer.toString(freePort()),
            "EPICS_PVAS_BROADCAST_PORT", Integer.toString(freePort()),
            "EPICS_PVAS_AUTO_BEACON_ADDR_LIST", "NO");
        return Ioc.start(IocReader.read(config, Map.of()), PvaSettings.fromEnvironment(environment, new Properties()),
            LinkSettings.fromEnvironment(environment, new Properties()), false);
    }

    /** A port below those that the system gives out by itself, free for TCP and UDP. */
    private static int freePort() {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(20_000, 32_000);
            InetAddress loopback = InetAddress.getLoopbackAddress();
            try (ServerSocket tcp = new ServerSocket(port, 1, loopback);
                    DatagramSocket udp = new DatagramSocket(port, loopback)) {
                return tcp.getLocalPort() == udp.getLocalPort() ? port : -1;
            } catch (IOException e) {
                // taken: try another
            }
        }
    }
}
