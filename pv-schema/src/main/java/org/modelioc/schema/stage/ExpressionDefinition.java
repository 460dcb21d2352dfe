package org.modelioc.schema.stage;

import java.util.List;
import java.util.Optional;
import org.modelioc.schema.expression.Expression;
import org.modelioc.schema.expression.ExpressionException;

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
