package org.modelioc.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.epics.pva.data.PVAByteArray;
import org.epics.pva.data.PVAData;
import org.epics.pva.data.PVAFloatArray;
import org.epics.pva.data.PVAInt;
import org.epics.pva.data.PVANumber;
import org.epics.pva.data.PVAString;
import org.epics.pva.data.PVAStructure;
import org.epics.pva.data.PVAUnion;
import org.epics.pva.data.nt.PVAEnum;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.modelioc.runtime.onnx.OnnxWriter;

/** PVs of many types around a model that hands its numbers on, seen by Phoebus' client. */
class KindsIT {

    private static final int WAVE = 2_000;
    private static final int INVALID = 3;

    private static Path write(Path folder) throws Exception {
        new OnnxWriter().input("x", OnnxWriter.FLOAT, "batch", WAVE + 8).node("Identity", "x", "y")
            .output("y", OnnxWriter.FLOAT, "batch", WAVE + 8).write(folder.resolve("m.onnx"));
        return Files.writeString(folder.resolve("kinds.yaml"), """
            ioc: {prefix: "K:"}
            models:
              m:
                file: m.onnx
                inputs: {x: "float32[batch, %1$d]"}
                outputs: {y: "float32[batch, %1$d]"}
            inputs:
              WAVE: {type: "double[%2$d]", limits: {low: -10, high: 10}}
              MODE: {type: enum, choices: [OFF, ON, FAULT]}
              IMG: {type: image, image: {width: 3, height: 2}}
              COUNT: {type: ulong}
              NOTE: {type: string, value: "25 °C"}
            outputs:
              WAVE-RB: {type: "float[%2$d]", alarms: {hihi: 5}}
              MODE-RB: {type: enum, choices: [OFF, ON, FAULT], alarms: {choices: {FAULT: MAJOR}}}
              IMG-RB: {type: image, image: {width: 3, height: 2}}
              COUNT-RB: {type: ubyte}
            pipelines:
              P:
                model: m
                inputs: {x: [WAVE, MODE, IMG, COUNT]}
                outputs: {y: [WAVE-RB, MODE-RB, IMG-RB, COUNT-RB]}
            """.formatted(WAVE + 8, WAVE));
    }

    private static int severity(PVAStructure structure) throws Exception {
        return ((PVAInt) structure.locate("alarm.severity")).get();
    }

    private static int tag(PVAStructure structure) throws Exception {
        return ((PVAInt) structure.locate("timeStamp.userTag")).get();
    }

    private static float[] wave(PVAData structure) {
        return ((PVAFloatArray) ((PVAStructure) structure).get("value")).get();
    }

    @Test
    void aTinyChangeOfOneElementOfAWaveformReachesTheOutput(@TempDir Path folder) throws Exception {
        try (IocProcess ioc = IocProcess.run(write(folder)); TestClient client = new TestClient()) {
            List<float[]> seen = new CopyOnWriteArrayList<>();
            List<Integer> tags = new CopyOnWriteArrayList<>();
            client.connect("K:WAVE-RB").subscribe("", (channel, changes, overruns, data) -> {
                seen.add(wave(data));
                tags.add(tagOf(data));
            });
            TestClient.await(() -> !seen.isEmpty(), "first update");
            int before = tags.getLast();

            double[] values = new double[WAVE];
            values[1_234] = 1e-9;
            client.put("K:WAVE", values);

            TestClient.await(() -> seen.getLast()[1_234] == 1e-9f, "the change");
            assertThat(tags.getLast()).isGreaterThan(before);
            values[7] = 6;
            client.put("K:WAVE", values);
            TestClient.await(() -> seen.getLast()[7] == 6, "the second change");
            PVAStructure high = client.get("K:WAVE-RB");
            assertThat(severity(high)).isEqualTo(2);
            assertThat(((PVAString) high.locate("alarm.message")).get()).isEqualTo("HIHI");

            assertThat(client.refused("K:WAVE", new double[3])).contains("K:WAVE takes 2000 elements of type double, not 3");
            values[3] = 11;
            assertThat(client.refused("K:WAVE", values)).contains("K:WAVE[3] cannot be set to 11.0: it takes -10.0 to 10.0");
            assertThat(ioc.isAlive()).isTrue();
        }
    }

    private static int tagOf(PVAStructure data) {
        try {
            return tag(data);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void enumsImagesAndCountsOfOneEvaluationBelongTogether(@TempDir Path folder) throws Exception {
        try (IocProcess ioc = IocProcess.run(write(folder)); TestClient client = new TestClient()) {
            client.put("K:MODE", 2);
            client.put("K:COUNT", 255L);
            TestClient.await(() -> count(client) == 255, "255");

            PVAStructure mode = client.get("K:MODE-RB");
            assertThat(PVAEnum.fromStructure(mode.get("value")).enumString()).isEqualTo("FAULT");
            assertThat(((PVAString) mode.locate("alarm.message")).get()).isEqualTo("STATE: FAULT");
            PVAStructure image = client.get("K:IMG-RB");
            assertThat(image.getStructureName()).isEqualTo("epics:nt/NTNDArray:1.0");
            PVAByteArray pixels = ((PVAUnion) image.get("value")).get();
            assertThat(pixels.get()).hasSize(6);
            assertThat(((PVAInt) image.get("uniqueId")).get()).isEqualTo(tag(image)).isEqualTo(tag(mode));

            client.put("K:COUNT", 256L);
            TestClient.await(() -> invalid(client), "does not fit");
            PVAStructure misfit = client.get("K:COUNT-RB");
            assertThat(((PVAString) misfit.locate("alarm.message")).get())
                .isEqualTo("K:COUNT-RB cannot hold 256.0: it takes whole numbers from 0 to 255");
            assertThat(count(client)).as("keeps its value").isEqualTo(255);
            assertThat(ioc.isAlive()).isTrue();
        }
    }

    // a ubyte comes as a byte of Java
    private static int count(TestClient client) {
        try {
            return ((PVANumber) client.get("K:COUNT-RB").get("value")).getNumber().intValue() & 0xFF;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static boolean invalid(TestClient client) {
        try {
            return severity(client.get("K:COUNT-RB")) == INVALID;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aTextInputIsServedAndPut(@TempDir Path folder) throws Exception {
        try (IocProcess ioc = IocProcess.run(write(folder)); TestClient client = new TestClient()) {
            ioc.awaitLine("pvget K:MODE-RB");
            ioc.awaitLine("pvput K:MODE ON");
            assertThat(client.text("K:NOTE")).isEqualTo("25 °C");
            client.put("K:NOTE", "naïve");
            assertThat(client.text("K:NOTE")).isEqualTo("naïve");
        }
    }
}
