package org.modelioc.tests;

import static org.assertj.core.api.Assertions.assertThat;

import org.epics.pva.data.PVADoubleArray;
import org.epics.pva.data.PVAStructure;
import org.junit.jupiter.api.Test;
import org.modelioc.tests.TestClient.Sample;

/** The example with waveforms: an axis, columns along it, and single numbers of them. */
class MebtIT {

    private static final int STEPS = 174;

    private static double[] wave(TestClient client, String name) throws Exception {
        PVAStructure pv = client.get("MEBT:" + name);
        assertThat(pv.getStructureName()).isEqualTo("epics:nt/NTScalarArray:1.0");
        return ((PVADoubleArray) pv.locate("value")).get();
    }

    @Test
    void envelopesAlongTheLineFollowAQuadrupole() throws Exception {
        try (IocProcess ioc = IocProcess.run(IocProcess.LEBT.resolveSibling("../mebt/mebt.yaml"));
                TestClient client = new TestClient()) {
            double[] places = wave(client, "S");
            double[] nominal = wave(client, "SX");
            assertThat(places).hasSize(STEPS).startsWith(0).endsWith(3.633);
            assertThat(nominal).hasSize(STEPS);
            assertThat(client.sample("MEBT:SX:END").value()).isEqualTo(nominal[STEPS - 1]);
            assertThat(client.severity("MEBT:SX")).isZero();

            client.putAndWait("MEBT:QH01:G:SP", -33.0, "MEBT:SX:END");

            double[] changed = wave(client, "SX");
            assertThat(changed[0]).as("before the quadrupole").isEqualTo(nominal[0]);
            assertThat(changed[STEPS - 1]).isNotEqualTo(nominal[STEPS - 1]);
            Sample end = client.sample("MEBT:SX:END");
            assertThat(end.value()).isEqualTo(changed[STEPS - 1]);
            assertThat(client.sample("MEBT:T:END").userTag()).isEqualTo(end.userTag());
            assertThat(ioc.isAlive()).isTrue();
        }
    }
}
