package org.modelioc.schema.stage;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.modelioc.schema.TensorItem;
import org.modelioc.schema.TensorMapping;
import org.modelioc.schema.expression.Expression;
import org.modelioc.schema.expression.ExpressionException;
import org.modelioc.schema.expression.Names;
import org.modelioc.schema.expression.Operand;

/**
 * {@code expression}: y by an expression in the language of EPICS' CALC, over x and PVs of the pipeline. x is the array of the
 * elements that the stage works on, and a scalar if there is one.
 *
 * @param target     what it works on
 * @param expression what y is; free of faults as far as can be told without the number of elements
 */
public record ExpressionDefinition(StageTarget target, ExpressionText expression) implements StageDefinition {

    /** The name of what the stage works on. */
    public static final String X = "x";

    static final List<String> KEYS = List.of("is");

    private static final String NAME_SIGNS = "[A-Za-z0-9_\\-+:\\[\\]<>;]+";

    /**
     * What an expression may use: x, and PVs.
     *
     * @param mappings where the PVs stand; those whose names are faulty are left out, which has been reported
     * @return the names, x with a length that is not known
     */
    public static Names names(List<TensorMapping> mappings) {
        List<Operand> operands = new ArrayList<>(List.of(Operand.unknown(X)));
        Set<String> seen = new LinkedHashSet<>(List.of(X));
        for (TensorMapping mapping : mappings) {
            for (TensorItem.Pv pv : mapping.sources()) {
                if (pv.name().matches(NAME_SIGNS) && pv.type().elements() > 0 && seen.add(pv.name())) {
                    operands.add(pv.type().elements() == 1 ? Operand.scalar(pv.name())
                        : Operand.array(pv.name(), pv.type().elements()));
                }
            }
        }
        return new Names(operands);
    }

    static Optional<ExpressionDefinition> read(StageSection section) {
        section.require("is");
        return section.scalar("is").flatMap(scalar -> {
            ExpressionText expression = new ExpressionText("is", scalar);
            try {
                Expression.check(expression.text(), section.operands());
            } catch (ExpressionException e) {
                section.problems().add(expression.at(e), expression.describe(e));
                return Optional.empty();
            }
            return Optional.of(new ExpressionDefinition(section.target(), expression));
        });
    }
}
