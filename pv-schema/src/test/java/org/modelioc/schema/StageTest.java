package org.modelioc.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.modelioc.schema.problem.InvalidConfigurationException;
import org.modelioc.schema.stage.ArgmaxDefinition;
import org.modelioc.schema.stage.ClipDefinition;
import org.modelioc.schema.stage.CropDefinition;
import org.modelioc.schema.stage.ElementNumbers;
import org.modelioc.schema.stage.Elements;
import org.modelioc.schema.stage.ExpDefinition;
import org.modelioc.schema.stage.ExpressionDefinition;
import org.modelioc.schema.stage.ExpressionText;
import org.modelioc.schema.stage.GreyDefinition;
import org.modelioc.schema.stage.LogDefinition;
import org.modelioc.schema.stage.LookupDefinition;
import org.modelioc.schema.stage.NormaliseDefinition;
import org.modelioc.schema.stage.OneHotDefinition;
import org.modelioc.schema.stage.OnnxDefinition;
import org.modelioc.schema.stage.PermuteDefinition;
import org.modelioc.schema.stage.PolynomialDefinition;
import org.modelioc.schema.stage.ReduceDefinition;
import org.modelioc.schema.stage.ReplaceMissingDefinition;
import org.modelioc.schema.stage.ResampleDefinition;
import org.modelioc.schema.stage.ReshapeDefinition;
import org.modelioc.schema.stage.ResizeDefinition;
import org.modelioc.schema.stage.ScaleDefinition;
import org.modelioc.schema.stage.SmoothDefinition;
import org.modelioc.schema.stage.SoftmaxDefinition;
import org.modelioc.schema.stage.StageDefinition;
import org.modelioc.schema.stage.StageTarget;
import org.modelioc.schema.stage.ThresholdDefinition;
import org.modelioc.schema.stage.WindowDefinition;
import org.modelioc.schema.yaml.Mark;
import org.modelioc.schema.yaml.YamlScalar;

/** Every stage: what its YAML means, and what is said of each mistake in it. The stage stands at line 35. */
class StageTest {

    @TempDir
    private Path folder;

    /** The stage as the only one before the model, on the tensor {@code settings} of two PVs. */
    private Example with(String stage) {
        return Example.in(folder).with("      efficiency: [EFF:LEBT]\n",
            "      efficiency: [EFF:LEBT]\n    before:\n      - " + stage + "\n");
    }

    private StageTarget target(String stage, Integer... elements) {
        return new StageTarget(stage, new Mark(folder.resolve("ioc.yaml").toString(), 35, 9), "settings",
            new Elements(List.of(elements), false));
    }

    private static ElementNumbers one(double number) {
        return ElementNumbers.common(number);
    }

    private static ElementNumbers each(Double... numbers) {
        return ElementNumbers.each(Arrays.asList(numbers));
    }

    private void means(String stage, StageDefinition definition) throws InvalidConfigurationException {
        assertThat(with(stage).read().pipelines().getFirst().before()).as(stage).containsExactly(definition);
    }

    @Test
    void scale() throws Exception {
        means("scale: {factor: 0.001, offset: [1, 2]}", new ScaleDefinition(target("scale"), one(0.001), each(1.0, 2.0)));
        means("scale: {offset: -3, elements: [1]}", new ScaleDefinition(target("scale", 1), one(1), one(-3)));
    }

    @Test
    void clip() throws Exception {
        means("clip: {low: -1}", new ClipDefinition(target("clip"), one(-1), one(Double.POSITIVE_INFINITY)));
        means("clip: {high: [1, 2]}", new ClipDefinition(target("clip"), one(Double.NEGATIVE_INFINITY), each(1.0, 2.0)));
    }

