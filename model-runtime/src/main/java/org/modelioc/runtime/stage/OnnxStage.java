package org.modelioc.runtime.stage;

import java.util.ArrayList;
import java.util.List;
import org.modelioc.runtime.engine.InferenceException;
import org.modelioc.runtime.engine.Model;
import org.modelioc.runtime.engine.ModelLoadException;
import org.modelioc.runtime.engine.OnnxEngine;
import org.modelioc.runtime.engine.Session;
import org.modelioc.runtime.tensor.ConversionException;
import org.modelioc.runtime.tensor.Tensor;
import org.modelioc.schema.model.ModelDefinition;
import org.modelioc.schema.problem.SourcePosition;
import org.modelioc.schema.stage.OnnxDefinition;
import org.modelioc.schema.yaml.Words;

/**
 * A model with one tensor in and one out, on a session of its own. Numbers are checked on their way into its tensor, as they are
 * into the model of the pipeline.
 */
final class OnnxStage extends ReshapingStage {

    private final Model model;
    private final Session session;
    private final Tensor takes;
    private final Tensor gives;

    private OnnxStage(Model model, Session session, Shape output) {
        super(output, false);
        this.model = model;
        this.session = session;
        this.takes = session.inputs().getFirst();
        this.gives = session.outputs().getFirst();
    }

    /**
     * Loads the model.
     *
     * @param definition names the file
     * @param shape      what it will get
     * @return the stage, to be closed by the caller
     * @throws StageException if the file cannot be used, or the model does not take that shape
     */
    static OnnxStage open(OnnxDefinition definition, Shape shape) throws StageException {
        SourcePosition at = SourcePosition.of(definition.fileAt());
        String name = String.valueOf(definition.file().getFileName());
        Model model = null;
        Session session = null;
        try {
            model = new OnnxEngine().load(new ModelDefinition(name, at, definition.file(), at, List.of(), List.of()));
            checkOneOfEach(model, definition);
            session = model.newSession(shape.sizes().getFirst());
            return new OnnxStage(model, session, output(session, shape, definition));
        } catch (ModelLoadException e) {
            close(model, session);
            // the place is shown by who shows the problem
            String text = e.getMessage();
            throw new StageException(text.startsWith(at + ": ") ? text.substring((at + ": ").length()) : text,
                definition.fileAt());
        } catch (StageException | RuntimeException | Error e) {
            close(model, session);
            throw e;
        }
    }

    private static void checkOneOfEach(Model model, OnnxDefinition definition) throws StageException {
        if (model.inputs().size() != 1 || model.outputs().size() != 1) {
            throw new StageException(definition.file() + " takes " + Words.count(model.inputs().size(), "tensor") + " and gives "
                + model.outputs().size() + "; a stage takes one and gives one", definition.fileAt());
        }
    }

    private static Shape output(Session session, Shape shape, OnnxDefinition definition) throws StageException {
        Tensor takes = session.inputs().getFirst();
        if (!Shape.of(takes.type()).matches(shape)) {
            throw new StageException(definition.file() + " takes " + takes + ", and gets " + shape, definition.fileAt());
        }
        Shape gives = Shape.of(session.outputs().getFirst().type());
        int batch = shape.sizes().getFirst();
        if (!gives.sizes().isEmpty() && gives.sizes().getFirst() == batch) {
            return gives;
        }
        if (batch != 1) {
            throw new StageException(definition.file() + " gives " + session.outputs().getFirst() + " for a batch of " + batch
                + "; the first size must be the batch", definition.fileAt());
        }
        List<Integer> sizes = new ArrayList<>(List.of(1));
        sizes.addAll(gives.sizes());
        return new Shape(sizes);
    }

    private static void close(Model model, Session session) {
        if (session != null) {
            session.close();
        }
        if (model != null) {
            model.close();
        }
    }

    @Override
    public void apply(double[] from, double[] to) throws InferenceException {
        try {
            takes.setAll(0, from, 0, takes.size());
            session.run();
            gives.getAll(0, to, 0, gives.size());
        } catch (ConversionException e) {
            throw new InferenceException("model '" + model.name() + "': " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        close(model, session);
    }
}
