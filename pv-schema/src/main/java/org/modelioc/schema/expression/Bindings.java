package org.modelioc.schema.expression;

/**
 * Values that lie in arrays of the caller, each operand from a place in one of them on. One thread at a time; nothing is
 * copied, so that an evaluation sees what the arrays hold then.
 */
public final class Bindings implements Operands {

    private final double[][] arrays;
    private final int[] offsets;

    /**
     * For operands that are still to be bound.
     *
     * @param names what there is; all that an expression uses must be bound before it is evaluated
     */
    public Bindings(Names names) {
        arrays = new double[names.operands().size()][];
        offsets = new int[arrays.length];
    }

    /**
     * Binds an operand, or binds it anew.
     *
     * @param slot   the operand's place in the names
     * @param array  where its values are
     * @param offset the place of the first
     */
    public void bind(int slot, double[] array, int offset) {
        arrays[slot] = array;
        offsets[slot] = offset;
    }

    @Override
    public double scalar(int slot) {
        return arrays[slot][offsets[slot]];
    }

    @Override
    public double[] array(int slot) {
        return arrays[slot];
    }

    @Override
    public int offset(int slot) {
        return offsets[slot];
    }
}
