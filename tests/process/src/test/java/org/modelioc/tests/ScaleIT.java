package org.modelioc.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.epics.pva.client.PVAChannel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Thousands of PVs, many of them watched by several clients. */
class ScaleIT {

    private static final int INPUTS = 4_900;
    private static final int OUTPUTS = 100;
    private static final int CLIENTS = 10;
    private static final int PUTS = 200;

    @Test
    void everyClientGetsTheLastUpdateOfEveryPv(@TempDir Path folder) throws Exception {
        try (IocProcess ioc = IocProcess.run(SumModel.write(folder, INPUTS, OUTPUTS, 1e9));
                TestClient operator = new TestClient()) {
            assertThat(ioc.pvCount()).isGreaterThan(INPUTS + OUTPUTS);
            List<TestClient> clients = new ArrayList<>();
            try {
                List<Samples> all = new ArrayList<>();
                for (int i = 0; i < CLIENTS; i++) {
                    TestClient client = new TestClient();
                    clients.add(client);
                    for (int output = 0; output < OUTPUTS; output++) {
                        all.add(client.monitor("SUM:OUT" + output));
                    }
                }
                PVAChannel first = operator.connect("SUM:IN0");
                PVAChannel last = operator.connect("SUM:IN" + (INPUTS - 1));
                for (int i = 1; i <= PUTS; i++) {
                    TestClient.put(i % 2 == 0 ? first : last, (double) i);
                }

                double sum = PUTS + (PUTS - 1);
                for (Samples samples : all) {
                    TestClient.await(() -> samples.last().value() == sum, "the last update of each PV at each client");
                }
            } finally {
                clients.forEach(TestClient::close);
            }
        }
    }
}
