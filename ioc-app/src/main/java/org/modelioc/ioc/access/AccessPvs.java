package org.modelioc.ioc.access;

import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.modelioc.ioc.alarm.Alarm;
import org.modelioc.ioc.alarm.Condition;
import org.modelioc.ioc.pv.LongPv;
import org.modelioc.ioc.pv.Metadata;
import org.modelioc.ioc.pv.PvDatabase;
import org.modelioc.ioc.pv.StringPv;
import org.modelioc.schema.IocDefinition;
import org.modelioc.schema.alarm.AlarmLimits;
import org.modelioc.schema.alarm.AlarmSeverity;
import org.modelioc.schema.problem.InvalidConfigurationException;
import org.modelioc.schema.problem.Problem;
import org.modelioc.schema.pv.BuiltInNames;
import org.modelioc.schema.pv.DisplayForm;
import org.modelioc.schema.pv.Range;
import org.modelioc.schema.type.PvType;
import org.modelioc.schema.type.ValueType;
import org.modelioc.schema.yaml.Words;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The PVs that tell of the access rules and have them read again. */
final class AccessPvs implements AccessSecurity.Report {

    private static final Logger LOG = LoggerFactory.getLogger(AccessPvs.class);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

    private static final PvType.Scalar LONG = new PvType.Scalar(ValueType.LONG);

    private final IocDefinition ioc;
    private final StringPv message;
    private final List<LongPv> commands = new ArrayList<>();
    private volatile String since = "";

    AccessPvs(IocDefinition ioc, PvDatabase database, ReloadCommand.Reload reload) {
        this.ioc = ioc;
        String prefix = ioc.prefix();
        for (String name : List.of(BuiltInNames.ACCESS_RELOAD, BuiltInNames.READACF)) {
            Metadata metadata = new Metadata("1 has the access file read again", "", 0, DisplayForm.DEFAULT, Range.NONE,
                new Range(0, 1), 0, AlarmLimits.NONE);
            LongPv command = database.add(new LongPv(prefix + name, LONG, metadata, new ReloadCommand(reload)));
            command.set(0);
            commands.add(command);
        }
        message = database.add(new StringPv(prefix + BuiltInNames.ACCESS_MESSAGE,
            Metadata.builtIn("Which access rules are in force, and what was wrong with newer ones", "")));
        message.set("not read yet", Alarm.NONE);
    }

    /** Those that have the file read again. */
    List<LongPv> commands() {
        return commands;
    }

    @Override
    public void loaded(RulePolicy policy) {
        List<Problem> warnings = new ArrayList<>(policy.warnings());
        AccessCheck.unknownGroups(ioc, policy.groups(), warnings);
        since = LocalTime.now().truncatedTo(ChronoUnit.SECONDS).format(TIME);
        warnings.forEach(warning -> LOG.warn("{}", warning));
        String text = "rules of " + ioc.access().orElseThrow().file() + ", read at " + since
            + (warnings.isEmpty() ? "" : "; " + warnings.getFirst()
            + (warnings.size() == 1 ? "" : " (and " + Words.count(warnings.size() - 1L, "more warning") + " in the log)"));
        LOG.info("access security: {}", text);
        message.set(text, Alarm.NONE);
    }

    @Override
    public void failed(InvalidConfigurationException fault, boolean first) {
        fault.problems().forEach(problem -> LOG.error("{}", problem));
        String text = (first ? "nobody may put until the access file is mended and read again: "
            : "not taken, the rules read at " + since + " hold: ") + Faults.inOneLine(fault);
        LOG.error("access security: {}", text);
        message.set(text, new Alarm(first ? AlarmSeverity.MAJOR : AlarmSeverity.MINOR, Condition.WRITE_ACCESS, text));
    }
}
