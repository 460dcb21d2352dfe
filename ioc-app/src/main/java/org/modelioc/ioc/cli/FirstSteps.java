package org.modelioc.ioc.cli;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import org.modelioc.schema.IocDefinition;
import org.modelioc.schema.pv.PvDefinition;
import org.modelioc.schema.type.PvType;
import org.modelioc.schema.type.ValueType;

/** What to try first with a running IOC: commands of EPICS that read an output and set an input. */
final class FirstSteps {

    private static final int SHORT_ARRAY = 8;

    private FirstSteps() {
    }

    /** The commands, at best one each of {@code pvget}, {@code pvmonitor} and {@code pvput}. */
    static List<String> of(IocDefinition definition) {
        List<String> commands = new ArrayList<>();
        List<PvDefinition> outputs = definition.outputs();
        String read = definition.prefix() + outputs.stream().filter(output -> output.type().shape().isEmpty()).findFirst()
            .orElse(outputs.getFirst()).name();
        commands.add("pvget " + read);
        commands.add("pvmonitor " + read);
        // one that follows a live PV takes no puts
        definition.inputs().stream().filter(input -> input.follow().isEmpty())
            .flatMap(input -> value(input).map(value -> "pvput " + definition.prefix() + input.name() + " " + value).stream())
            .findFirst().ifPresent(commands::add);
        return commands;
    }

    /** A value that is another than the initial one, as a word for pvput; empty where it would be too long. */
    private static Optional<String> value(PvDefinition input) {
        return switch (input.type()) {
            case PvType.Scalar scalar when scalar.value() == ValueType.STRING -> Optional.of("'a word'");
            case PvType.Scalar scalar when scalar.value() == ValueType.BOOLEAN ->
                Optional.of(input.initialValue() == 1 ? "false" : "true");
            case PvType.Scalar scalar -> Optional.of(number(stepped(input, 0, scalar.value()), scalar.value()));
            case PvType.Enumeration choice -> Optional.of(other(choice.choices(), (int) input.initialValue()));
            case PvType.Array array when array.length() <= SHORT_ARRAY && array.value().numeric()
                && array.value() != ValueType.BOOLEAN -> Optional.of(elements(input, array));
            default -> Optional.empty();
        };
    }

    private static String other(List<String> choices, int initial) {
        String choice = choices.get((initial + 1) % choices.size());
        return choice.matches("[\\w.:-]+") ? choice : "'" + choice + "'";
    }

    private static String elements(PvDefinition input, PvType.Array array) {
        StringJoiner text = new StringJoiner(", ", "'[", "]'");
        for (int i = 0; i < array.length(); i++) {
            text.add(number(i == 0 ? stepped(input, i, array.value()) : input.initial().number(i), array.value()));
        }
        return text.toString();
    }

    // one step up, or down from the upper limit
    private static double stepped(PvDefinition input, int element, ValueType type) {
        double step = input.minimumStep() > 0 ? input.minimumStep() : input.limits().declared()
            ? (input.limits().high() - input.limits().low()) / 10 : 1;
        double whole = type.integer() ? Math.max(1, Math.rint(step)) : step;
        double initial = input.initial().number(element);
        boolean up = initial + whole <= (input.limits().declared() ? input.limits().high() : type.most());
        // in decimal, as people add: 0.1 + 0.2 is 0.3
        return BigDecimal.valueOf(initial).add(BigDecimal.valueOf(up ? whole : -whole)).doubleValue();
    }

    private static String number(double number, ValueType type) {
        return type.integer() ? Long.toString((long) number) : Double.toString(number);
    }
}
