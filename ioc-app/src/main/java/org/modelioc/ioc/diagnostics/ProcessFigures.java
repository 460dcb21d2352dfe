package org.modelioc.ioc.diagnostics;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** What the operating system and the Java machine tell of this process. One thread at a time. */
final class ProcessFigures {

    private static final Path STATUS = Path.of("/proc/self/status");
    private static final Path HOST = Path.of("/proc/sys/kernel/hostname");
    private static final String RESIDENT = "VmRSS:";
    private static final long KIBI = 1024;
    private static final double PERCENT = 100;

    private final OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    /** Time of all processors that this process used since the last call, in percent of what there is. */
    double processLoad() {
        return percent(system.getProcessCpuLoad());
    }

    /** The same of the whole host. */
    double systemLoad() {
        return percent(system.getCpuLoad());
    }

    // negative where the system does not tell
    private static double percent(double share) {
        return Math.round(Math.max(0, share) * PERCENT * 10) / 10.0;
    }

    /** Processors that this process may use. */
    int processors() {
        return Runtime.getRuntime().availableProcessors();
    }

    /** Main memory of the process in bytes; what the Java machine knows of, where the system does not tell. */
    long resident() {
        try {
            for (String line : Files.readAllLines(STATUS)) {
                if (line.startsWith(RESIDENT)) {
                    return Long.parseLong(line.substring(RESIDENT.length()).replaceAll("\\D", "")) * KIBI;
                }
            }
        } catch (IOException | NumberFormatException e) {
            // no Linux
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getCommitted()
            + ManagementFactory.getMemoryMXBean().getNonHeapMemoryUsage().getCommitted();
    }

    /** Main memory of the host, or what a container is allowed, in bytes. */
    long memory() {
        return system.getTotalMemorySize();
    }

    /** Main memory that nobody uses, in bytes. */
    long freeMemory() {
        return system.getFreeMemorySize();
    }

    /** Heap in use, in bytes. */
    long heap() {
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    /** The most that the heap may grow to, in bytes. */
    long heapLimit() {
        return Runtime.getRuntime().maxMemory();
    }

    /** Memory of buffers outside the heap, in bytes. */
    long direct() {
        return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
            .mapToLong(pool -> Math.max(0, pool.getMemoryUsed())).sum();
    }

    /** Live threads. */
    int threads() {
        return ManagementFactory.getThreadMXBean().getThreadCount();
    }

    /** Open files and sockets; 0 where the system does not tell. */
    long files() {
        return system instanceof UnixOperatingSystemMXBean unix ? unix.getOpenFileDescriptorCount() : 0;
    }

    /** The most of them; 0 where the system does not tell. */
    long filesLimit() {
        return system instanceof UnixOperatingSystemMXBean unix ? unix.getMaxFileDescriptorCount() : 0;
    }

    /** The name of the host, without asking a name server. */
    static String host() {
        try {
            return Files.readString(HOST).strip();
        } catch (IOException e) {
            return System.getenv().getOrDefault("HOSTNAME", System.getenv().getOrDefault("COMPUTERNAME", ""));
        }
    }

    /** The operating system. */
    static String kernel() {
        return System.getProperty("os.name") + ' ' + System.getProperty("os.version") + ' ' + System.getProperty("os.arch");
    }

    /** A duration as iocStats writes it: {@code 2 days, 03:04:05}. */
    static String duration(long seconds) {
        long minutes = seconds / 60;
        long hours = minutes / 60;
        long days = hours / 24;
        String clock = String.format(Locale.ROOT, "%02d:%02d:%02d", hours % 24, minutes % 60, seconds % 60);
        return days == 0 ? clock : days + (days == 1 ? " day, " : " days, ") + clock;
    }
}
