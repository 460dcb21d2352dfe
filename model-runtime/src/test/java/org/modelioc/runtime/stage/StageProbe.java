package org.modelioc.runtime.stage;

import org.modelioc.schema.stage.ExtensionDefinition;
import org.modelioc.schema.stage.StageTarget;

/**
 * A stage that does nothing and counts how often it is closed.
 *
 * @param target what it works on
 * @param closed one number, the count
 */
record StageProbe(StageTarget target, int[] closed) implements ExtensionDefinition, StageFactory {

    StageProbe(StageTarget target) {
        this(target, new int[1]);
    }

    @Override
    public Stage create(Shape input, int[] elements) {
        return new Stage() {
            @Override
            public Shape output() {
                return input;
            }

            @Override
            public boolean inPlace() {
                return true;
            }

            @Override
            public void apply(double[] from, double[] to) {
                // the array is the same
            }

            @Override
            public void close() {
                closed[0]++;
            }
        };
    }
}
