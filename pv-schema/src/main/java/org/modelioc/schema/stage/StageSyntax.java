package org.modelioc.schema.stage;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * How one stage is written.
 *
 * @param keys   its keys besides {@code tensor} and {@code elements}
 * @param reader reads its mapping; empty if that has faults
 */
record StageSyntax(List<String> keys, Function<StageSection, Optional<? extends StageDefinition>> reader) {

    /** The built-in stages by name, in the order to show them. */
    static Map<String, StageSyntax> builtIn() {
        Map<String, StageSyntax> stages = new LinkedHashMap<>();
        stages.put("scale", new StageSyntax(ScaleDefinition.KEYS, ScaleDefinition::read));
        stages.put("normalise", new StageSyntax(NormaliseDefinition.KEYS, NormaliseDefinition::read));
        stages.put("clip", new StageSyntax(ClipDefinition.KEYS, ClipDefinition::read));
        stages.put("polynomial", new StageSyntax(PolynomialDefinition.KEYS, PolynomialDefinition::read));
        stages.put("lookup", new StageSyntax(LookupDefinition.KEYS, LookupDefinition::read));
        stages.put("log", new StageSyntax(LogDefinition.KEYS, LogDefinition::read));
        stages.put("exp", new StageSyntax(ExpDefinition.KEYS, ExpDefinition::read));
        stages.put("replace-missing", new StageSyntax(ReplaceMissingDefinition.KEYS, ReplaceMissingDefinition::read));
        stages.put("smooth", new StageSyntax(SmoothDefinition.KEYS, SmoothDefinition::read));
        stages.put("threshold", new StageSyntax(ThresholdDefinition.KEYS, ThresholdDefinition::read));
        stages.put("softmax", new StageSyntax(SoftmaxDefinition.KEYS, SoftmaxDefinition::read));
        stages.put("window", new StageSyntax(WindowDefinition.KEYS, WindowDefinition::read));
        stages.put("reduce", new StageSyntax(ReduceDefinition.KEYS, ReduceDefinition::read));
        stages.put("resample", new StageSyntax(ResampleDefinition.KEYS, ResampleDefinition::read));
        stages.put("argmax", new StageSyntax(ArgmaxDefinition.KEYS, ArgmaxDefinition::read));
        stages.put("one-hot", new StageSyntax(OneHotDefinition.KEYS, OneHotDefinition::read));
        stages.put("resize", new StageSyntax(ResizeDefinition.KEYS, ResizeDefinition::read));
        stages.put("crop", new StageSyntax(CropDefinition.KEYS, CropDefinition::read));
        stages.put("grey", new StageSyntax(GreyDefinition.KEYS, GreyDefinition::read));
        stages.put("permute", new StageSyntax(PermuteDefinition.KEYS, PermuteDefinition::read));
        stages.put("reshape", new StageSyntax(ReshapeDefinition.KEYS, ReshapeDefinition::read));
        stages.put("flatten", new StageSyntax(ReshapeDefinition.FLATTEN_KEYS, ReshapeDefinition::readFlatten));
        stages.put("onnx", new StageSyntax(OnnxDefinition.KEYS, OnnxDefinition::read));
        stages.put("expression", new StageSyntax(ExpressionDefinition.KEYS, ExpressionDefinition::read));
        return stages;
    }
}
