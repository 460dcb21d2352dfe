package org.modelioc.schema.json;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.modelioc.schema.stage.LookupDefinition;
import org.modelioc.schema.stage.ReduceDefinition;
import org.modelioc.schema.stage.ReplaceMissingDefinition;
import org.modelioc.schema.stage.ResizeDefinition;
import org.modelioc.schema.stage.SmoothDefinition;
import org.modelioc.schema.stage.StageProvider;

/** The schema of one stage in {@code before} or {@code after}: its name, and its keys. */
final class StageSchema {

    private static final int MOST_AXES = 16;
    private static final int MOST_PIXELS = 65_536;
    private static final int MOST_INDEX = 999_999_999;
    private static final String INTEGRAL = Values.words(ReduceDefinition.Method.INTEGRAL).getFirst();
    private static final String EXPONENTIAL = Values.words(SmoothDefinition.Method.EXPONENTIAL).getFirst();

    private StageSchema() {
    }

    static Schema of(List<StageProvider> providers) {
        Map<String, Object> stages = new LinkedHashMap<>();
        stages.put("scale", scale());
        stages.put("normalise", normalise());
        stages.put("clip", clip());
        stages.put("polynomial", polynomial());
        stages.put("lookup", lookup());
        stages.put("log", base("y = log(x) to a base. Of 0 it is -∞, of less it is NaN."));
        stages.put("exp", base("y = base to the power x."));
        stages.put("replace-missing", replaceMissing());
        stages.put("smooth", smooth());
        stages.put("threshold", threshold());
        stages.put("softmax", whole().key("axis", axis()).schema().described("y = exp(x) / Σ exp(x) along an axis."));
        stages.put("window", window());
        stages.put("reduce", reduce());
        stages.put("resample", resample());
        stages.put("argmax", whole().key("axis", axis()).schema()
            .described("The index of the largest along an axis, which it removes."));
        stages.put("one-hot", whole()
            .required("classes", Values.whole(2, 1_000_000).described("Length of the new axis."))
            .schema().described("A class index becomes a new last axis, with 1 at the index and 0 elsewhere."));
        stages.put("resize", resize());
        stages.put("crop", crop());
        stages.put("grey", whole().schema().described(
            "Red, green and blue become one brightness: [batch, height, width, 3] becomes [batch, height, width]."));
        stages.put("permute", whole().required("axes", Values.list(Values.whole(0, MOST_AXES - 1)).and("uniqueItems", true)
                .described("Which axis comes at each place: 0 (the batch) first, each other once."))
            .schema().described("The axes in another order, such as [0, 3, 1, 2] for channels first."));
        stages.put("reshape", whole().required("sizes", Values.list(Values.whole(1, 1 << 27))
                .described("The sizes behind the batch, slowest first."))
            .schema().described("The same numbers in the same order by other axes."));
        stages.put("flatten", whole().schema().described("All numbers along one axis behind the batch."));
        stages.put("onnx", whole().required("file", file("A model (ONNX) with one tensor in and one out"))
            .schema().described("A model of its own, between the PVs and the model of the pipeline."));
        stages.put("expression", elementwise()
            .required("is", Schema.of("type", List.of("string", "number", "boolean")).and("pattern", "\\S").described(
                "What y is, such as x * 0.001 + {TEMP} / 100: CALC of EPICS over x and PVs of the pipeline by their names."))
            .schema().described("y by an expression."));
        providers.forEach(provider -> stages.putIfAbsent(provider.name(), extension(provider)));
        return Schema.of("type", "object").and("properties", stages).and("additionalProperties", false)
            .and("minProperties", 1).and("maxProperties", 1)
            .described("A step on the numbers x of one tensor, which gives y.");
    }

    /** Of a stage that works on the whole tensor. */
    private static Mapping whole() {
        return new Mapping().key("tensor", Schema.of("type", List.of("string", "number", "boolean"))
            .described("The tensor, one that the pipeline maps PVs to on this side; not needed if there is only one."));
    }

    /** Of a stage that works element by element. */
    private static Mapping elementwise() {
        Schema element = Schema.of("type", List.of("string", "integer", "boolean")).and("minimum", 0).and("maximum", MOST_INDEX);
        return whole().key("elements", Values.list(element).and("uniqueItems", true)
            .described("The part of the last axis that it works on: indices from 0, or PVs mapped to them. All if not given."));
    }

