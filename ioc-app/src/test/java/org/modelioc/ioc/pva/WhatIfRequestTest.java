package org.modelioc.ioc.pva;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.epics.pvdata.factory.FieldFactory;
import org.epics.pvdata.factory.PVDataFactory;
import org.epics.pvdata.pv.FieldBuilder;
import org.epics.pvdata.pv.PVDoubleArray;
import org.epics.pvdata.pv.PVStringArray;
import org.epics.pvdata.pv.PVStructure;
import org.epics.pvdata.pv.PVUByteArray;
import org.epics.pvdata.pv.ScalarType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.modelioc.ioc.OpenConfiguration;
import org.modelioc.ioc.evaluation.Evaluation;
import org.modelioc.ioc.model.Models;
import org.modelioc.ioc.pv.PvDatabase;
import org.modelioc.ioc.whatif.Question;
import org.modelioc.ioc.whatif.RequestRejectedException;
import org.modelioc.ioc.whatif.WhatIf;
import org.modelioc.ioc.whatif.WhatIfs;
import org.modelioc.runtime.onnx.OnnxWriter;
import org.modelioc.schema.IocReader;

/** What a what-if request may look like, and the sentence for what it may not. The model hands its numbers on. */
class WhatIfRequestTest {

    private static final int SECONDS = 60;

    @TempDir
    private Path folder;
    private Evaluation evaluation;
    private Models models;
    private WhatIfs whatIfs;
    private WhatIf whatIf;

    @BeforeEach
    void open() throws Exception {
        new OnnxWriter().input("x", OnnxWriter.FLOAT, "batch", 5).node("Identity", "x", "y")
            .output("y", OnnxWriter.FLOAT, "batch", 5).write(folder.resolve("m.onnx"));
        PvDatabase database = new PvDatabase();
        OpenConfiguration open = OpenConfiguration.open(IocReader.read(Files.writeString(folder.resolve("ioc.yaml"), """
            ioc: {prefix: "T:"}
            models:
              m: {file: m.onnx, inputs: {x: "float32[batch, 5]"}, outputs: {y: "float32[batch, 5]"}}
            inputs:
              S:A: {value: 1, limits: {low: 0, high: 9}}
              MODE: {type: enum, choices: ["OFF", "ON"], value: "OFF"}
              N: {type: ubyte, value: 4}
              W: {type: "double[2]", value: [5, 6]}
            outputs:
              X: {}
              STATE: {type: enum, choices: ["OFF", "ON"]}
              M: {type: ubyte}
              V: {type: "double[2]"}
            pipelines:
              P:
                model: m
                inputs: {x: [S:A, MODE, N, W]}
                outputs: {y: [X, STATE, M, V]}
                what-if: {queue: 100}
            """), Map.of()));
        open.requireSound();
        evaluation = new Evaluation(open.definition(), open.pipelines(), database);
        models = new Models(open.definition(), open.models(), open.loader(), evaluation.evaluators(), database);
        whatIfs = new WhatIfs(open.definition(), open.pipelines(), evaluation.evaluators(), models::current, database);
        whatIf = whatIfs.byName().get("T:P:EVAL");
        evaluation.initialise();
        evaluation.start();
    }

    @AfterEach
    void close() {
        evaluation.close();
        whatIfs.close();
        models.close();
    }

    private static PVStructure structure(FieldBuilder builder) {
        return PVDataFactory.getPVDataCreate().createPVStructure(builder.createStructure());
    }

    private static FieldBuilder builder(String id) {
        FieldBuilder builder = FieldFactory.getFieldCreate().createFieldBuilder();
        return id.isEmpty() ? builder : builder.setId(id);
    }

    private static PVStructure uri(FieldBuilder query) {
        return structure(builder("epics:nt/NTURI:1.0").add("path", ScalarType.pvString).add("query", query.createStructure()));
    }

    private static PVStructure table(String[] labels, double[]... columns) {
        FieldBuilder value = builder("");
        for (int i = 0; i < columns.length; i++) {
            value.addArray("c" + i, ScalarType.pvDouble);
        }
        PVStructure table = structure(builder("epics:nt/NTTable:1.0").addArray("labels", ScalarType.pvString)
            .add("value", value.createStructure()));
        table.getSubField(PVStringArray.class, "labels").put(0, labels.length, labels, 0);
        for (int i = 0; i < columns.length; i++) {
            table.getSubField(PVDoubleArray.class, "value.c" + i).put(0, columns[i].length, columns[i], 0);
        }
        return table;
    }

    private PVStructure ask(PVStructure request) throws Exception {
        Question question = whatIf.ask(new WhatIfRequest(whatIf).read(request)).get(SECONDS, TimeUnit.SECONDS);
        return new WhatIfAnswer(whatIf).page().of(question);
    }

    private static double[] numbers(PVStructure answer, String column) {
        return (double[]) ArrayFields.array(answer.getSubField(PVDoubleArray.class, "value." + column));
    }

    private static String[] texts(PVStructure answer, String column) {
        return (String[]) ArrayFields.array(answer.getSubField(PVStringArray.class, "value." + column));
    }

