package org.modelioc.ioc.diagnostics;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.modelioc.ioc.alarm.Alarm;
import org.modelioc.ioc.gpu.FakeNvml;
import org.modelioc.ioc.gpu.TestGpus;
import org.modelioc.ioc.pv.DoublePv;
import org.modelioc.ioc.pv.PvDatabase;
import org.modelioc.ioc.pv.StringPv;
import org.modelioc.schema.alarm.AlarmSeverity;

class GpuPvsTest {

    private final PvDatabase database = new PvDatabase();
    private final Arena functions = Arena.ofShared();
    private FakeNvml fake;
    private GpuPvs pvs;

    @BeforeEach
    void make() throws ReflectiveOperationException {
        fake = new FakeNvml(functions);
        fake.unsupportedPower = 0;
        pvs = new GpuPvs("T:", TestGpus.open(fake), database);
    }

    @AfterEach
    void free() {
        pvs.close();
        functions.close();
    }

    private DoublePv number(String name) {
        return (DoublePv) database.get("T:GPU:" + name);
    }

    private String text(String name) {
        return ((StringPv) database.get("T:GPU:" + name)).value();
    }

    @Test
    void eachGpuHasPvs() {
        assertThat(database.all()).hasSize(14);
        pvs.refresh();
        assertThat(text("1:NAME")).isEqualTo("NVIDIA Test GPU 1");
        assertThat(number("1:LOAD").value()).isEqualTo(41);
        assertThat(number("1:MEM-USED").value()).isEqualTo(1L << 30);
        assertThat(number("1:MEM-MAX").value()).isEqualTo(80L << 30);
        assertThat(number("1:TEMPERATURE").value()).isEqualTo(33);
        assertThat(number("1:POWER").value()).isEqualTo(71.5);
        assertThat(number("1:POWER").alarm()).isEqualTo(Alarm.NONE);
    }

    @Test
    void aFigureThatAGpuNeverTellsIsInvalidAndPostedOnce() {
        List<String> posts = new ArrayList<>();
        number("0:POWER").subscribe((pv, _) -> posts.add(pv.name()));
        pvs.refresh();
        pvs.refresh();
        assertThat(number("0:POWER").value()).isNaN();
        assertThat(number("0:POWER").alarm().message()).isEqualTo("UDF: this GPU does not tell");
        assertThat(posts).hasSize(1);
        assertThat(text("0:MESSAGE")).isEmpty();
    }

    @Test
    void aLostGpuIsInvalidAndGoodAgainWhenItIsBack() {
        pvs.refresh();
        fake.lostGpu = 1;
        pvs.refresh();
        assertThat(number("1:LOAD").value()).isNaN();
        assertThat(number("1:LOAD").alarm().severity()).isEqualTo(AlarmSeverity.INVALID);
        assertThat(number("1:LOAD").alarm().message()).isEqualTo("NVML: GPU is lost (15)");
        assertThat(text("1:MESSAGE")).isEqualTo("NVML: GPU is lost (15)");
        assertThat(number("0:LOAD").alarm()).isEqualTo(Alarm.NONE);

        fake.lostGpu = -1;
        pvs.refresh();
        assertThat(number("1:LOAD").value()).isEqualTo(41);
        assertThat(number("1:LOAD").alarm()).isEqualTo(Alarm.NONE);
        assertThat(text("1:MESSAGE")).isEmpty();
    }

    @Test
    void theyAreRefreshedByThemselves() throws InterruptedException {
        pvs.start();
        long end = System.nanoTime() + 30_000_000_000L;
        while (number("1:LOAD").alarm() == Alarm.UNDEFINED && System.nanoTime() < end) {
            Thread.sleep(5);
        }
        assertThat(number("1:LOAD").alarm()).isEqualTo(Alarm.NONE);
        pvs.close();
        assertThat(fake.shutdowns).isEqualTo(1);
    }
}
