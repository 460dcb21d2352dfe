package org.modelioc.schema.pipeline;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.modelioc.schema.problem.SourcePosition;
import org.modelioc.schema.pv.PvDefinition;
import org.modelioc.schema.pv.PvSet;
import org.modelioc.schema.tensor.TensorItem;
import org.modelioc.schema.tensor.TensorMapping;
import org.modelioc.schema.type.PvType;
import org.modelioc.schema.type.PvTypeReader;
import org.modelioc.schema.yaml.Mark;
import org.modelioc.schema.yaml.Problems;
import org.modelioc.schema.yaml.Section;
import org.modelioc.schema.yaml.Suggestions;
import org.modelioc.schema.yaml.Words;
import org.modelioc.schema.yaml.YamlMapping;
import org.modelioc.schema.yaml.YamlNode;
import org.modelioc.schema.yaml.YamlScalar;
import org.modelioc.schema.yaml.YamlSequence;

/** Reads what fills the input tensors of a pipeline, and what its output tensors fill. */
final class MappingReader {

    /** With more problems than this, no more suggestions are sought: each one looks at all PVs. */
    private static final int MOST_SUGGESTIONS = 100;

    private final String prefix;
    private final PvSet inputs;
    private final PvSet outputs;
    private final Problems problems;
    /** Where each output PV, or column of one, is set. */
    private final Map<String, Mark> written = new HashMap<>();

    /**
     * One tensor as it was read.
     *
     * @param mapping   the items without faults
     * @param countable whether these are all, of types that are known
     */
    record Read(TensorMapping mapping, boolean countable) {
    }

    MappingReader(String prefix, PvSet inputs, PvSet outputs, Problems problems) {
        this.prefix = prefix;
        this.inputs = inputs;
        this.outputs = outputs;
        this.problems = problems;
    }

    /**
     * Reads one tensor.
     *
     * @param entry the tensor and its items
     * @param input whether it is an input of the model
     * @return what was read; empty if it is of the wrong kind or not all of it can be read
     */
    Optional<Read> read(YamlMapping.Entry entry, boolean input) {
        Tensor tensor = new Tensor(input, input ? new HashMap<>() : written);
        boolean whole = switch (entry.value()) {
            case YamlSequence list -> tensor.inOrder(list);
            case YamlMapping named when !named.entries().isEmpty() -> tensor.byFeature(named);
            default -> {
                problems.add(entry.value().at(), Words.quote(entry.key().text()) + " must be a list of PVs, such as [A, B], or a"
                    + " mapping of features to PVs, not " + entry.value().describe());
                yield false;
            }
        };
        return whole ? Optional.of(new Read(new TensorMapping(entry.key().text(), SourcePosition.of(entry.key().at()),
            tensor.items), tensor.countable)) : Optional.empty();
    }

    /** Reads the items of one tensor. */
    private final class Tensor {

        private final boolean input;
        private final PvSet own;
        private final Map<String, Mark> seen;
        private final List<TensorItem> items = new ArrayList<>();
        private boolean countable = true;
        private Mark lastMark;
        private SourcePosition lastPlace;

        Tensor(boolean input, Map<String, Mark> seen) {
            this.input = input;
            this.own = input ? inputs : outputs;
            this.seen = seen;
        }

        /** Whether all items are of the right kind; what they refer to need not exist. */
        boolean inOrder(YamlSequence list) {
            boolean whole = true;
            for (YamlNode node : list.items()) {
                whole &= item(node, Optional.empty(), node.at());
            }
            return whole;
        }

        boolean byFeature(YamlMapping mapping) {
            boolean whole = true;
            for (YamlMapping.Entry entry : mapping.distinct(problems)) {
                Optional<String> feature = Optional.of(entry.key().text());
                List<YamlNode> nodes =
                    !input && entry.value() instanceof YamlSequence several ? several.items() : List.of(entry.value());
                for (YamlNode node : nodes) {
                    whole &= item(node, feature, entry.key().at());
                }
                if (nodes.isEmpty()) {
                    problems.add(entry.value().at(), "an empty list takes no PV; remove " + Words.quote(feature.get()));
                }
            }
            return whole;
        }

