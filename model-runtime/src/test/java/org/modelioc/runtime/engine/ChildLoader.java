package org.modelioc.runtime.engine;

import java.nio.file.Path;
import org.modelioc.runtime.onnx.Definitions;

/** A process of its own that loads models and prints what came of each. */
final class ChildLoader {

    private ChildLoader() {
    }

    public static void main(String... files) {
        for (String file : files) {
            try (Model model = new OnnxEngine().load(Definitions.model(Path.of(file))); Session session = model.newSession(1)) {
                session.run();
                System.out.println("ran " + model.inputs());
            } catch (ModelLoadException | InferenceException e) {
                System.out.println(e.getMessage());
            }
        }
    }
}
