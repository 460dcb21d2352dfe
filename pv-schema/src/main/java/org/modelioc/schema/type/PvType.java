package org.modelioc.schema.type;

import java.util.List;

/**
 * What a PV holds, and so the Normative Type that clients see.
 *
 * <p>To a model every PV is a row of numbers, {@link #elements()} of them in the order that each kind tells. Text is nothing
 * to a model.
 */
public sealed interface PvType {

    /** One double: what a PV is if the file says nothing. */
    PvType DOUBLE = new Scalar(ValueType.DOUBLE);

    /** Numbers of a PV that go into a model, or come from one. */
    int elements();

    /**
     * Sizes of those numbers, slowest first, without a batch.
     *
     * @return an empty list for one number
     */
    List<Integer> shape();

    /** As the YAML writes it, for example {@code double[2000]} or {@code enum}. */
    String yaml();

    /** Whether none of its values is a number, so that it is nothing to a model. */
    default boolean text() {
        return elements() == 0;
    }

    /**
     * One value (NTScalar).
     *
     * @param value its type
     */
    record Scalar(ValueType value) implements PvType {
        @Override
        public int elements() {
            return value.numeric() ? 1 : 0;
        }

        @Override
        public List<Integer> shape() {
            return List.of();
        }

        @Override
        public String yaml() {
            return value.yaml();
        }
    }

    /**
     * A waveform (NTScalarArray). Its length is fixed, because the model's is.
     *
     * @param value  type of an element
     * @param length how many elements, at least 1
     */
    record Array(ValueType value, int length) implements PvType {
        @Override
        public int elements() {
            return value.numeric() ? length : 0;
        }

        @Override
        public List<Integer> shape() {
            return List.of(length);
        }

        @Override
        public String yaml() {
            return value.yaml() + '[' + length + ']';
        }
    }

    /**
     * One of several words (NTEnum); to a model its index from 0.
     *
     * @param choices the words, in order, at least one
     */
    record Enumeration(List<String> choices) implements PvType {
        /** Keeps an unmodifiable copy. */
        public Enumeration {
            choices = List.copyOf(choices);
        }

        @Override
        public int elements() {
            return 1;
        }

        @Override
        public List<Integer> shape() {
            return List.of();
        }

        @Override
        public String yaml() {
            return "enum";
        }
    }

    /**
     * An image (NTNDArray), row by row from the top left; the three numbers of a coloured pixel stand together.
     *
     * @param value  type of a number, not {@link ValueType#STRING}
     * @param width  pixels in a row
     * @param height rows
     * @param colour whether a pixel is three numbers, red, green and blue
     */
    record Image(ValueType value, int width, int height, boolean colour) implements PvType {
        /** Numbers of a coloured pixel. */
        public static final int CHANNELS = 3;

        @Override
        public int elements() {
            return width * height * (colour ? CHANNELS : 1);
        }

        @Override
        public List<Integer> shape() {
            return colour ? List.of(height, width, CHANNELS) : List.of(height, width);
        }

        @Override
        public String yaml() {
            return "image";
        }
    }

    /**
     * A table (NTTable) whose columns have the same number of rows; to a model its numbers column by column.
     *
     * @param columns the columns, in order, at least one
     * @param rows    rows of each column, at least 1; of a table that the IOC itself makes, the most it may have
     */
    record Table(List<Column> columns, int rows) implements PvType {

        /**
         * One column.
         *
         * @param name  its name, of letters, digits and underscores
         * @param label what people read above it
         * @param value type of an element
         */
        public record Column(String name, String label, ValueType value) {
        }

        /** Keeps an unmodifiable copy. */
        public Table {
            columns = List.copyOf(columns);
        }

        /**
         * The columns of numbers.
         *
         * @return those that a model can take or give, in order
         */
        public List<Column> numbers() {
            return columns.stream().filter(column -> column.value().numeric()).toList();
        }

        @Override
        public int elements() {
            return rows * numbers().size();
        }

        @Override
        public List<Integer> shape() {
            return List.of(numbers().size(), rows);
        }

        @Override
        public String yaml() {
            return "table";
        }
    }

    /**
     * Other PVs in one structure. Only the IOC makes such PVs: no file declares one, and a model sees none.
     *
     * @param pvs full names of the PVs
     */
    record Group(List<String> pvs) implements PvType {
        /** Keeps an unmodifiable copy. */
        public Group {
            pvs = List.copyOf(pvs);
        }

        @Override
        public int elements() {
            return 0;
        }

        @Override
        public List<Integer> shape() {
            return List.of();
        }

        @Override
        public String yaml() {
            return "structure";
        }
    }
}
