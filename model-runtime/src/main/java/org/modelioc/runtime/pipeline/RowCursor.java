package org.modelioc.runtime.pipeline;

import java.util.List;
import org.modelioc.runtime.tensor.ConversionException;
import org.modelioc.runtime.tensor.Tensor;

/**
 * One tensor of a model, row by row: the stages work on the row where it stands, in the memory that the model reads and
 * writes. All views are made at first; moving allocates nothing.
 */
final class RowCursor {

    private final Tensor[] rows;
    private Tensor row;

    /** Of the rows of a batch. */
    RowCursor(List<Tensor> rows) {
        this.rows = rows.toArray(Tensor[]::new);
        row = this.rows[0];
    }

    /** The row that it stands on: a tensor with a batch of one. */
    Tensor row() {
        return row;
    }

    /** Goes to another row. */
    void to(int index) {
        row = rows[index];
    }

    /** Writes the constants of a mapping into every row, where they stay. */
    void writeConstants(Route route) throws ConversionException {
        for (Tensor each : rows) {
            route.writeConstants(each);
        }
    }
}
