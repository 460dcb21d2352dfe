package org.modelioc.runtime.stage;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.modelioc.schema.stage.ExtensionDefinition;
import org.modelioc.schema.stage.StageProvider;
import org.modelioc.schema.stage.StageSection;
import org.modelioc.schema.stage.StageTarget;

/** A stage as a jar on the class path would bring it: an element keeps its value until it changes by more than a width. */
public final class DeadbandProvider implements StageProvider {

    @Override
    public String name() {
        return "deadband";
    }

    @Override
    public List<String> keys() {
        return List.of("width");
    }

    @Override
    public Optional<Definition> read(StageSection section) {
        section.require("width");
        return Optional.of(new Definition(section.target(), section.positive("width", 1)));
    }

    /** Its definition, which makes the stage. */
    record Definition(StageTarget target, double width) implements ExtensionDefinition, StageFactory {

        @Override
        public Stage create(Shape input, int[] elements) throws StageException {
            if (elements.length > 4) {
                throw new StageException("more than 4 elements");
            }
            return new Deadband(input, elements, width);
        }
    }

    /** The stage. */
    private static final class Deadband implements Stage {
        private final Shape shape;
        private final int[] elements;
        private final double width;
        private final double[] held;

        Deadband(Shape shape, int[] elements, double width) {
            this.shape = shape;
            this.elements = elements;
            this.width = width;
            this.held = new double[elements.length];
            reset();
        }

        @Override
        public Shape output() {
            return shape;
        }

        @Override
        public boolean inPlace() {
            return true;
        }

        @Override
        public void apply(double[] from, double[] to) {
            for (int i = 0; i < elements.length; i++) {
                if (!(Math.abs(to[elements[i]] - held[i]) <= width)) {
                    held[i] = to[elements[i]];
                }
                to[elements[i]] = held[i];
            }
        }

        @Override
        public void reset() {
            Arrays.fill(held, Double.NaN);
        }
    }
}
