package org.modelioc.runtime.stage;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.modelioc.schema.stage.ArgmaxDefinition;
import org.modelioc.schema.stage.ClipDefinition;
import org.modelioc.schema.stage.CropDefinition;
import org.modelioc.schema.stage.ElementNumbers;
import org.modelioc.schema.stage.ExpDefinition;
import org.modelioc.schema.stage.ExpressionDefinition;
import org.modelioc.schema.stage.ExtensionDefinition;
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
import org.modelioc.schema.stage.ThresholdDefinition;
import org.modelioc.schema.stage.WindowDefinition;

/** Makes a stage of its definition, for one shape. */
final class StageMaker {

    private final Shape shape;
    private final int[] elements;
    private final StageContext context;

    private StageMaker(Shape shape, int[] elements, StageContext context) {
        this.shape = shape;
        this.elements = elements;
        this.context = context;
    }

    /**
     * Makes a stage.
     *
     * @param definition what it shall do
     * @param shape      the shape of what it will get
     * @param context    what it may need besides
     * @return the stage, to be closed by the caller
     * @throws StageException if it cannot work on that shape
     */
    static Stage make(StageDefinition definition, Shape shape, StageContext context) throws StageException {
        return new StageMaker(shape, elements(definition, shape, context.card()), context).make(definition);
    }

    private static int[] elements(StageDefinition definition, Shape shape, Optional<Features> card) throws StageException {
        List<Integer> indices = new ArrayList<>(definition.target().elements().indices());
        for (int i = 0; i < indices.size(); i++) {
            if (indices.get(i) < 0) {
                indices.set(i, place(definition.target().elements().features().get(i), card));
            }
            if (indices.get(i) >= shape.last()) {
                throw new StageException("there is no element " + indices.get(i) + ": the last axis of " + shape
                    + " has those from 0 to " + (shape.last() - 1));
            }
            if (indices.subList(0, i).contains(indices.get(i))) {
                throw new StageException("its 'elements' have number " + indices.get(i) + " of the last axis twice");
            }
        }
        return indices.isEmpty() ? IntStream.range(0, shape.last()).toArray()
            : indices.stream().mapToInt(Integer::intValue).toArray();
    }

    private Stage make(StageDefinition definition) throws StageException {
        return switch (definition) {
            case ScaleDefinition scale -> new ScaleStage(shape, elements, spread("factor", scale.factor()),
                spread("offset", scale.offset()));
            case ClipDefinition clip -> new ClipStage(shape, elements, spread("low", clip.low()), spread("high", clip.high()));
            case NormaliseDefinition normalise -> new Normalising(shape, elements, context.card()).stage(normalise);
            case PolynomialDefinition polynomial ->
                new PolynomialStage(shape, elements, array(polynomial.coefficients()));
            case LookupDefinition lookup -> new LookupStage(shape, elements, lookup.curve(), lookup.extrapolate());
            case LogDefinition log -> new LogStage(shape, elements, log.base());
            case ExpDefinition exp -> new ExpStage(shape, elements, exp.base());
            case ReplaceMissingDefinition missing -> switch (missing.by()) {
                case NUMBER -> new ReplaceStage(shape, elements, missing.number());
                case LAST -> new LastGoodStage(shape, elements);
                case LINEAR -> new InterpolateStage(shape, Axis.of(shape, missing.axis()));
            };
            case SmoothDefinition smooth -> switch (smooth.method()) {
                case EXPONENTIAL -> smooth.time().isPresent()
                    ? new TimedExponentialStage(shape, elements, smooth.time().get().toNanos())
                    : new ExponentialStage(shape, elements, smooth.samples());
                case MEAN -> new MovingMeanStage(shape, elements, (int) smooth.samples());
                case MEDIAN -> new MovingMedianStage(shape, elements, (int) smooth.samples());
            };
            case ThresholdDefinition threshold -> new ThresholdStage(shape, elements, array(threshold.levels()));
            case SoftmaxDefinition softmax -> new SoftmaxStage(shape, Axis.of(shape, softmax.axis()));
            case WindowDefinition window -> window.duration().isPresent()
                ? new TimedWindowStage(shape, window.samples(), window.duration().get().toNanos(), window.repeat())
                : new WindowStage(shape, window.samples(), window.repeat());
            case ReduceDefinition reduce ->
                new ReduceStage(shape, Axis.of(shape, reduce.axis()), reduce.method(), reduce.step());
            case ResampleDefinition resample ->
                new ResampleStage(shape, Axis.of(shape, resample.axis()), resample.points());
            case ArgmaxDefinition argmax -> new ArgmaxStage(shape, Axis.of(shape, argmax.axis()));
            case OneHotDefinition oneHot -> new OneHotStage(shape, oneHot.classes());
            case ResizeDefinition resize ->
                new ResizeStage(ImageShape.of(shape), resize.width(), resize.height(), resize.method());
            case CropDefinition crop ->
                new CropStage(ImageShape.of(shape), crop.x(), crop.y(), crop.width(), crop.height());
            case GreyDefinition _ -> new GreyStage(ImageShape.of(shape));
            case PermuteDefinition permute -> new PermuteStage(shape, permute.axes());
            case ReshapeDefinition reshape -> new ReshapeStage(shape, reshape.sizes());
            case ExpressionDefinition expression -> ExpressionStage.of(expression, shape, elements, context.pvs());
            case OnnxDefinition onnx -> OnnxStage.open(onnx, shape);
            case ExtensionDefinition extension -> extension(extension);
        };
    }

    /** The place of a feature, by its name on the card or its index. */
    private static int place(String feature, Optional<Features> card) throws StageException {
        int known = card.map(Features::names).orElse(List.of()).indexOf(feature);
        if (known < 0 && !feature.matches("[0-9]{1,9}")) {
            throw new StageException("the model's card has no feature '" + feature + "' of this tensor");
        }
        return known >= 0 ? known : Integer.parseInt(feature);
    }

    private Stage extension(ExtensionDefinition definition) throws StageException {
        if (definition instanceof StageFactory factory) {
            return factory.create(shape, elements);
        }
        throw new StageException("its definition, " + definition.getClass().getName() + ", does not implement "
            + StageFactory.class.getName() + ", so there is no way to make the stage");
    }

    /** One number an element. */
    static double[] spread(String key, ElementNumbers numbers, int elements) throws StageException {
        if (!numbers.fits(elements)) {
            throw new StageException("'" + key + "' must have one number an element, which are " + elements + ", not "
                + numbers.numbers().size());
        }
        return numbers.spread(elements);
    }

    private double[] spread(String key, ElementNumbers numbers) throws StageException {
        return spread(key, numbers, elements.length);
    }

    private static double[] array(List<Double> numbers) {
        return numbers.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
