package org.modelioc.screens;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import org.modelioc.schema.IocDefinition;
import org.modelioc.schema.IocReader;

/** Configurations to make screens of. */
public final class Configurations {

    /** Two pipelines; inputs and outputs of every type. */
    public static final String EVERY_TYPE = """
        ioc:
          prefix: $(P=T:)
          description: Every type of PV
        models:
          m: {file: m.onnx, inputs: {x: "float32[batch, 115]"}, outputs: {y: "float32[batch, 135]"}}
          n: {file: n.onnx, inputs: {x: "float32[batch, 1]"}, outputs: {y: "float32[batch, 1]"}}
        inputs:
          GAIN: {description: Gain of the amplifier, units: dB, limits: {low: -3, high: 40, step: 0.5}}
          COUNT: {type: int, description: Number of pulses}
          SHAPE: {type: enum, choices: [Flat, Gaussian, Parabolic], description: Shape of the pulse}
          ON: {type: boolean, description: Beam permitted}
          WAVE: {type: "double[100]", units: mV, description: Sampled pulse, display: {low: -10, high: 10}}
          LOOSE: {type: "float[11]", description: Weights}
          SOLO: {units: A}
        outputs:
          SIZE: {description: Beam size, units: mm, display: {low: 0, high: 12}, alarms: {high: 9, hihi: 11}}
          CLASS: {type: enum, choices: [Good, Poor], alarms: {choices: {Poor: MAJOR}}, guidance: Call the expert.}
          LIT: {type: boolean}
          SPECTRUM: {type: "double[20]", units: "1/Hz", description: Spectrum}
          PICTURE: {type: image, image: {width: 8, height: 8, element: ushort}, description: Profile}
          COLOURED: {type: image, image: {width: 3, height: 4, colour: rgb}}
          PEAKS: {type: table, columns: {position: double, height: {type: double, label: Height (mV)}}, rows: 6}
          ONE: {units: A}
        calculated:
          RATIO: {expression: "SIZE / 12", description: Share of the bore, EGU: "1", HIGH: 0.8}
          TWICE: {expression: "2 * SIZE"}
        pipelines:
          RUN:
            model: m
            inputs: {x: [GAIN, COUNT, SHAPE, ON, WAVE, LOOSE]}
            outputs: {y: [SIZE, CLASS, LIT, SPECTRUM, PICTURE, COLOURED, PEAKS.position, PEAKS.height]}
          B-2: {model: n, inputs: {x: [SOLO]}, outputs: {y: [ONE]}}
        """;

    private static final List<String> OF_IOC = List.of("HEARTBEAT", "MESSAGE", "UPTIME", "SR_status", "MEM_USED",
        "ODD-ONE");
    private static final List<String> OF_PIPELINE = List.of("EVAL:COUNT", "EVAL:RATE", "EVAL:ERRORS", "EVAL:MERGED",
        "EVAL:OVERRUNS", "EVAL:LAST-ID", "EVAL:MODE", "EVAL:MESSAGE", "LAT:INFER:P50", "LAT:INFER:P99", "LAT:TOTAL:P50",
        "LAT:TOTAL:P99", "LAT:TOTAL:HIST", "LAT:RESET", "LAT:TRACE", "LAT:TRACE-FILE", "FLIGHT:KEEP", "FLIGHT:FILE",
        "FLIGHT:MESSAGE", "EVAL:TABLE", "WHATIF:REQUESTS", "WHATIF:QUEUE");
    private static final List<String> OF_MODEL = List.of("MODEL:NAME", "MODEL:VERSION", "MODEL:STATE", "MODEL:LOAD",
        "MODEL:ROLLBACK");

    private Configurations() {
    }

    /** Reads a text as a configuration. */
    public static IocDefinition read(Path folder, String yaml) throws Exception {
        return IocReader.read(Files.writeString(folder.resolve("ioc.yaml"), yaml), Map.of());
    }

    /** The PVs of an IOC that has all built-in ones that a screen can show. */
    public static Set<String> rich(IocDefinition ioc) {
        Set<String> served = poor(ioc);
        served.addAll(OF_IOC);
        ioc.pipelines().forEach(pipeline -> OF_PIPELINE.forEach(name -> served.add(pipeline.name() + ':' + name)));
        ioc.models().forEach(model -> OF_MODEL.forEach(name -> served.add(model.name() + ':' + name)));
        return served;
    }

    /** The PVs of an IOC that has no built-in ones but those that every screen needs. */
    public static Set<String> poor(IocDefinition ioc) {
        Set<String> served = new LinkedHashSet<>(List.of("HEARTBEAT", "MESSAGE"));
        ioc.inputs().forEach(pv -> served.add(pv.name()));
        ioc.outputs().forEach(pv -> served.add(pv.name()));
        ioc.calculations().forEach(calculation -> served.add(calculation.pv().name()));
        ioc.pipelines().forEach(pipeline -> served.addAll(List.of(pipeline.name() + ":EVAL:MESSAGE",
            pipeline.name() + ":EVAL:COUNT", pipeline.name() + ":EVAL:ERRORS")));
        return served;
    }

    /** All files for a configuration that serves everything. */
    public static SortedMap<String, String> files(Path folder, String yaml) throws Exception {
        IocDefinition ioc = read(folder, yaml);
        return ScreenSet.of(ioc, rich(ioc), "");
    }
}
