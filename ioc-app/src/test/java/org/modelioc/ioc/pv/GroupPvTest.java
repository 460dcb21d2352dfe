package org.modelioc.ioc.pv;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.modelioc.schema.type.PvType;
import org.modelioc.schema.type.ValueType;

/** A group makes what shows its PVs only when somebody looks. */
class GroupPvTest {

    private final AtomicInteger made = new AtomicInteger();
    private final Pv pv = pv();
    private final GroupPv group = new GroupPv("T:G", Metadata.builtIn("", ""), List.of(pv), this::make, _ -> { });

    private static Pv pv() {
        return new DoublePv("T:A", new PvType.Scalar(ValueType.DOUBLE), Metadata.builtIn("", ""), null);
    }

    private List<GroupPv.Member> make() {
        made.incrementAndGet();
        return List.of(new GroupPv.Member("A", true, pv, pv()));
    }

    @Test
    void membersAreMadeOnceBySomebodyWhoLooks() {
        assertThat(group.shown()).containsExactly(pv);
        assertThat(group.type()).isEqualTo(new PvType.Group(List.of("T:A")));
        assertThat(made).as("for rights and types alone").hasValue(0);

        assertThat(group.members()).isSameAs(group.members()).hasSize(1);
        assertThat(made).hasValue(1);
    }
}
