package org.modelioc.runtime.stage;

/** The median without allocation, which {@link java.util.Arrays#sort(double[])} does not promise. */
final class Medians {

    private Medians() {
    }

    /**
     * The median of an array, by quickselect (C. A. R. Hoare, "Algorithm 65: find", 1961).
     *
     * @param values at least one, none NaN; they are put in another order
     * @return the middle one, or the mean of the middle two
     */
    static double of(double[] values) {
        int middle = values.length / 2;
        double upper = select(values, middle);
        if (values.length % 2 == 1) {
            return upper;
        }
        double lower = values[0];
        for (int i = 1; i < middle; i++) {
            lower = Math.max(lower, values[i]);
        }
        return middle(lower, upper);
    }

    /** The mean of two, which are equal where there is one middle. Halved first, so that it does not overflow. */
    static double middle(double lower, double upper) {
        return lower == upper ? lower : lower / 2 + upper / 2;
    }

    /** The value that sorting would put at a place; what stands before it is not greater, what stands behind not less. */
    private static double select(double[] values, int place) {
        int low = 0;
        int high = values.length - 1;
        while (low < high) {
            double pivot = values[place];
            int i = low;
            int j = high;
            while (i <= j) {
                while (values[i] < pivot) {
                    i++;
                }
                while (values[j] > pivot) {
                    j--;
                }
                if (i <= j) {
                    double swap = values[i];
                    values[i++] = values[j];
                    values[j--] = swap;
                }
            }
            if (j < place) {
                low = i;
            }
            if (i > place) {
                high = j;
            }
        }
        return values[place];
    }
}
