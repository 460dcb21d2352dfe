package org.modelioc.schema.tensor;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.modelioc.schema.problem.SourcePosition;
import org.modelioc.schema.type.PvType;

/**
 * One item of a mapping: what fills a part of an input tensor, or takes a part of an output tensor.
 *
 * @param at      where the file has it
 * @param feature the part by its name on the model's card, or by its index along the last axis; empty where items stand in order
 * @param index   which number of the part alone is meant, from 0, or negative from the end; empty for all of it
 * @param source  the numbers
 */
public record TensorItem(SourcePosition at, Optional<String> feature, OptionalInt index, Source source) {

    /** Where numbers come from, or go to. */
    public sealed interface Source {

        /** How many numbers there are, at least 1. */
        int elements();

        /** Sizes of the numbers, slowest first, without a batch; empty for a single one. */
        List<Integer> shape();
    }

    /**
     * A PV, or one column of a table.
     *
     * @param name   name of the PV, below the prefix
     * @param type   what it holds; numbers
     * @param column name of the column; empty for a PV that is no table
     */
    public record Pv(String name, PvType type, Optional<String> column) implements Source {

        @Override
        public int elements() {
            return type instanceof PvType.Table table ? table.rows() : type.elements();
        }

        @Override
        public List<Integer> shape() {
            return type instanceof PvType.Table table ? List.of(table.rows()) : type.shape();
        }

        /**
         * Where its numbers begin among those of the whole PV.
         *
         * @return 0, but for the columns of a table
         */
        public int offset() {
            if (!(type instanceof PvType.Table table)) {
                return 0;
            }
            List<String> names = table.numbers().stream().map(PvType.Table.Column::name).toList();
            return names.indexOf(column.orElseThrow()) * table.rows();
        }

        /** As the YAML writes it: {@code NAME} or {@code NAME.COLUMN}. */
        @Override
        public String toString() {
            return column.map(of -> name + '.' + of).orElse(name);
        }
    }

    /**
     * Numbers that stay what they are.
     *
     * @param numbers at least one
     */
    public record Constant(List<Double> numbers) implements Source {

        /** Keeps an unmodifiable copy. */
        public Constant {
            numbers = List.copyOf(numbers);
        }

        @Override
        public int elements() {
            return numbers.size();
        }

        @Override
        public List<Integer> shape() {
            return numbers.size() == 1 ? List.of() : List.of(numbers.size());
        }

        @Override
        public String toString() {
            return numbers.size() == 1 ? numbers.getFirst().toString() : numbers.toString();
        }
    }

    /**
     * An item in order.
     *
     * @param at     where the file has it
     * @param source the numbers
     */
    public TensorItem(SourcePosition at, Source source) {
        this(at, Optional.empty(), OptionalInt.empty(), source);
    }

    /**
     * How many numbers of the tensor it fills, if each is filled once; or how many it takes.
     *
     * @return at least 1
     */
    public int elements() {
        return source.elements();
    }
}