        private boolean item(YamlNode node, Optional<String> feature, Mark at) {
            SourcePosition place = place(at);
            if (node instanceof YamlScalar scalar && !scalar.isNull()) {
                if (input && scalar.isNumber() && inputs.find(scalar.text()).isEmpty()) {
                    OptionalDouble number = scalar.number("a constant", problems);
                    number.ifPresent(value -> items.add(new TensorItem(place, feature, OptionalInt.empty(),
                        new TensorItem.Constant(List.of(value)))));
                    return number.isPresent();
                }
                reference(scalar, feature, OptionalInt.empty(), place);
                return true;
            }
            if (node instanceof YamlMapping mapping && input) {
                return constant(mapping, feature, place);
            }
            if (node instanceof YamlMapping mapping && feature.isPresent()) {
                return pick(mapping, feature, place);
            }
            problems.add(node.at(), "the name of a PV is due here, not " + node.describe());
            return false;
        }

        /** The place of an item; all PVs that a pattern stands for have one. */
        private SourcePosition place(Mark at) {
            if (at != lastMark) {
                lastMark = at;
                lastPlace = SourcePosition.of(at);
            }
            return lastPlace;
        }

        private boolean constant(YamlMapping mapping, Optional<String> feature, SourcePosition place) {
            Optional<Section> section =
                Section.of(mapping, mapping.at(), "an item that is no PV", List.of("constant"), problems);
            section.ifPresent(given -> given.require("constant"));
            Optional<YamlNode> node = section.flatMap(given -> given.node("constant"));
            List<Double> numbers = new ArrayList<>();
            if (node.isPresent() && node.get() instanceof YamlSequence) {
                section.get().numbers("constant").ifPresent(all -> {
                    for (double number : all) {
                        numbers.add(number);
                    }
                });
                if (((YamlSequence) node.get()).items().isEmpty()) {
                    problems.add(node.get().at(), "'constant' is empty; at least one number is due");
                }
            } else {
                section.ifPresent(given -> given.number("constant").ifPresent(numbers::add));
            }
            if (!numbers.isEmpty()) {
                items.add(new TensorItem(place, feature, OptionalInt.empty(), new TensorItem.Constant(numbers)));
            }
            return !numbers.isEmpty();
        }

        private boolean pick(YamlMapping mapping, Optional<String> feature, SourcePosition place) {
            Optional<Section> section =
                Section.of(mapping, mapping.at(), "a number of a feature", List.of("pv", "index"), problems);
            section.ifPresent(given -> given.require("pv", "index"));
            Optional<YamlScalar> pv = section.flatMap(given -> given.scalar("pv"));
            Optional<Long> index = section.flatMap(given ->
                given.whole("index", -PvTypeReader.MOST_ELEMENTS, PvTypeReader.MOST_ELEMENTS));
            if (pv.isPresent() && index.isPresent()) {
                reference(pv.get(), feature, OptionalInt.of(index.get().intValue()), place);
            }
            return pv.isPresent() && index.isPresent();
        }

        private void reference(YamlScalar scalar, Optional<String> feature, OptionalInt index, SourcePosition place) {
            String text = scalar.text();
            int dot = text.indexOf('.') < 0 || own.find(text).isPresent() ? -1 : text.indexOf('.');
            String name = dot < 0 ? text : text.substring(0, dot);
            Optional<PvDefinition> pv = own.find(name);
            if (pv.isPresent() || own.isEmpty()) {
                own.touch(name);
            }
            if (pv.isEmpty() && input) {
                pv = outputs.find(name);
            }
            if (pv.isEmpty() || own.isDoubtful(name) || outputs.isDoubtful(name)) {
                countable = false;
                if (pv.isEmpty() && !own.isEmpty() && scalar.resolved()) {
                    reportUnknown(scalar, name);
                }
                first(scalar, text);
                // stands for what it may be, so that what else refers to it is checked
                items.add(new TensorItem(place, feature, index, new TensorItem.Pv(name, PvType.DOUBLE, Optional.empty())));
                return;
            }
            List<TensorItem.Pv> sources = sources(scalar, pv.get(), dot < 0 ? Optional.empty()
                : Optional.of(text.substring(dot + 1)));
            countable &= !sources.isEmpty();
            if (feature.isPresent() && sources.size() > 1) {
                problems.add(scalar.at(), "a feature is one column, and the table " + Words.quote(name) + " has "
                    + sources.size() + "; name one, such as " + sources.getFirst());
                countable = false;
            }
            for (TensorItem.Pv source : sources) {
                if (first(scalar, source.toString())) {
                    items.add(new TensorItem(place, feature, index, source));
                } else {
                    countable = false;
                }
            }
        }

