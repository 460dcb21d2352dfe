package org.modelioc.ioc.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.modelioc.ioc.Ioc;
import org.modelioc.ioc.link.LinkSettings;
import org.modelioc.ioc.pva.server.PvaSettings;
import org.modelioc.schema.IocDefinition;
import org.modelioc.schema.IocReader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code model-ioc run}: serves a configuration until it is told to end. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = {
        "Loads the models of a configuration and serves its PVs over pvAccess.",
        "Prints a line that starts with READY when clients can connect; ends on Ctrl-C or SIGTERM.",
        "The server follows the EPICS_PVAS_* and EPICS_PVA_* environment variables."},
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
        " 0:ended as asked",
        " 1:a fault of the program itself",
        " 2:wrong command line or configuration",
        " 3:a model file that cannot be used",
        " 4:a network port or address that cannot be used",
        " 5:setpoints that cannot be saved, because another IOC uses the files"})
final class RunCommand implements Callable<Integer> {

    private static final Logger LOG = LoggerFactory.getLogger(RunCommand.class);
    private static final long CLOSE_SECONDS = 2;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Parameters(paramLabel = "CONFIG", description = "The YAML file.")
    private Path config;

    @Option(names = {"-m", "--macro"}, paramLabel = "NAME=VALUE", split = ",",
        description = "A macro for $(NAME) in the configuration; may be repeated, or several with commas as for softIoc.")
    private final Map<String, String> macros = new LinkedHashMap<>();

    @Option(names = "--strict-port",
        description = "Fail if the TCP port is in use, instead of taking another one as EPICS servers do.")
    private boolean strictPort;

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        IocDefinition definition = IocReader.read(config, macros);
        PvaSettings settings = PvaSettings.fromEnvironment(System.getenv(), System.getProperties());
        LinkSettings links = LinkSettings.fromEnvironment(System.getenv(), System.getProperties());
        CountDownLatch end = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        try (Ioc ioc = Ioc.start(definition, settings, links, strictPort)) {
            Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().name("shutdown").unstarted(() -> {
                end.countDown();
                await(ended);
                // the exit code of a program that ended as asked, instead of the signal's 128 + n
                Runtime.getRuntime().halt(ExitCode.OK);
            }));
            LOG.info("pvAccess server: {}", String.join(" ", settings.lines()));
            ready(out, definition, ioc);
            SmallHeap.settle();
            end.await();
        } finally {
            ended.countDown();
        }
        return ExitCode.OK;
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await(CLOSE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void ready(PrintWriter out, IocDefinition definition, Ioc ioc) {
        out.printf("READY %s: %d PVs, pvAccess TCP port %d, UDP port %d%n", config,
            ioc.database().all().size(), ioc.server().tcpPort(), ioc.server().udpPort());
        out.println("Try, from another terminal:");
        FirstSteps.of(definition).forEach(command -> out.println("  " + command));
        out.println("End with Ctrl-C.");
        out.flush();
    }
}