    private void refused(PVStructure request, String sentence) {
        assertThatThrownBy(() -> ask(request)).isInstanceOf(RequestRejectedException.class).hasMessage(sentence);
    }

    @Test
    void inputsOfAllKindsAndOutputsOfAllKinds() throws Exception {
        PVStructure request = uri(builder("").add("S_A", ScalarType.pvInt).add("MODE", ScalarType.pvString)
            .add("N", ScalarType.pvString).addArray("W", ScalarType.pvDouble));
        request.getIntField("query.S_A").put(3);
        request.getStringField("query.MODE").put("ON");
        request.getStringField("query.N").put("200");
        request.getSubField(PVDoubleArray.class, "query.W").put(0, 2, new double[] {7, 8}, 0);

        PVStructure answer = ask(request);

        assertThat(texts(answer, "status")).containsExactly("OK");
        assertThat((String[]) ArrayFields.array(answer.getSubField(PVStringArray.class, "labels")))
            .containsExactly("X", "STATE", "M", "V[0]", "V[1]", "severity", "status");
        assertThat(numbers(answer, "X")).containsExactly(3);
        assertThat(texts(answer, "STATE")).containsExactly("ON");
        assertThat(numbers(answer, "M")).containsExactly(200);
        assertThat(numbers(answer, "V_0_")).containsExactly(7);
        assertThat(numbers(answer, "V_1_")).containsExactly(8);
    }

    @Test
    void columnsOfAllTypesAreTaken() throws Exception {
        PVStructure request = structure(builder("epics:nt/NTTable:1.0").addArray("labels", ScalarType.pvString)
            .add("value", builder("").addArray("n", ScalarType.pvUByte).addArray("m", ScalarType.pvString).createStructure()));
        request.getSubField(PVStringArray.class, "labels").put(0, 2, new String[] {"N", "T:MODE"}, 0);
        request.getSubField(PVUByteArray.class, "value.n").put(0, 3, new byte[] {-1, 2, 3}, 0);
        request.getSubField(PVStringArray.class, "value.m").put(0, 3, new String[] {"ON", "0", "LOW"}, 0);

        PVStructure answer = ask(request);

        assertThat(numbers(answer, "M")).containsExactly(255, 2, Double.NaN);
        assertThat(texts(answer, "STATE")).containsExactly("ON", "OFF", "");
        assertThat(texts(answer, "status")[2]).startsWith("T:MODE ").contains("LOW");
    }

    @Test
    void aValueThatTheInputWouldRefuseIsRefusedForItsRow() throws Exception {
        PVStructure answer = ask(table(new String[] {"S:A", "N"}, new double[] {10, 5, 5}, new double[] {1, 2.5, 3}));
        assertThat(numbers(answer, "X")).containsExactly(Double.NaN, Double.NaN, 5);
        assertThat(texts(answer, "status")[0]).startsWith("T:S:A cannot be set to 10");
        assertThat(texts(answer, "status")[1]).startsWith("T:N cannot be set to 2.5");
        assertThat(texts(answer, "status")[2]).isEqualTo("OK");
        PVStructure request = uri(builder("").addArray("S_A", ScalarType.pvDouble));
        assertThat(texts(ask(request), "status")).containsExactly("T:S:A takes one value, not an array");
    }

    @Test
    void aBadRequestGetsASentence() {
        refused(uri(builder("").add("S_B", ScalarType.pvInt)),
            "P: there is no input 'S_B', only S:A, MODE, N, W; did you mean 'S_A'?");
        refused(table(new String[] {"S:A", "N"}, new double[2], new double[1]), "P: column N has 1 rows, and column S:A has 2");
        refused(table(new String[] {"S:A"}, new double[1], new double[1]), "P: the table has 1 labels and 2 columns");
        refused(table(new String[] {"S:A", "T:S:A"}, new double[1], new double[1]), "P: S:A is given twice");
        refused(table(new String[] {"S:A"}, new double[0]), "P: the request has no rows");
        refused(table(new String[] {"S:A"}, new double[101]),
            "P: the request has 101 rows, and 100 may wait; send it in parts");
        refused(table(new String[0]), "P: the table has no columns");
        refused(table(new String[] {"W"}, new double[1]), "P: W has 2 numbers, and a table gives one a row; send it by NTURI,"
            + " or leave it out, and its present value is used");
        refused(structure(builder("mine").add("x", ScalarType.pvInt)),
            "P: takes an NTURI, whose query names inputs, or an NTTable with an input a column, not mine");
        refused(null, "P: takes an NTURI, whose query names inputs, or an NTTable with an input a column, not nothing");
        refused(uri(builder("").add("N", NtLayout.ALARM)),
            "P: N is a structure, and a number, a text or an array is due");
    }

    @Test
    void moreRowsThanMayWaitAreRefusedAndWhatIsEndedIsTold() throws Exception {
        Question first = new WhatIfRequest(whatIf).read(table(new String[] {"S:A"}, new double[60]));
        whatIfs.close();
        assertThatThrownBy(() -> whatIf.ask(first)).isInstanceOf(RequestRejectedException.class)
            .hasMessage("the IOC is ending");
    }
}