    @Test
    void normalise() throws Exception {
        means("normalise: {from: card}", normalise(new NormaliseDefinition.CardDeviation(), false));
        means("normalise: {from: card, range: {low: -1, high: 1}, inverse: true}",
            normalise(new NormaliseDefinition.CardExtent(new NormaliseDefinition.Span(-1, 1)), true));
        means("normalise: {mean: 3, deviation: [1, 2], inverse: false}",
            normalise(new NormaliseDefinition.Deviation(one(3), each(1.0, 2.0)), false));
        means("normalise: {minimum: 3, maximum: 5}",
            normalise(new NormaliseDefinition.Extent(one(3), one(5), new NormaliseDefinition.Span(0, 1)), false));
    }

    private NormaliseDefinition normalise(NormaliseDefinition.Figures figures, boolean inverse) {
        return new NormaliseDefinition(target("normalise"), figures, inverse);
    }

    @Test
    void curves() throws Exception {
        means("polynomial: {coefficients: [1, 0, -2]}",
            new PolynomialDefinition(target("polynomial"), List.of(1.0, 0.0, -2.0)));
        means("lookup: {points: [[0, 1], [-2, 3]], extrapolate: nan}", new LookupDefinition(target("lookup"),
            new LookupDefinition.Curve(List.of(0.0, -2.0), List.of(1.0, 3.0)), LookupDefinition.Extrapolate.NAN));
        means("log: {base: 10}", new LogDefinition(target("log"), 10));
        means("exp: {}", new ExpDefinition(target("exp"), Math.E));
        means("threshold: {levels: 50}", new ThresholdDefinition(target("threshold"), List.of(50.0)));
        means("threshold: {levels: [20, 50]}", new ThresholdDefinition(target("threshold"), List.of(20.0, 50.0)));
    }

    @Test
    void replaceMissing() throws Exception {
        means("replace-missing: {by: 0.5}", missing(ReplaceMissingDefinition.By.NUMBER, 0.5, -1));
        means("replace-missing: {by: last}", missing(ReplaceMissingDefinition.By.LAST, Double.NaN, -1));
        means("replace-missing: {by: linear, axis: 1}", missing(ReplaceMissingDefinition.By.LINEAR, Double.NaN, 1));
    }

    private ReplaceMissingDefinition missing(ReplaceMissingDefinition.By by, double number, int axis) {
        return new ReplaceMissingDefinition(target("replace-missing"), by, number, axis);
    }

    @Test
    void smooth() throws Exception {
        means("smooth: {method: exponential, time-constant: 2.5}",
            new SmoothDefinition(target("smooth"), SmoothDefinition.Method.EXPONENTIAL, 2.5));
        means("smooth: {method: exponential, time-constant: 2.5 s}", new SmoothDefinition(target("smooth"),
            SmoothDefinition.Method.EXPONENTIAL, Double.NaN, Optional.of(Duration.ofMillis(2500))));
        means("smooth: {method: exponential, time-constant: 1e2}",
            new SmoothDefinition(target("smooth"), SmoothDefinition.Method.EXPONENTIAL, 100));
        means("smooth: {method: mean, samples: 8}", new SmoothDefinition(target("smooth"), SmoothDefinition.Method.MEAN, 8));
        means("smooth: {method: median, samples: 5}", new SmoothDefinition(target("smooth"), SmoothDefinition.Method.MEDIAN, 5));
    }

    @Test
    void alongAnAxis() throws Exception {
        means("softmax: {}", new SoftmaxDefinition(target("softmax"), -1));
        means("argmax: {axis: 1}", new ArgmaxDefinition(target("argmax"), 1));
        means("window: {samples: 20}", new WindowDefinition(target("window"), 20, false));
        means("window: {samples: 20, until-full: repeat}", new WindowDefinition(target("window"), 20, true));
        means("window: {samples: 20, duration: 2 s}",
            new WindowDefinition(target("window"), 20, Optional.of(Duration.ofSeconds(2)), false));
        means("reduce: {method: integral, axis: -2, step: 0.1}",
            new ReduceDefinition(target("reduce"), ReduceDefinition.Method.INTEGRAL, -2, 0.1));
        means("resample: {points: 100}", new ResampleDefinition(target("resample"), -1, 100));
        means("one-hot: {classes: 4}", new OneHotDefinition(target("one-hot"), 4));
    }

