package org.modelioc.runtime.stage;

import java.util.Arrays;

/** The moving median, over a sorted copy of the values that each evaluation changes by one. */
final class MovingMedianStage extends MovingStage {

    /** The values of each element, sorted. */
    private final double[] sorted;

    MovingMedianStage(Shape shape, int[] elements, int samples) throws StageException {
        super(shape, elements, samples);
        sorted = new double[states() * samples];
    }

    @Override
    double result(double[] values, int first, int count, double gone, double added) {
        int end = first + count - 1;
        if (!Double.isNaN(gone)) {
            int place = Arrays.binarySearch(sorted, first, first + count, gone);
            System.arraycopy(sorted, place + 1, sorted, place, end - place);
        }
        int place = Arrays.binarySearch(sorted, first, end, added);
        int insert = place < 0 ? -place - 1 : place;
        System.arraycopy(sorted, insert, sorted, insert + 1, end - insert);
        sorted[insert] = added;
        return Medians.middle(sorted[first + (count - 1) / 2], sorted[first + count / 2]);
    }

    @Override
    public void takeOver(Stage predecessor) {
        super.takeOver(predecessor);
        System.arraycopy(((MovingMedianStage) predecessor).sorted, 0, sorted, 0, sorted.length);
    }
}