    private static Schema file(String what) {
        return Schema.of("type", List.of("string", "number", "boolean")).and("pattern", "\\S")
            .described(what + ", relative to the folder of this file.");
    }

    private static Schema axis() {
        return Values.whole(-MOST_AXES, MOST_AXES).and("not", Schema.of("const", 0)).otherwise(-1)
            .described("Which axis, as the tensor's type counts them: 1 is the first after the batch, -1 the last.");
    }

    private static Schema scale() {
        return elementwise()
            .key("factor", Values.elementNumbers().otherwise(1).described("One number, or one an element."))
            .key("offset", Values.elementNumbers().otherwise(0).described("One number, or one an element."))
            .schema().and("anyOf", List.of(Mapping.has("factor"), Mapping.has("offset")))
            .described("y = factor · x + offset; at least one of them.");
    }

    private static Schema normalise() {
        Schema range = new Mapping()
            .required("low", Values.number()).required("high", Values.number().described("Above 'low'."))
            .schema().described("Where minimum and maximum go; 0 to 1 if not given.");
        Schema noRange = Schema.of("not", Mapping.has("range"));
        List<Schema> kinds = List.of(
            without("mean", "deviation", "minimum", "maximum").and("required", List.of("from")),
            without("from", "minimum", "maximum").and("required", List.of("mean", "deviation")).and("allOf", List.of(noRange)),
            without("from", "mean", "deviation").and("required", List.of("minimum", "maximum")));
        return elementwise()
            .key("from", Values.choice(List.of("card")).described("The numbers are those of the model's card."))
            .key("mean", Values.elementNumbers().described("One number, or one an element."))
            .key("deviation", Values.elementNumbers(Values.numberAbove(0))
                .described("Standard deviation, above 0: one number, or one an element."))
            .key("minimum", Values.elementNumbers().described("One number, or one an element."))
            .key("maximum", Values.elementNumbers().described("Above 'minimum': one number, or one an element."))
            .key("range", range)
            .key("inverse", Values.truth().otherwise(false).described("Undoes what the same stage without it does."))
            .schema().and("oneOf", kinds)
            .described("To mean 0 and deviation 1, y = (x - mean) / deviation; or from minimum … maximum to a range.");
    }

    private static Schema without(String... keys) {
        return Schema.of("not", Schema.of("anyOf", List.of(keys).stream().map(Mapping::has).toList()));
    }

    private static Schema clip() {
        return elementwise()
            .key("low", Values.elementNumbers().described("Lower bound: one number, or one an element."))
            .key("high", Values.elementNumbers().described("Upper bound, above 'low': one number, or one an element."))
            .schema().and("anyOf", List.of(Mapping.has("low"), Mapping.has("high")))
            .described("y = min(max(x, low), high); at least one of them.");
    }

    private static Schema polynomial() {
        return elementwise()
            .required("coefficients", Values.list(Values.number()).described("From that of x⁰ on."))
            .schema().described("y = c₀ + c₁·x + c₂·x² + …");
    }

    private static Schema lookup() {
        Schema point = Values.list(Values.number()).and("minItems", 2).and("maxItems", 2);
        return elementwise()
            .key("points", Values.list(point).and("minItems", 2)
                .described("[x, y] of each point; the x go strictly up or strictly down."))
            .key("file", file("A CSV file with x and y on each line"))
            .key("extrapolate", Values.choice(Values.words(LookupDefinition.Extrapolate.values()))
                .otherwise(Values.words(LookupDefinition.Extrapolate.CLAMP).getFirst())
                .described("Beyond the ends: the value of the end, the line of the last two points, or NaN."))
            .schema().and("oneOf", List.of(Mapping.has("points"), Mapping.has("file")))
            .described("A calibration curve, linear between its points.");
    }

    private static Schema base(String description) {
        return elementwise()
            .key("base", Values.numberAbove(0).and("not", Schema.of("const", 1)).described("Above 0 and not 1; e if not given."))
            .schema().described(description);
    }

    private static Schema replaceMissing() {
        List<String> linear = Values.words(ReplaceMissingDefinition.By.LINEAR);
        List<String> words = Values.words(ReplaceMissingDefinition.By.LAST, ReplaceMissingDefinition.By.LINEAR);
        Schema by = Schema.of("anyOf", List.of(Values.number(), Schema.of("enum", words)));
        return elementwise()
            .required("by", by.described("A number, the last good value of that element, or the line between good ones."))
            .key("axis", axis())
            .schema().and("allOf", List.of(
                Mapping.onlyWith("axis", mayBe("by", linear)),
                Schema.of("if", Mapping.has("by", linear)).and("then", Schema.of("not", Mapping.has("elements")))))
            .described("Puts a number where there is NaN or an infinity.");
    }