    @Test
    void imagesAndModels() throws Exception {
        means("resize: {width: 64, height: 48}",
            new ResizeDefinition(target("resize"), 64, 48, ResizeDefinition.Method.BILINEAR));
        means("resize: {width: 64, height: 48, method: area}",
            new ResizeDefinition(target("resize"), 64, 48, ResizeDefinition.Method.AREA));
        means("crop: {x: 10, y: 20, width: 64, height: 48}", new CropDefinition(target("crop"), 10, 20, 64, 48));
        means("crop: {width: 64, height: 48}", new CropDefinition(target("crop"), 0, 0, 64, 48));
        means("grey: {}", new GreyDefinition(target("grey")));
        means("permute: {axes: [0, 3, 1, 2]}", new PermuteDefinition(target("permute"), List.of(0, 3, 1, 2)));
        means("reshape: {sizes: [2, 1]}", new ReshapeDefinition(target("reshape"), List.of(2, 1)));
        means("onnx: {file: encoder.onnx}", new OnnxDefinition(target("onnx"), folder.resolve("encoder.onnx"),
            new Mark(folder.resolve("ioc.yaml").toString(), 35, 22)));
        means("flatten: {}", new ReshapeDefinition(target("flatten"), List.of()));
    }

    @Test
    void expression() throws Exception {
        String file = folder.resolve("ioc.yaml").toString();
        means("expression: {is: \"x * 0.001 + {SOL2:DI:SP} / 100\"}", new ExpressionDefinition(target("expression"),
            new ExpressionText("is", new YamlScalar(new Mark(file, 35, 26), "x * 0.001 + {SOL2:DI:SP} / 100", true, List.of(),
                true, true))));
        means("expression: {elements: [1], is: x + SOL1:DI:SP}", new ExpressionDefinition(target("expression", 1),
            new ExpressionText("is", new YamlScalar(new Mark(file, 35, 41), "x + SOL1:DI:SP", false, List.of(), true, true))));
        assertThat(with("expression: {is: $(ANY=x) + 1}").read().pipelines().getFirst().before()).hasSize(1);
        assertThat(with("expression:\n          is: |\n            x >\n            1 ? 2 : 3").read().pipelines().getFirst()
            .before()).hasSize(1);
    }

