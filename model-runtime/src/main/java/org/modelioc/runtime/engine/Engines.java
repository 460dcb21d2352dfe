package org.modelioc.runtime.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import org.modelioc.schema.model.ModelDefinition;
import org.modelioc.schema.yaml.Suggestions;

/** The engines there are: the two that are built in, and those of jars on the class path. */
public final class Engines {

    private final List<Engine> engines;

    private Engines(List<Engine> engines) {
        this.engines = List.copyOf(engines);
    }

    /**
     * Looks for them.
     *
     * @return the built-in ones first
     * @throws java.util.ServiceConfigurationError if a jar with an engine cannot be used
     */
    public static Engines find() {
        List<Engine> engines = new ArrayList<>(List.of(new OnnxEngine(), new TorchScriptEngine()));
        ServiceLoader.load(ExtraEngine.class).forEach(engines::add);
        return new Engines(engines);
    }

    /**
     * The engine of a model.
     *
     * @param definition the model, whose file is one file
     * @return the one that it names; else the one that the name of its file tells; else ONNX Runtime
     * @throws ModelLoadException if there is none of the name that it gives
     */
    public Engine of(ModelDefinition definition) throws ModelLoadException {
        Optional<String> key = definition.options().engine();
        if (key.isEmpty()) {
            return engines.stream().filter(engine -> engine.reads(definition.file())).findFirst().orElse(engines.getFirst());
        }
        List<String> keys = engines.stream().map(Engine::key).toList();
        return engines.stream().filter(engine -> engine.key().equals(key.get())).findFirst()
            .orElseThrow(() -> new ModelLoadException(definition.at() + ": model '" + definition.name()
                + "': there is no engine '" + key.get() + "'; there are " + String.join(", ", keys)
                + Suggestions.didYouMean(key.get(), keys)));
    }
}
