package org.modelioc.ioc.cli;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the heap of a running IOC small, because most of its memory is the model's. Only once it runs: while a large file is
 * read, a garbage collector that has to keep within little room takes more time than the reading.
 */
final class SmallHeap {

    /** Bytes that the heap should keep within, if it can: set by the launcher, unless the user gives a heap of another size. */
    static final String PROPERTY = "modelioc.heap";

    private static final Logger LOG = LoggerFactory.getLogger(SmallHeap.class);

    private SmallHeap() {
    }

    /** Asks for it. A virtual machine that cannot is one with another collector, and goes on as it is. */
    static void settle() {
        Long bytes = Long.getLong(PROPERTY);
        if (bytes == null) {
            return;
        }
        try {
            ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                .setVMOption("SoftMaxHeapSize", bytes.toString());
        } catch (IllegalArgumentException e) {
            LOG.debug("the heap is not kept small: {}", e.getMessage());
        }
    }
}
