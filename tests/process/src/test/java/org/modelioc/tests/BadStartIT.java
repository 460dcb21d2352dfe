package org.modelioc.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.modelioc.tests.IocProcess.Ended;

/** A start that cannot succeed says why in one clear line, and ends. */
class BadStartIT {

    private static final int CONFIGURATION = 2;
    private static final int MODEL = 3;
    private static final int NETWORK = 4;

    @TempDir
    private Path folder;
    private Path model;
    private Path config;

    @BeforeEach
    void aCopyOfTheExample() throws Exception {
        model = folder.resolve("lebt.onnx");
        config = folder.resolve("lebt.yaml");
        Files.copy(IocProcess.HOME.resolve("config/models/lebt/lebt.onnx"), model);
        Files.writeString(config, Files.readString(IocProcess.LEBT).replace("../models/lebt/lebt.onnx", "lebt.onnx"));
    }

    private static Ended run(Map<String, String> environment, String... arguments) throws Exception {
        try (IocProcess ioc = IocProcess.launch(environment, arguments)) {
            return ioc.await();
        }
    }

    private static String oneLine(Ended ended, int exitCode) {
        assertThat(ended.output().lines()).as(ended.output()).hasSize(1);
        assertThat(ended.exitCode()).isEqualTo(exitCode);
        return ended.output();
    }

    private String start(int exitCode) throws Exception {
        return oneLine(run(Map.of(), "run", config.toString()), exitCode);
    }

    @Test
    void aMissingModel() throws Exception {
        Files.delete(model);

        assertThat(start(MODEL)).contains("lebt.onnx").containsAnyOf("does not exist", "no such file", "not found");
    }

    @Test
    void aTruncatedModel() throws Exception {
        byte[] whole = Files.readAllBytes(model);
        Files.write(model, Arrays.copyOf(whole, whole.length / 2));

        assertThat(start(MODEL)).contains("lebt.onnx").contains("truncated");
    }

    @Test
    void aModelThatIsNoOnnxFile() throws Exception {
        Files.writeString(model, "weights: 42\n");

        assertThat(start(MODEL)).contains("lebt.onnx").contains("ONNX");
    }

    @Test
    void anEmptyModel() throws Exception {
        Files.write(model, new byte[0]);

        assertThat(start(MODEL)).contains("lebt.onnx").contains("empty");
    }

    @Test
    void aConfigurationThatIsAFolder() throws Exception {
        assertThat(oneLine(run(Map.of(), "run", folder.toString()), CONFIGURATION)).contains("is a directory, not a YAML file");
    }

    @Test
    void aConfigurationThatDoesNotExist() throws Exception {
        assertThat(oneLine(run(Map.of(), "run", folder.resolve("lebt.yml").toString()), CONFIGURATION))
            .contains("lebt.yml").contains("did you mean").contains("lebt.yaml");
    }

    @Test
    void allErrorsOfAConfigurationAtOnce() throws Exception {
        Files.writeString(config, Files.readString(config).replace("precision: 1", "precison: 1")
            .replace("model: lebt", "model: mebt"));

        Ended ended = run(Map.of(), "run", config.toString());

        assertThat(ended.exitCode()).isEqualTo(CONFIGURATION);
        assertThat(ended.output().lines()).hasSize(7).allMatch(line -> line.matches(".*lebt\\.yaml:\\d+:\\d+: .*"));
        assertThat(ended.output()).contains("did you mean 'precision'").contains("did you mean 'lebt'");
    }

    @Test
    void aTensorOfAnotherShapeShowsBothSides() throws Exception {
        Files.writeString(config, Files.readString(config).replace("float32[batch, 6]", "float64[batch, 6]"));

        Ended ended = run(Map.of(), "run", config.toString());

        assertThat(ended.exitCode()).isEqualTo(MODEL);
        assertThat(ended.output()).contains("float64[batch, 6]").contains("float32[batch, 6]").doesNotContain("\tat ");
    }

    @Test
    void aTcpPortInUseIsReplacedUnlessForbidden() throws Exception {
        try (ServerSocket other = new ServerSocket(Ports.free(), 1, InetAddress.getByName("127.0.0.1"))) {
            Map<String, String> port = Map.of("EPICS_PVAS_SERVER_PORT", Integer.toString(other.getLocalPort()));

            try (IocProcess ioc = IocProcess.launch(port, "run", config.toString()).awaitReady()) {
                assertThat(ioc.tcpPort()).isNotEqualTo(other.getLocalPort());
                assertThat(ioc.output()).contains(Integer.toString(other.getLocalPort()));
            }
            assertThat(oneLine(run(port, "run", "--strict-port", config.toString()), NETWORK))
                .contains(Integer.toString(other.getLocalPort())).contains("in use");
        }
    }

    @Test
    void aSearchPortThatAnotherProgramDoesNotShare() throws Exception {
        try (DatagramSocket other = new DatagramSocket(Ports.free(), InetAddress.getByName("127.0.0.1"))) {
            Map<String, String> port = Map.of("EPICS_PVAS_BROADCAST_PORT", Integer.toString(other.getLocalPort()));

            assertThat(oneLine(run(port, "run", config.toString()), NETWORK))
                .contains(Integer.toString(other.getLocalPort())).contains("in use");
        }
    }

    @Test
    void anAddressThatThisHostDoesNotHave() throws Exception {
        Map<String, String> address = Map.of("EPICS_PVAS_INTF_ADDR_LIST", "203.0.113.7");

        assertThat(oneLine(run(address, "run", config.toString()), NETWORK)).contains("203.0.113.7");
    }

    @Test
    void aSettingThatIsNoNumber() throws Exception {
        Map<String, String> port = Map.of("EPICS_PVAS_SERVER_PORT", "five");

        assertThat(oneLine(run(port, "run", config.toString()), CONFIGURATION))
            .contains("EPICS_PVAS_SERVER_PORT").contains("five");
    }

    @Test
    void aWrongCommandLine() throws Exception {
        Ended ended = run(Map.of(), "rum", config.toString());

        assertThat(ended.exitCode()).isEqualTo(CONFIGURATION);
        assertThat(ended.output()).contains("rum").contains("run").doesNotContain("Exception");
    }

    @Test
    void debugShowsWhere() throws Exception {
        Files.delete(model);

        assertThat(run(Map.of(), "--debug", "run", config.toString()).output()).contains("\tat org.modelioc");
    }
}
