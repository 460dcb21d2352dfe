package org.example.ratelimit;

import org.modelioc.runtime.stage.Shape;
import org.modelioc.runtime.stage.Stage;
import org.modelioc.runtime.stage.StageFactory;
import org.modelioc.schema.stage.ExtensionDefinition;
import org.modelioc.schema.stage.StageTarget;

/**
 * What the YAML says, and so what is needed to make the stage. A stage that cannot work on a shape would throw a
 * {@link org.modelioc.runtime.stage.StageException} here, which the program shows at the stage's place in the file.
 *
 * @param target    which tensor and which elements
 * @param perSecond by how much an element may change in a second, above 0
 */
record RateLimitDefinition(StageTarget target, double perSecond) implements ExtensionDefinition, StageFactory {

    @Override
    public Stage create(Shape input, int[] elements) {
        return new RateLimitStage(input, elements, perSecond);
    }
}
