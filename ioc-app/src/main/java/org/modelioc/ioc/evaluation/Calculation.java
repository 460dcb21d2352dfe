package org.modelioc.ioc.evaluation;

import org.modelioc.ioc.alarm.Alarm;
import org.modelioc.ioc.pv.ModelValue;
import org.modelioc.schema.expression.Bindings;
import org.modelioc.schema.expression.Expression;
import org.modelioc.schema.expression.ExpressionException;
import org.modelioc.schema.expression.Names;
import org.modelioc.schema.pv.CalculationDefinition;

/** A calculated PV with its expression, over numbers that lie in arrays. One thread at a time; allocates nothing once made. */
final class Calculation {

    private final ModelValue pv;
    private final Expression expression;
    private final Bindings bindings;
    private final double[] result;

    /** Where the numbers of an operand are. */
    @FunctionalInterface
    interface Place {
        /**
         * Binds an operand.
         *
         * @param bindings  take it
         * @param slot      its slot
         * @param operand   its name
         */
        void bind(Bindings bindings, int slot, String operand);
    }

    Calculation(ModelValue pv, CalculationDefinition definition, Place place) {
        this.pv = pv;
        Names names = new Names(definition.operands());
        try {
            expression = Expression.compile(definition.expression(), names);
        } catch (ExpressionException e) {
            throw new IllegalArgumentException("a definition that was not checked: " + e.getMessage(), e);
        }
        bindings = new Bindings(names);
        for (int slot = 0; slot < names.operands().size(); slot++) {
            place.bind(bindings, slot, names.operands().get(slot).name());
        }
        result = new double[Math.max(1, expression.length())];
    }

    ModelValue pv() {
        return pv;
    }

    /** Calculates and commits; the answer is that of {@link ModelValue#commit}. */
    Alarm commit(long stamp, int evaluation, Alarm cause) {
        if (expression.isArray()) {
            expression.evaluate(bindings, result, 0);
        } else {
            result[0] = expression.evaluate(bindings);
        }
        return pv.commit(result, 0, stamp, evaluation, cause);
    }
}
