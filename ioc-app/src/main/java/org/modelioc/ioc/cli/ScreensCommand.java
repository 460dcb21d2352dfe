package org.modelioc.ioc.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.modelioc.ioc.OpenConfiguration;
import org.modelioc.schema.IocReader;
import org.modelioc.schema.yaml.Words;
import org.modelioc.screens.ScreenFolder;
import org.modelioc.screens.ScreenSet;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code model-ioc screens}: screens for Phoebus, and what belongs to them. */
@Command(
    name = "screens",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = {
        "Writes the operator screens of a configuration for Phoebus 4.7 and 5, and beside them its alarm tree, lists for the",
        "archiver and for save-and-restore, trends and settings. A screen that was saved in Phoebus is yours from then on and",
        "left alone; generated ones that are of no use any more are removed."},
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
        " 0:written, or up to date",
        " 2:wrong command line or configuration, or --check found something",
        " 3:a model file that cannot be used"})
final class ScreensCommand implements Callable<Integer> {

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Parameters(paramLabel = "CONFIG", description = "The YAML file.")
    private Path config;

    @Option(names = {"-o", "--output"}, paramLabel = "DIR", required = true, description = "The folder to write to.")
    private Path folder;

    @Option(names = "--url", paramLabel = "URL", defaultValue = "",
        description = "Where operators find the folder, for links from alarms and the home button of Phoebus.")
    private String url;

    @Option(names = "--check",
        description = "Writes nothing: tells what is out of date, and what Phoebus would not understand of any screen there.")
    private boolean check;

    @Mixin
    private MacroOptions macros;

    @Override
    public Integer call() throws Exception {
        SortedMap<String, String> files;
        try (OpenConfiguration open = OpenConfiguration.open(IocReader.read(config, macros.values()))) {
            open.requireSound();
            String prefix = open.definition().prefix();
            Set<String> served = AllPvs.of(open).stream().map(pv -> pv.name().substring(prefix.length()))
                .collect(Collectors.toSet());
            files = ScreenSet.of(open.definition(), served, url);
        }
        try {
            return check ? check(files) : write(files);
        } catch (IOException e) {
            throw new CommandException(folder + " cannot be " + (check ? "read" : "written") + ": "
                + e.getClass().getSimpleName() + ": " + e.getMessage());
        }
    }

    private int write(SortedMap<String, String> files) throws IOException {
        ScreenFolder.Changes changes = new ScreenFolder(folder).write(files);
        PrintWriter out = spec.commandLine().getOut();
        changes.written().forEach(name -> out.println("written " + folder.resolve(name)));
        changes.kept().forEach(name -> out.println("left    " + folder.resolve(name) + ", which is yours"));
        changes.removed().forEach(name -> out.println("removed " + folder.resolve(name)));
        out.println(folder + ": " + Words.count(files.size(), "file") + ", " + changes.unchanged().size()
            + " as before; open overview.bob in Phoebus");
        out.flush();
        return ExitCode.OK;
    }

    private int check(SortedMap<String, String> files) throws IOException {
        ScreenFolder there = new ScreenFolder(folder);
        ScreenFolder.Changes changes = there.compare(files);
        List<String> faults = there.faults();
        PrintWriter err = spec.commandLine().getErr();
        changes.written().forEach(name -> err.println(folder.resolve(name) + ": not what " + config + " gives"));
        changes.removed().forEach(name -> err.println(folder.resolve(name) + ": no longer of use to " + config));
        faults.forEach(err::println);
        err.flush();
        boolean stale = !changes.written().isEmpty() || !changes.removed().isEmpty();
        PrintWriter out = spec.commandLine().getOut();
        out.println(folder + ": " + (stale ? "out of date; write it again with: model-ioc screens " + config + " -o " + folder
            : "up to date") + (faults.isEmpty() ? "" : ", " + Words.count(faults.size(), "fault")));
        out.flush();
        return stale || !faults.isEmpty() ? ExitCode.CONFIGURATION : ExitCode.OK;
    }
}
