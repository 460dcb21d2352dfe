package org.modelioc.schema.service;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.modelioc.schema.yaml.Section;

/** Reads the section {@code server} of {@code ioc}. */
public final class ServerReader {

    private static final List<String> KEYS = List.of("max-connections", "idle-timeout", "send-queue", "receive-budget");

    private ServerReader() {
    }

    /**
     * The limits of the server.
     *
     * @param ioc the section of the IOC
     * @return for what the file does not say, the default
     */
    public static ServerDefinition read(Section ioc) {
        Optional<Section> given = ioc.section("server", KEYS);
        ServerDefinition otherwise = ServerDefinition.DEFAULT;
        return given.map(section -> new ServerDefinition(
            section.whole("max-connections", 1, 100_000).map(Long::intValue).orElse(otherwise.maxConnections()),
            section.duration("idle-timeout", Duration.ofSeconds(1), Duration.ofHours(24)).orElse(otherwise.idleTimeout()),
            section.whole("send-queue", 16, 10_000_000).map(Long::intValue).orElse(otherwise.sendQueue()),
            section.size("receive-budget", 64L << 10, 64L << 30).orElse(otherwise.receiveBudget()))).orElse(otherwise);
    }
}
