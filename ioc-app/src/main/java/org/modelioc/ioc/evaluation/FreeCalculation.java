package org.modelioc.ioc.evaluation;

import java.util.List;
import org.modelioc.ioc.alarm.Alarm;
import org.modelioc.ioc.pv.Change;
import org.modelioc.ioc.pv.ModelValue;
import org.modelioc.ioc.pv.Pv;
import org.modelioc.schema.pv.CalculationDefinition;

/**
 * A calculated PV whose operands do not all belong to one pipeline: it is calculated anew whenever one of them is posted, from
 * the latest of each. Its alarm is INVALID as long as that of an operand is, with the operand's name.
 *
 * <p>Lock order: the monitor of an operand, this, the monitor of the calculated PV. Allocates only when an alarm changes.
 */
final class FreeCalculation implements Pv.Subscriber {

    private final List<Pv> operands;
    private final double[] values;
    private final int[] offsets;
    private final long[] stamps;
    private final InputAlarms alarms;
    private final Calculation calculation;

    /**
     * Joins it to its operands. The operands have no value yet.
     *
     * @param pv         the calculated PV
     * @param definition its expression
     * @param operands   the PVs of the definition's operands, in their order
     */
    FreeCalculation(ModelValue pv, CalculationDefinition definition, List<Pv> operands) {
        this.operands = List.copyOf(operands);
        offsets = new int[operands.size()];
        stamps = new long[operands.size()];
        int size = 0;
        for (int i = 0; i < offsets.length; i++) {
            offsets[i] = size;
            size += operands.get(i).type().elements();
        }
        values = new double[size];
        alarms = new InputAlarms(definition.operands().stream().map(operand -> operand.name()).toList());
        calculation = new Calculation(pv, definition, (bindings, slot, _) -> bindings.bind(slot, values, offsets[slot]));
        operands.forEach(operand -> operand.subscribe(this));
    }

    @Override
    public synchronized void posted(Pv operand, int changes) {
        if ((changes & ~Change.METADATA) == 0) {
            return;
        }
        long newest = 0;
        for (int i = 0; i < offsets.length; i++) {
            if (operands.get(i) == operand) {
                ((ModelValue) operand).read(values, offsets[i]);
                stamps[i] = operand.stamp();
                alarms.put(i, operand.alarm());
            }
            newest = Math.max(newest, stamps[i]);
        }
        Alarm cause = alarms.worst();
        calculation.commit(newest, 0, cause);
    }
}
