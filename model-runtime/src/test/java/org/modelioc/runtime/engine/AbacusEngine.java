package org.modelioc.runtime.engine;

import java.nio.file.Path;
import java.util.List;
import org.modelioc.schema.model.Device;
import org.modelioc.schema.model.ModelDefinition;

/** An engine as a jar of somebody's brings it. */
public final class AbacusEngine implements ExtraEngine {

    @Override
    public String key() {
        return "abacus";
    }

    @Override
    public String name() {
        return "Abacus";
    }

    @Override
    public boolean reads(Path file) {
        return file.toString().endsWith(".beads");
    }

    @Override
    public List<Device> devices() {
        return List.of(Device.CPU);
    }

    @Override
    public Model load(ModelDefinition definition, Device device) throws ModelLoadException {
        throw new ModelLoadException("no beads");
    }
}
