package org.modelioc.ioc.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.slf4j.LoggerFactory;

/** The level of the log; its form and place are in {@code logback.xml}. */
final class Logging {

    private Logging() {
    }

    /** Shows everything this program logs. */
    static void debug() {
        logger().setLevel(Level.DEBUG);
    }

    /** Shows what is wrong only, unless everything is shown: for commands whose output is not a log. */
    static void warningsOnly() {
        if (!isDebug()) {
            logger().setLevel(Level.WARN);
        }
    }

    /** Whether everything is shown. */
    static boolean isDebug() {
        return logger().isDebugEnabled();
    }

    private static Logger logger() {
        return (Logger) LoggerFactory.getLogger("org.modelioc");
    }
}
