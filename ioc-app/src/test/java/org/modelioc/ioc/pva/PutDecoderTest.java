package org.modelioc.ioc.pva;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletableFuture;
import org.epics.pvdata.factory.PVDataFactory;
import org.epics.pvdata.misc.BitSet;
import org.epics.pvdata.pv.PVDouble;
import org.epics.pvdata.pv.PVField;
import org.epics.pvdata.pv.PVInt;
import org.epics.pvdata.pv.PVLong;
import org.epics.pvdata.pv.PVStructure;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.modelioc.ioc.pv.DoublePv;
import org.modelioc.ioc.pv.Metadata;
import org.modelioc.ioc.pv.PutRejectedException;
import org.modelioc.ioc.pv.Pv;
import org.modelioc.ioc.pv.Setpoint;

class PutDecoderTest {

    private final DoublePv pv = new DoublePv("T", Metadata.builtIn("a test", "A"), new Setpoint() {
        @Override
        public void stored(Pv stored) {
            // only the value matters here
        }

        @Override
        public void process() {
            throw new IllegalStateException("the operation processes, not the decoder");
        }

        @Override
        public CompletableFuture<Void> processAndWait() {
            throw new IllegalStateException("the operation processes, not the decoder");
        }
    });
    private final FieldSelection all = FieldSelection.of(NtLayout.of(pv), null);
    private final PutDecoder decoder = new PutDecoder(all);
    private final PVStructure sent = PVDataFactory.getPVDataCreate().createPVStructure(all.structure());
    private final BitSet changed = new BitSet(64);

    @BeforeEach
    void theClientHasTheStructureAsItIs() throws Exception {
        pv.put(1.0);
        PVField[] fields = PvImage.byOffset(sent);
        for (int i = 0; i < fields.length; i++) {
            if (all.fields()[i] != null) {
                all.fields()[i].encode(pv, fields[i]);
            }
        }
    }

    private int offset(String field) {
        return sent.getSubField(field).getFieldOffset();
    }

    @Test
    void setsTheValueAndNothingElse() throws Exception {
        sent.getSubField(PVDouble.class, "value").put(5);
        changed.set(offset("value"));

        assertThat(decoder.put(pv, sent, changed)).isTrue();
        assertThat(pv.value()).isEqualTo(5);
        assertThat(pv.metadata().units()).isEqualTo("A");
    }

    @Test
    void aWholeStructureSentBackWithANewValueIsAccepted() throws Exception {
        sent.getSubField(PVDouble.class, "value").put(6);
        sent.getSubField(PVLong.class, "timeStamp.secondsPastEpoch").put(0);
        changed.set(0);

        assertThat(decoder.put(pv, sent, changed)).isTrue();
        assertThat(pv.value()).isEqualTo(6);
        assertThat(pv.secondsPastEpoch()).as("the IOC stamps itself").isGreaterThan(1_700_000_000L);
    }

    @Test
    void anAlarmCannotBeWritten() {
        sent.getSubField(PVDouble.class, "value").put(7);
        sent.getSubField(PVInt.class, "alarm.severity").put(3);
        changed.set(offset("value"));
        changed.set(offset("alarm"));

        assertThatThrownBy(() -> decoder.put(pv, sent, changed)).isInstanceOf(PutRejectedException.class)
            .hasMessage("T: alarm.severity is set by the IOC and cannot be put; only 'value' can");
        assertThat(pv.value()).isEqualTo(1);
    }

    @Test
    void aPutOfNothingSetsNothing() throws Exception {
        sent.getSubField(PVDouble.class, "value").put(9);

        assertThat(decoder.put(pv, sent, changed)).isFalse();
        assertThat(pv.value()).isEqualTo(1);
    }

    @Test
    void aSelectionOfTheValueAloneIsEnough() throws Exception {
        FieldSelection value = FieldSelection.of(NtLayout.of(pv), FieldSelectionTest.fields("field(value)"));
        PVStructure small = PVDataFactory.getPVDataCreate().createPVStructure(value.structure());
        small.getSubField(PVDouble.class, "value").put(4);
        changed.set(1);

        assertThat(new PutDecoder(value).put(pv, small, changed)).isTrue();
        assertThat(pv.value()).isEqualTo(4);
    }
}