        /** A PV, or the columns of a table. */
        private List<TensorItem.Pv> sources(YamlScalar scalar, PvDefinition pv, Optional<String> column) {
            String numbers = input ? "a model takes numbers, and " : "a model gives numbers, and ";
            if (!(pv.type() instanceof PvType.Table table)) {
                if (column.isPresent()) {
                    problems.add(scalar.at(), Words.quote(scalar.text()) + " asks for a column, and " + Words.quote(pv.name())
                        + " is no table but of type " + pv.type().yaml());
                    return List.of();
                }
                if (pv.type().text()) {
                    problems.add(scalar.at(), numbers + Words.quote(pv.name()) + " is of type " + pv.type().yaml());
                    return List.of();
                }
                return List.of(new TensorItem.Pv(pv.name(), pv.type(), Optional.empty()));
            }
            List<String> names = table.numbers().stream().map(PvType.Table.Column::name).toList();
            Optional<PvType.Table.Column> text = table.columns().stream().filter(one -> !one.value().numeric()).findFirst();
            if (!input && text.isPresent() || names.isEmpty()) {
                problems.add(scalar.at(), numbers + "the column " + Words.quote(text.orElseThrow().name()) + " of the table "
                    + Words.quote(pv.name()) + " holds text");
                return List.of();
            }
            if (column.isPresent() && !names.contains(column.get())) {
                problems.add(scalar.at(), "the table " + Words.quote(pv.name()) + " has no column of numbers "
                    + Words.quote(column.get()) + ", only " + Words.list(names) + Suggestions.didYouMean(column.get(), names));
                return List.of();
            }
            return column.map(List::of).orElse(names).stream().map(name ->
                new TensorItem.Pv(pv.name(), pv.type(), Optional.of(name))).toList();
        }

        private boolean first(YamlScalar scalar, String key) {
            Mark before = seen.putIfAbsent(key, scalar.at());
            if (before != null) {
                problems.add(scalar.at(), "the PV " + Words.quote(key) + (input
                    ? " is listed a second time for this tensor" : " is set a second time") + "; the first is at " + before);
            }
            return before == null;
        }

        private void reportUnknown(YamlScalar scalar, String name) {
            String text = "there is no PV " + Words.quote(name) + " in '" + own.section() + "'";
            if (!input && inputs.find(name).isPresent()) {
                inputs.touch(name);
                text = "the PV " + Words.quote(name) + " is one of 'inputs'; only PVs of 'outputs' can stand here";
            } else if (!prefix.isEmpty() && name.startsWith(prefix)
                && own.find(name.substring(prefix.length())).isPresent()) {
                own.touch(name.substring(prefix.length()));
                text += "; names stand without the prefix, did you mean " + Words.quote(name.substring(prefix.length())) + "?";
            } else if (problems.count() < MOST_SUGGESTIONS) {
                // a PV that nothing refers to is the likelier one
                Optional<String> close = Suggestions.closest(name, own.names(false))
                    .or(() -> Suggestions.closest(name, own.names(true)));
                close.ifPresent(own::touch);
                text += close.or(() -> input ? Suggestions.closest(name, outputs.names(true)) : Optional.empty())
                    .map(meant -> "; did you mean " + Words.quote(meant) + "?").orElse("");
            }
            problems.add(scalar.at(), text);
        }
    }
}
