package org.modelioc.schema.pv;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.modelioc.schema.expression.Expression;
import org.modelioc.schema.expression.ExpressionException;
import org.modelioc.schema.expression.Names;
import org.modelioc.schema.expression.Operand;
import org.modelioc.schema.stage.ExpressionText;
import org.modelioc.schema.type.PvType;
import org.modelioc.schema.type.ValueType;
import org.modelioc.schema.yaml.Problems;
import org.modelioc.schema.yaml.Section;
import org.modelioc.schema.yaml.YamlMapping;

/** Reads the section {@code calculated}. */
public final class CalculationReader {

    /** The section, and the key of an expression in it. */
    public static final String SECTION = "calculated";
    static final String EXPRESSION = "expression";

    private final PvReader pvs;
    private final Set<String> faulty;
    private final PvSet inputs;
    private final PvSet outputs;
    private final Problems problems;

    /**
     * A reader.
     *
     * @param pvs      reads all of a PV but its expression
     * @param inputs   the input PVs
     * @param outputs  the output PVs
     * @param problems takes what is wrong
     */
    public CalculationReader(PvReader pvs, PvSet inputs, PvSet outputs, Problems problems) {
        this.pvs = pvs;
        this.faulty = pvs.doubtful();
        this.inputs = inputs;
        this.outputs = outputs;
        this.problems = problems;
    }

    // names that are at fault themselves, which has been reported, are left out
    private Names names() {
        List<Operand> operands = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (PvSet set : List.of(inputs, outputs)) {
            for (String name : set.names()) {
                PvDefinition pv = set.find(name).orElseThrow();
                if (PvNames.allowed(name) && pv.type().elements() > 0 && seen.add(name)) {
                    operands.add(faulty.contains(name) ? Operand.unknown(name)
                        : pv.type().shape().isEmpty() ? Operand.scalar(name) : Operand.array(name, pv.type().elements()));
                }
            }
        }
        return new Names(operands);
    }

    /**
     * Reads the section.
     *
     * @param entries the calculated PVs, each with its name
     * @return those without fault, in the order of the file
     */
    public List<CalculationDefinition> read(List<YamlMapping.Entry> entries) {
        if (entries.isEmpty()) {
            return List.of();
        }
        List<CalculationDefinition> calculations = new ArrayList<>();
        Names names = names();
        boolean known = names.operands().stream().noneMatch(operand -> operand.length() == Operand.UNKNOWN);
        for (YamlMapping.Entry entry : entries) {
            pvs.calculated(entry).flatMap(section -> read(entry, section, names, known)).ifPresent(calculations::add);
        }
        return calculations;
    }

    /** One of them; it is compiled only where the types of all PVs are known. */
    private Optional<CalculationDefinition> read(YamlMapping.Entry entry, Section section, Names names, boolean known) {
        section.require(EXPRESSION);
        Optional<ExpressionText> text = section.scalar(EXPRESSION).map(scalar -> new ExpressionText(EXPRESSION, scalar));
        if (text.isEmpty()) {
            pvs.calculated(entry, section, PvType.DOUBLE);
            return Optional.empty();
        }
        List<Operand> operands = new ArrayList<>();
        PvType natural = PvType.DOUBLE;
        try {
            Expression.check(text.get().text(), names);
            if (known) {
                Expression expression = Expression.compile(text.get().text(), names);
                for (int slot : expression.slots()) {
                    operands.add(names.operands().get(slot));
                    inputs.touch(names.operands().get(slot).name());
                }
                natural = expression.isArray() ? new PvType.Array(ValueType.DOUBLE, expression.length()) : PvType.DOUBLE;
            }
        } catch (ExpressionException e) {
            // what it should use may well be what nothing else does
            inputs.names().forEach(inputs::touch);
            problems.add(text.get().at(e), text.get().describe(e));
            pvs.calculated(entry, section, natural);
            return Optional.empty();
        }
        if (operands.isEmpty()) {
            problems.add(section.at(EXPRESSION), "'" + EXPRESSION + "' uses no PV, so that it would never change; use one of the"
                + " inputs or outputs");
        }
        PvDefinition pv = pvs.calculated(entry, section, natural);
        checkType(section, pv.type(), natural);
        return Optional.of(new CalculationDefinition(pv, text.get().text(), operands));
    }

    private void checkType(Section section, PvType type, PvType natural) {
        boolean fits = switch (type) {
            case PvType.Scalar scalar -> scalar.value().numeric() && natural.shape().isEmpty();
            case PvType.Enumeration _ -> natural.shape().isEmpty();
            case PvType.Array array -> array.value().numeric() && natural.elements() == array.length()
                && !natural.shape().isEmpty();
            case PvType.Image _, PvType.Table _, PvType.Group _ -> false;
        };
        if (!fits && section.has("type")) {
            problems.add(section.at("type"), "the expression gives " + (natural.shape().isEmpty() ? "one number"
                : natural.elements() + " numbers") + ", which this type does not hold; leave 'type' out for "
                + natural.yaml());
        }
    }
}
