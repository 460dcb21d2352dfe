package org.modelioc.schema.pv;

import java.util.List;
import org.modelioc.schema.expression.Operand;

/**
 * A PV that is calculated from other PVs by an expression in the language of EPICS' CALC.
 *
 * @param pv         the PV, as an output
 * @param expression free of faults; a scalar or an array as the type of the PV says
 * @param operands   the inputs and outputs that it uses, each once
 */
public record CalculationDefinition(PvDefinition pv, String expression, List<Operand> operands) {

    /** Keeps an unmodifiable copy. */
    public CalculationDefinition {
        operands = List.copyOf(operands);
    }
}
