package org.modelioc.ioc.link;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.modelioc.ioc.link.LinkLog.Event;
import org.slf4j.LoggerFactory;

class LinkLogTest {

    private final Logger logger = (Logger) LoggerFactory.getLogger("LinkLogTest");
    private final ListAppender<ILoggingEvent> appender = new ListAppender<>();
    private final LinkLog log = new LinkLog(logger);

    LinkLogTest() {
        appender.start();
        logger.addAppender(appender);
        logger.setAdditive(false);
        logger.setLevel(Level.INFO);
    }

    private List<String> lines() {
        return appender.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    @Test
    void aFewLinksHaveALineEach() {
        for (int i = 0; i < LinkLog.MOST_LINES; i++) {
            log.tell(Event.LOST, "link " + i, i);
        }
        assertThat(lines()).hasSize(LinkLog.MOST_LINES).startsWith("link 0");
    }

    @Test
    void hundredsTogetherAreCounted() {
        for (int i = 0; i < 500; i++) {
            log.tell(Event.LOST, "link " + i, i);
            log.tell(Event.CONNECTED, "link " + i, i);
        }
        assertThat(lines()).hasSize(2 * LinkLog.MOST_LINES);
        log.tick(LinkLog.WINDOW_NANOS - 1);
        assertThat(lines()).hasSize(2 * LinkLog.MOST_LINES);
        log.tick(LinkLog.WINDOW_NANOS);
        assertThat(lines()).contains("480 more links lost within 10 s", "480 more links connected within 10 s");
        log.tick(2 * LinkLog.WINDOW_NANOS);
        assertThat(lines()).hasSize(2 * LinkLog.MOST_LINES + 2);
    }

    @Test
    void aNewWindowHasLinesAgain() {
        for (int i = 0; i < 30; i++) {
            log.tell(Event.LOST, "link " + i, 0);
        }
        log.tell(Event.LOST, "later", LinkLog.WINDOW_NANOS);
        assertThat(lines()).endsWith("10 more links lost within 10 s", "later");
    }
}
