package org.modelioc.ioc.link;

import java.util.EnumMap;
import java.util.Map;
import org.slf4j.Logger;

/**
 * Tells of links that come and go: one line each while they are few, and only their number where hundreds go together, as when
 * a switch fails. Not thread-safe.
 */
final class LinkLog {

    /** What happened to a link. */
    enum Event {
        CONNECTED("connected"), LOST("lost"), STALE("gone stale"), HEALED("fresh again");

        private final String word;

        Event(String word) {
            this.word = word;
        }
    }

    /** Lines of one kind in a window. */
    static final int MOST_LINES = 20;
    static final long WINDOW_NANOS = 10_000_000_000L;

    private static final class Window {
        private long begin;
        private int lines;
        private int more;
    }

    private final Logger log;
    private final Map<Event, Window> windows = new EnumMap<>(Event.class);

    LinkLog(Logger log) {
        this.log = log;
    }

    /** One link, one line; or a number later. */
    void tell(Event event, String line, long now) {
        Window window = windows.computeIfAbsent(event, e -> new Window());
        if (window.lines == 0 || now - window.begin >= WINDOW_NANOS) {
            summary(event, window);
            window.begin = now;
            window.lines = 0;
        }
        if (window.lines < MOST_LINES) {
            window.lines++;
            write(event, line);
        } else {
            window.more++;
            log.debug(line);
        }
    }

    /** Tells the numbers of windows that are over. Called now and then. */
    void tick(long now) {
        windows.forEach((event, window) -> {
            if (now - window.begin >= WINDOW_NANOS) {
                summary(event, window);
            }
        });
    }

    private void summary(Event event, Window window) {
        if (window.more > 0) {
            write(event, window.more + " more links " + event.word + " within " + WINDOW_NANOS / 1_000_000_000L + " s");
            window.more = 0;
        }
    }

    private void write(Event event, String line) {
        if (event == Event.LOST || event == Event.STALE) {
            log.warn(line);
        } else {
            log.info(line);
        }
    }
}
