package org.modelioc.schema.json;

import java.util.List;
import org.modelioc.schema.model.Device;

/** The schema of a model. */
final class ModelSchema {

    private ModelSchema() {
    }

    static Schema model() {
        Schema any = Schema.of("type", "string");
        return new Mapping()
            .key("file", Values.filledLine().described("The model file (ONNX, TorchScript), or the folder that holds it with its"
                + " card; relative to the folder of this file."))
            .key("watch", Values.filledLine().described("Instead of 'file': a folder in which every folder is a version of the"
                + " model, with its card. The newest is served, and one that comes later takes over."))
            .required("inputs", Mapping.named(any, Schema.reference("tensorType"))
                .described("The tensors that the file must take, by name; checked when it is loaded."))
            .required("outputs", Mapping.named(any, Schema.reference("tensorType"))
                .described("The tensors that the file must give, by name; checked when it is loaded."))
            .key("engine", Values.pattern("[a-z][a-z0-9-]*").described("onnx or torchscript; without it, the ending of the file"
                + " tells: .pt is TorchScript."))
            .key("device", Values.pattern("cpu|auto|cuda:[0-9]{1,2}").otherwise(Device.CPU.toString())
                .described("Where it computes. auto measures, and takes the faster."))
            .key("memory-limit", Values.quantity(ConfigurationSchema.SIZES)
                .described("Most memory that it takes on a graphics processor, from 1 MiB to 1024 GiB."))
            .key("latency-budget", Values.quantity(ConfigurationSchema.TIMES)
                .described("A new version whose run takes longer does not take over; from 1 us to 1 min."))
            .key("asg", Values.filledLine().described("Access security group of the PVs that change the model;"
                + " without it that of the other built-in PVs."))
            .schema().and("oneOf", List.of(Mapping.has("file"), Mapping.has("watch")));
    }
}
