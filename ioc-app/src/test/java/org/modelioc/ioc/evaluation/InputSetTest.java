package org.modelioc.ioc.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.modelioc.ioc.alarm.Alarm;
import org.modelioc.ioc.pv.ArrayPv;
import org.modelioc.ioc.pv.DoublePv;
import org.modelioc.ioc.pv.Metadata;
import org.modelioc.schema.alarm.AlarmSeverity;
import org.modelioc.schema.type.PvType;
import org.modelioc.schema.type.ValueType;

class InputSetTest {

    private final InputSet inputs = new InputSet(new Row(List.of("A", "B"), new int[] {0, 1}, 2));
    private final double[] taken = new double[2];

    private void store(int slot, double value, long stamp, Alarm alarm) {
        DoublePv pv = new DoublePv("T", Metadata.builtIn("", ""), null);
        pv.commit(value, stamp, 1, Alarm.NONE);
        inputs.store(slot, pv, stamp, alarm);
    }

    @Test
    void takesTheLatestOfAllAndTheNewestStamp() throws Exception {
        store(0, 1, 100, Alarm.NONE);
        store(1, 2, 300, Alarm.NONE);
        store(0, 3, 200, Alarm.NONE);
        inputs.request();

        assertThat(inputs.take(taken)).isSameAs(InputSet.Turn.EVALUATE);

        assertThat(taken).containsExactly(3, 2);
        assertThat(inputs.takenStamp()).isEqualTo(300);
        assertThat(inputs.takenCause()).isSameAs(Alarm.NONE);
        assertThat(inputs.takenMerged()).isZero();
    }

    @Test
    void anArrayTakesItsPlaceInTheRowAndIsCopiedAsAWhole() throws Exception {
        InputSet mixed = new InputSet(new Row(List.of("A", "WAVE", "B"), new int[] {0, 1, 4}, 5));
        double[] row = new double[5];
        ArrayPv wave = new ArrayPv("WAVE", new PvType.Array(ValueType.SHORT, 3), Metadata.builtIn("", ""), null);
        wave.commit(new double[] {1, 2, 3}, 0, 1, 1, Alarm.NONE);
        mixed.store(1, wave, 7, Alarm.NONE);
        mixed.request();

        mixed.take(row);
        assertThat(row).containsExactly(Double.NaN, 1, 2, 3, Double.NaN);

        wave.commit(new double[] {1, -2, 3}, 0, 1, 1, Alarm.NONE);
        mixed.store(1, wave, 8, Alarm.NONE);
        mixed.request();
        mixed.take(row);
        assertThat(row).containsExactly(Double.NaN, 1, -2, 3, Double.NaN);
        assertThat(mixed.takenStamp()).isEqualTo(8);
    }

    @Test
    void requestsThatPileUpBecomeOneAndAreCounted() throws Exception {
        store(0, 1, 1, Alarm.NONE);
        store(1, 1, 1, Alarm.NONE);
        for (int i = 0; i < 5; i++) {
            inputs.request();
        }

        inputs.take(taken);

        assertThat(inputs.takenMerged()).isEqualTo(4);
    }

    @Test
    void anInvalidInputIsTheCauseAndIsNamed() throws Exception {
        store(0, 1, 1, Alarm.NONE);
        store(1, Double.NaN, 1, Alarm.NOT_A_NUMBER);
        inputs.request();
        inputs.take(taken);
        assertThat(inputs.takenCause().severity()).isEqualTo(AlarmSeverity.INVALID);
        assertThat(inputs.takenCause().message()).isEqualTo("INPUT B INVALID (UDF: not a finite number)");

        store(1, 2, 2, Alarm.NONE);
        inputs.request();
        inputs.take(taken);
        assertThat(inputs.takenCause()).as("heals").isSameAs(Alarm.NONE);
    }

    @Test
    void aRequestAfterTheTakeIsNotLost() throws Exception {
        inputs.request();
        inputs.take(taken);
        store(0, 7, 1, Alarm.NONE);
        inputs.request();

        inputs.take(taken);

        assertThat(taken[0]).isEqualTo(7);
    }

    @Test
    void whoWaitsIsToldAfterTheCommitOfItsOwnRequest() throws Exception {
        CompletableFuture<Void> first = inputs.requestAndWait();
        inputs.take(taken);
        CompletableFuture<Void> second = inputs.requestAndWait();

        inputs.complete();
        assertThat(first).isDone();
        assertThat(second).isNotDone();

        inputs.take(taken);
        inputs.complete();
        assertThat(second).isDone();
    }

    @Test
    void closingEndsEveryWait() throws Exception {
        CompletableFuture<Void> waiting = inputs.requestAndWait();
        inputs.take(taken);
        CompletableFuture<InputSet.Turn> owner = CompletableFuture.supplyAsync(() -> {
            try {
                return inputs.take(taken);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });

        inputs.close();

        assertThat(owner.get(5, TimeUnit.SECONDS)).isSameAs(InputSet.Turn.END);
        assertThat(waiting).isDone();
    }
}
