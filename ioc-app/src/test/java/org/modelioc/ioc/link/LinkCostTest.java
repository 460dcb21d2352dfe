package org.modelioc.ioc.link;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.modelioc.ioc.link.source.LinkedValue;
import org.modelioc.schema.link.LinkAddress;

/** What an update costs. */
class LinkCostTest {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int PVS = 100;
    private static final long UPDATES = 20_000;
    /** The sockets of the JDK make an object now and then; each update would make several if we made any. */
    private static final long MOST_BYTES = 16;

    private static final class Sum implements LinkListener {

        private volatile double sum;
        private volatile Thread thread;

        @Override
        public void received(LinkedValue value) {
            sum += value.number() + value.stamp() + value.alarm().severity().ordinal() + value.units().length();
            thread = Thread.currentThread();
        }

        @Override
        public void stale(long since) {
            // no limit
        }

        @Override
        public void disconnected(long since, String why) {
            // at first
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"pva", "ca"})
    void anUpdateAllocatesNothing(String protocol) throws Exception {
        int port = Nets.freePort();
        try (SourceProgram program = new SourceProgram(protocol, port, Nets.freePort(), PVS);
                Links links = Nets.links(port, port, Map.of())) {
            assertThat(program).isNotNull();
            Sum sum = new Sum();
            for (int i = 0; i < PVS; i++) {
                links.follow(LinkAddress.parse(protocol + "://K:" + i), sum);
            }
            Nets.await("warm", () -> links.statistics().updates() > UPDATES);
            long before = THREADS.getThreadAllocatedBytes(sum.thread.threadId());
            long from = links.statistics().updates();
            Nets.await("updates", () -> links.statistics().updates() > from + UPDATES);
            long bytes = THREADS.getThreadAllocatedBytes(sum.thread.threadId()) - before;
            long updates = links.statistics().updates() - from;
            assertThat(bytes / updates).as(bytes + " bytes in " + updates + " updates").isLessThan(MOST_BYTES);
            assertThat(sum.sum).isPositive();
        }
    }
}
