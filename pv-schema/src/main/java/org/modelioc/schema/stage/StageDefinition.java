package org.modelioc.schema.stage;

/**
 * One stage: a step on one tensor of a pipeline. The set is closed but for {@link ExtensionDefinition}, the stages that jars
 * on the class path bring along.
 */
public sealed interface StageDefinition permits ArgmaxDefinition, ClipDefinition, CropDefinition, ExpDefinition,
        ExpressionDefinition, ExtensionDefinition, GreyDefinition, LogDefinition, LookupDefinition, NormaliseDefinition,
        OneHotDefinition, OnnxDefinition, PermuteDefinition, PolynomialDefinition, ReduceDefinition,
        ReplaceMissingDefinition, ResampleDefinition, ReshapeDefinition, ResizeDefinition, ScaleDefinition, SmoothDefinition,
        SoftmaxDefinition, ThresholdDefinition, WindowDefinition {

    /**
     * What it works on.
     *
     * @return name and place of the stage, tensor and elements
     */
    StageTarget target();

    /**
     * Whether what it gives may have another shape than what it takes.
     *
     * @return false if it works in place
     */
    default boolean reshapes() {
        return false;
    }
}