    /** The condition that a key has one of these values, or a macro that may become one. */
    private static Schema mayBe(String key, List<String> values) {
        Schema value = Schema.of("anyOf", List.of(Schema.of("enum", values), Schema.reference(Values.MACRO)));
        return Schema.of("properties", Map.of(key, value));
    }

    private static Schema smooth() {
        List<String> methods = Values.words(SmoothDefinition.Method.values());
        List<String> moving = methods.stream().filter(method -> !method.equals(EXPONENTIAL)).toList();
        return elementwise()
            .required("method", Values.choice(methods).described("A first-order low pass, or over the last samples."))
            .key("time-constant",
                Schema.of("anyOf", List.of(Values.numberAbove(0), Values.quantity(ConfigurationSchema.TIMES)))
                    .described("Of 'exponential': a number of evaluations, or a time such as 2 s."))
            .key("samples", Values.whole(2, 100_000).described("Of 'mean' and 'median': how many evaluations."))
            .schema().and("allOf", List.of(
                Schema.of("oneOf", List.of(Mapping.has("time-constant"), Mapping.has("samples"))),
                Mapping.onlyWith("time-constant", mayBe("method", List.of(EXPONENTIAL))),
                Mapping.onlyWith("samples", mayBe("method", moving))))
            .described("Each element over the evaluations.");
    }

    private static Schema threshold() {
        return elementwise()
            .required("levels", Values.elementNumbers().described("One level, or several that go strictly up."))
            .schema().described("The class of x: how many of the levels it reaches.");
    }

    private static Schema window() {
        return whole()
            .required("samples", Values.whole(2, 1_000_000)
                .described("Samples in the window: the last evaluations, or with 'duration' equidistant points in time."))
            .key("duration", Values.quantity(ConfigurationSchema.TIMES)
                .described("The time from the first sample to the last, such as 2 s. Each is the one that held at its time."))
            .key("until-full", Values.choice(List.of("nan", "repeat")).otherwise("nan")
                .described("What is missing at first: NaN, or the first sample."))
            .schema().described("The last samples become a sequence: [batch, features] becomes [batch, samples, features].");
    }

    private static Schema reduce() {
        return whole()
            .required("method", Values.choice(Values.words(ReduceDefinition.Method.values())).described("Which number."))
            .key("axis", axis())
            .key("step", Values.numberAbove(0).otherwise(1).described("Distance of two points, for 'integral'."))
            .schema().and("allOf", List.of(Mapping.onlyWith("step", mayBe("method", List.of(INTEGRAL)))))
            .described("One number of all along an axis, which it removes.");
    }

    private static Schema resample() {
        return whole()
            .required("points", Values.whole(2, 10_000_000).described("How many there shall be."))
            .key("axis", axis())
            .schema().described("Another number of equidistant points along an axis, linear in between.");
    }

    private static Schema resize() {
        return whole()
            .required("width", Values.whole(1, MOST_PIXELS).described("Pixels in a row."))
            .required("height", Values.whole(1, MOST_PIXELS).described("Rows."))
            .key("method", Values.choice(Values.words(ResizeDefinition.Method.values()))
                .otherwise(Values.words(ResizeDefinition.Method.BILINEAR).getFirst())
                .described("Between the four pixels around a place, the pixel at a place, or the mean of an area."))
            .schema().described("An image of another size: [batch, height, width] or [batch, height, width, 3].");
    }

    private static Schema crop() {
        return whole()
            .key("x", Values.whole(0, MOST_PIXELS).otherwise(0).described("Columns to the left of the rectangle."))
            .key("y", Values.whole(0, MOST_PIXELS).otherwise(0).described("Rows above it."))
            .required("width", Values.whole(1, MOST_PIXELS).described("Its columns."))
            .required("height", Values.whole(1, MOST_PIXELS).described("Its rows."))
            .schema().described("A rectangle of an image: [batch, height, width] or [batch, height, width, 3].");
    }

    private static Schema extension(StageProvider provider) {
        Mapping keys = elementwise();
        provider.keys().forEach(key -> keys.key(key, new Schema(Map.of())));
        return keys.schema().described("A stage of " + provider.getClass().getName() + ".");
    }
}
