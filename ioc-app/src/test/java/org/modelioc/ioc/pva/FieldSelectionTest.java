package org.modelioc.ioc.pva;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Objects;
import org.epics.pvdata.copy.CreateRequest;
import org.epics.pvdata.pv.PVStructure;
import org.junit.jupiter.api.Test;
import org.modelioc.ioc.pv.DoublePv;
import org.modelioc.ioc.pv.Metadata;

class FieldSelectionTest {

    private final NtLayout layout = NtLayout.of(new DoublePv("T", Metadata.builtIn("", ""), null));

    private FieldSelection select(String request) {
        return FieldSelection.of(layout, fields(request));
    }

    static PVStructure fields(String request) {
        return CreateRequest.create().createRequest(request).getSubField(PVStructure.class, "field");
    }

    @Test
    void noFieldsMeansAllOfThem() {
        assertThat(select("field()").structure()).isSameAs(layout.structure());
        assertThat(FieldSelection.of(layout, null).structure()).isSameAs(layout.structure());
    }

    @Test
    void aSelectionKeepsTheIdAndTheOrderOfTheWhole() {
        FieldSelection selection = select("field(timeStamp,value,alarm.severity)");

        assertThat(selection.structure().getID()).isEqualTo("epics:nt/NTScalar:1.0");
        assertThat(selection.structure().getFieldNames()).containsExactly("value", "alarm", "timeStamp");
        assertThat(Arrays.stream(selection.fields()).filter(Objects::nonNull)).containsExactly(
            StandardField.VALUE, StandardField.ALARM_SEVERITY, StandardField.SECONDS, StandardField.NANOSECONDS,
            StandardField.USER_TAG);
        assertThat(selection.fields()).hasSize(8);
    }

    @Test
    void unknownFieldsAreLeftOutAndNothingKnownIsNoSelection() {
        assertThat(select("field(value,nonsense)").structure().getFieldNames()).containsExactly("value");
        assertThat(select("field(nonsense)")).isNull();
        assertThat(select("field(alarm.nonsense)")).isNull();
    }
}
