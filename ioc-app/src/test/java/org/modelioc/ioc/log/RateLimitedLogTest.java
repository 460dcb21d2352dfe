package org.modelioc.ioc.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class RateLimitedLogTest {

    private static final long SECOND = 1_000_000_000L;

    private final Logger logger = (Logger) LoggerFactory.getLogger("RateLimitedLogTest");
    private final ListAppender<ILoggingEvent> appender = new ListAppender<>();
    private long now = SECOND;

    RateLimitedLogTest() {
        appender.start();
        logger.addAppender(appender);
        logger.setAdditive(false);
        logger.setLevel(Level.INFO);
    }

    private List<String> lines() {
        return appender.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    @Test
    void theFirstOfEachKindIsToldAndTheOthersAreCounted() {
        RateLimitedLog log = new RateLimitedLog(logger, 1, () -> now);
        for (int i = 0; i < 1_000; i++) {
            log.warn("a", "a " + i);
            log.warn("b", "b " + i);
        }
        assertThat(lines()).containsExactly("a 0", "b 0");
        now += 10 * SECOND;
        log.warn("a", "later");
        assertThat(lines()).endsWith("later (999 more like it in between)");
    }

    @Test
    void afterARestThereIsRoomForSeveralAgain() {
        RateLimitedLog log = new RateLimitedLog(logger, 3, () -> now);
        for (int i = 0; i < 10; i++) {
            log.info("a", "first " + i);
        }
        assertThat(lines()).containsExactly("first 0", "first 1", "first 2");
        now += 1_000 * SECOND;
        for (int i = 0; i < 10; i++) {
            log.info("a", "then " + i);
        }
        assertThat(lines()).hasSize(6).endsWith("then 0 (7 more like it in between)", "then 1", "then 2");
    }

    @Test
    void aLongLineIsCut() {
        new RateLimitedLog(logger, 1, () -> now).warn("a", "x".repeat(1 << 20));
        assertThat(lines().getFirst()).hasSize(RateLimitedLog.LONGEST + 1).endsWith("x…");
    }
}