    @Test
    void expressionsAfterTheModelMayUseOutputsToo() throws Exception {
        String list = "      efficiency: [EFF:LEBT]\n    after:\n      - expression: {is: x + EFF:LEBT + SOL1:DI:SP}\n";
        assertThat(Example.in(folder).with("      efficiency: [EFF:LEBT]\n", list).read().pipelines().getFirst().after())
            .hasSize(1);
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
            arguments("scale: {}", "35:9", "the stage 'scale' needs a 'factor' or an 'offset'"),
            arguments("scale: {factor: .inf}", "35:25", "'factor' must be a number, not '.inf', which is infinite"),
            arguments("scale: {factor: [1, 2, 3], elements: [0, 1]}", "35:25",
                "'factor' must have one number an element, which are 2, not 3"),
            arguments("scale: {factor: []}", "35:25", "'factor' is empty; at least one number is due"),
            arguments("scale: {faktor: 2, offset: 1}", "35:17",
                "unknown key 'faktor' in stage 'scale' of 'before'; allowed are tensor,"
                + " elements, factor, offset; did you mean 'factor'?"),
            arguments("clip: {}", "35:9", "the stage 'clip' needs 'low', 'high' or both"),
            arguments("clip: {low: 2, high: 1}", "35:30", "'high' must be above 'low', which is 2, not 1"),
            arguments("clip: {low: [0, 1], high: [1, 1]}", "35:35", "'high' must be above 'low', which is 1, not 1"),
            arguments("clip: {low: [0, 1], high: [1, 2, 3]}", "35:35",
                "'high' must have as many numbers as 'low', which has 2, not 3"),
            arguments("normalise: {}", "35:9",
                "the stage 'normalise' needs exactly one of: 'from: card', 'mean' and 'deviation', or"
                + " 'minimum' and 'maximum'"),
            arguments("normalise: {mean: 1, minimum: 1}", "35:9",
                "the stage 'normalise' needs exactly one of: 'from: card', 'mean' and"
                + " 'deviation', or 'minimum' and 'maximum'"),
            arguments("normalise: {from: cart}", "35:27", "'from' must be one of card, not 'cart'; did you mean 'card'?"),
            arguments("normalise: {mean: 1}", "35:9", "missing key 'deviation' in stage 'normalise' of 'before'"),
            arguments("normalise: {mean: 1, deviation: [1, 0]}", "35:41", "'deviation' must be above 0, not 0"),
            arguments("normalise: {mean: 1, deviation: 1, range: {low: 0, high: 1}}", "35:51",
                "'range' goes with 'minimum' and 'maximum' or with 'from: card', not with 'mean'"),
            arguments("normalise: {minimum: 1}", "35:9", "missing key 'maximum' in stage 'normalise' of 'before'"),
            arguments("normalise: {minimum: 1, maximum: 0}", "35:42", "'maximum' must be above 'minimum', which is 1, not 0"),
            arguments("normalise: {minimum: 0, maximum: 1, range: {low: 1, high: -1}}", "35:67",
                "'high' must be above 'low', which is 1, not -1"),
            arguments("normalise: {from: card, inverse: maybe}", "35:42",
                "'inverse' must be true or false, not the text 'maybe'"),
            arguments("polynomial: {}", "35:9", "missing key 'coefficients' in stage 'polynomial' of 'before'"),
            arguments("polynomial: {coefficients: 1}", "35:36", "'coefficients' must be a list of numbers, not the number '1'"),
            arguments("polynomial: {coefficients: [1, x]}", "35:40",
                "each item of 'coefficients' must be a number, not the text 'x'"),
            arguments("lookup: {}", "35:9",
                "the stage 'lookup' needs either 'points' or a 'file', such as points: [[0, 0], [10, 0.12]]"),
            arguments("lookup: {points: [[0, 0]], file: x.csv}", "35:42",
                "the stage 'lookup' needs either 'points' or a 'file', not both"),
            arguments("lookup: {points: [[0, 0]]}", "35:26", "a curve needs at least two points, not 1"),
            arguments("lookup: {points: [[0, 0], [1]]}", "35:35", "each row of 'points' must have 2 numbers, not 1"),
            arguments("lookup: {points: [[0, 0], [1, 1], [1, 2]]}", "35:43",
                "the x of a curve must go strictly up or strictly down, but 1 follows 1"),
            arguments("lookup: {points: [[0, 0], [-1, 1], [3, 2]]}", "35:44",
                "the x of a curve must go strictly up or strictly down, but 3 follows -1"),
            arguments("lookup: {points: [[0, 0], [1, 1]], extrapolate: const}", "35:57",
                "'extrapolate' must be one of clamp, linear, nan, not 'const'"),
            arguments("log: {base: 0}", "35:21", "'base' must be above 0, not 0"),
            arguments("exp: {base: 1}", "35:21", "'base' must not be 1"),
            arguments("replace-missing: {}", "35:9", "missing key 'by' in stage 'replace-missing' of 'before'"),
            arguments("replace-missing: {by: latest}", "35:31", "'by' must be a number, or one of last, linear, not 'latest'"),
            arguments("replace-missing: {by: 0, axis: 1}", "35:40", "'axis' goes with 'by: linear' only"),
            arguments("replace-missing: {by: linear, elements: [0]}", "35:39",
                "'elements' cannot be used here: the stage 'replace-missing' works on the whole tensor"),
            arguments("smooth: {}", "35:9", "missing key 'method' in stage 'smooth' of 'before'"),
            arguments("smooth: {method: mode, samples: 3}", "35:26",
                "'method' must be one of exponential, mean, median, not 'mode'"),
            arguments("smooth: {method: mean}", "35:9", "missing key 'samples' in stage 'smooth' of 'before'"),
            arguments("smooth: {method: mean, samples: 1}", "35:41", "'samples' must be a whole number from 2 to 100000, not 1"),
            arguments("smooth: {method: mean, samples: 2, time-constant: 1}", "35:59",
                "'time-constant' does not go with this method; give 'samples'"),
            arguments("smooth: {method: exponential, time-constant: 0}", "35:54", "'time-constant' must be above 0, not 0"),
            arguments("smooth: {method: exponential, time-constant: soon}", "35:54",
                "'time-constant' must be a number, not the text 'soon'"),
            arguments("smooth: {method: exponential, time-constant: 2 d}", "35:54",
                "'time-constant' must be a duration such as '5 ms', '60 s', '2 min' or '1 h': unknown unit 'd'; units are us, ms,"
                + " s, min, h"),
            arguments("smooth: {method: exponential, time-constant: 0 s}", "35:54",
                "'time-constant' must be from 1 us to 24 h, not '0 s'"),
            arguments("threshold: {}", "35:9", "missing key 'levels' in stage 'threshold' of 'before'"),
            arguments("threshold: {levels: [2, 2]}", "35:29", "'levels' must go strictly up, but 2 follows 2"),
            arguments("softmax: {axis: 0}", "35:25",
                "'axis' must not be 0, which is the batch; 1 is the first after it, -1 the last"),
            arguments("softmax: {axis: 17}", "35:25", "'axis' must be a whole number from -16 to 16, not 17"),
            arguments("softmax: {elements: [0]}", "35:19",
                "'elements' cannot be used here: the stage 'softmax' works on the whole tensor"),
            arguments("window: {}", "35:9", "missing key 'samples' in stage 'window' of 'before'"),
            arguments("window: {samples: 20 s}", "35:27",
                "'samples' must be a whole number from 2 to 1000000, not '20 s'; write the number alone, without a unit"),
            arguments("window: {samples: 2, until-full: zero}", "35:42", "'until-full' must be one of nan, repeat, not 'zero'"),
            arguments("window: {samples: 2, duration: 2}", "35:40",
                "'duration' must be a duration such as '5 ms', '60 s', '2 min' or '1 h': '2' has no unit; units are us, ms, s,"
                + " min, h"),
            arguments("window: {samples: 2, duration: 25 h}", "35:40", "'duration' must be from 1 us to 24 h, not '25 h'"),
            arguments("window: {duration: 2 s}", "35:9", "missing key 'samples' in stage 'window' of 'before'"),
            arguments("reduce: {}", "35:9", "missing key 'method' in stage 'reduce' of 'before'"),
            arguments("reduce: {method: average}", "35:26",
                "'method' must be one of mean, median, min, max, rms, sum, integral, not 'average'"),
            arguments("reduce: {method: sum, step: 2}", "35:37", "'step' goes with 'method: integral' only"),
            arguments("reduce: {method: integral, step: -1}", "35:42", "'step' must be above 0, not -1"),
            arguments("resample: {}", "35:9", "missing key 'points' in stage 'resample' of 'before'"),
            arguments("resample: {points: 1}", "35:28", "'points' must be a whole number from 2 to 10000000, not 1"),
            arguments("one-hot: {classes: 1}", "35:28", "'classes' must be a whole number from 2 to 1000000, not 1"),
            arguments("resize: {width: 64}", "35:9", "missing key 'height' in stage 'resize' of 'before'"),
            arguments("resize: {width: 0, height: 1}", "35:25", "'width' must be a whole number from 1 to 65536, not 0"),
            arguments("resize: {width: 1, height: 1, method: cubic}", "35:47",
                "'method' must be one of bilinear, nearest, area, not 'cubic'"),
            arguments("crop: {x: -1, width: 1, height: 1}", "35:19", "'x' must be a whole number from 0 to 65536, not -1"),
            arguments("grey: {elements: [0]}", "35:16",
                "'elements' cannot be used here: the stage 'grey' works on the whole tensor"),
            arguments("permute: {}", "35:9", "missing key 'axes' in stage 'permute' of 'before'"),
            arguments("permute: {axes: [1, 0]}", "35:25", "'axes' must begin with 0, which is the batch and stays where it is"),
            arguments("permute: {axes: [0, 2, 2]}", "35:25", "'axes' must have each axis from 0 to 2 once, such as [0, 2, 1]"),
            arguments("permute: {axes: [0, 3, 1]}", "35:25", "'axes' must have each axis from 0 to 2 once, such as [0, 2, 1]"),
            arguments("permute: {axes: [0, -1]}", "35:29", "each item of 'axes' must be a whole number from 0 to 15, not -1"),
            arguments("reshape: {sizes: [2, 1.5]}", "35:30",
                "each item of 'sizes' must be a whole number from 1 to 134217728, not 1.5"),
            arguments("onnx: {}", "35:9", "missing key 'file' in stage 'onnx' of 'before'"),
            arguments("onnx: {file: [a, b]}", "35:22",
                "'file' must name an ONNX model, relative to the folder of this file, not a list"),
            arguments("onnx: {file: ''}", "35:22",
                "'file' must name an ONNX model, relative to the folder of this file, not the text '' in quotes"),
            arguments("expression: {}", "35:9", "missing key 'is' in stage 'expression' of 'before'"),
            arguments("expression: {is: [x]}", "35:26", "'is' must be text or a number, not a list"),
            arguments("expression: {is: \" \"}", "35:27", "'is', column 1: the expression is empty"),
            arguments("expression: {is: x +}", "35:29",
                "'is', column 4: an operand is missing at the end: a PV, a number, a function or '('"),
            arguments("expression: {is: 'x + {SOL3:DI:SP}'}", "35:31",
                "'is', column 5: there is no PV 'SOL3:DI:SP'; did you mean 'SOL1:DI:SP'?"),
            arguments("expression: {is: \"x + \\x41\"}", "35:26",
                "'is', column 5: there is no PV 'A'; operands are PVs by name, not CALC's letters"),
            arguments("expression: {is: x * $(ANY=y)}", "35:26",
                "'is', column 5: there is no PV 'y'; operands are PVs by name, not CALC's letters"),
            arguments("expression: {is: \"x + {EFF:LEBT}\"}", "35:31", "'is', column 5: there is no PV 'EFF:LEBT'"),
            arguments("expression: {is: 'SQRT(x, 2)'}", "35:33", "'is', column 7: SQRT takes one argument"),
            arguments("reshape: {sizes: []}", "35:26", "'sizes' is empty; at least one number is due"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void mistakeIsShownAtItsPlace(String stage, String at, String text) {
        assertThat(with(stage).problems()).containsExactly("ioc.yaml:" + at + ": " + text);
    }

    @ParameterizedTest
    @CsvSource({"window: {samples: 3}, true", "reduce: {method: mean}, true", "resample: {points: 3}, true", "argmax: {}, true",
        "one-hot: {classes: 3}, true", "flatten: {}, true", "grey: {}, true", "softmax: {}, false", "exp: {}, false"})
    void onlyStagesThatChangeTheShapeLeaveTheCountOfPvsToTheModel(String stage, boolean reshapes) throws Exception {
        Example three = with(stage).with("[batch, 2]", "[batch, 3]");
        if (reshapes) {
            assertThat(three.read().pipelines().getFirst().before().getFirst().reshapes()).isTrue();
        } else {
            assertThat(three.problems()).containsExactly(
                "ioc.yaml:31:7: the tensor 'settings' of type float32[batch, 3] needs 3 PVs, but 2 are listed");
        }
    }
}
