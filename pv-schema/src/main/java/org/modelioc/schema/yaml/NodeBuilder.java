package org.modelioc.schema.yaml;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.reader.StreamReader;

/**
 * Makes nodes of SnakeYAML's parse events. The events and not its node graph, because they tell the place of each fault:
 * an alias without an anchor, too deep nesting, a second document.
 */
final class NodeBuilder {

    private static final int DEEPEST = 50;
    /** Nodes that a document may have once its aliases are followed, so that a small file cannot stand for a huge one. */
    private static final long MOST_NODES = 5_000_000;
    private static final int SHORT_TEXT = 16;
    private static final int MOST_TEXTS = 1_000;

    private final String file;
    private final String text;
    private final Problems problems;
    private final Iterator<Event> events;
    private final Map<String, Anchored> anchors = new HashMap<>();
    /** Short texts: the keys and most values of a large file are the same few, and are kept once. */
    private final Map<String, String> texts = new HashMap<>();
    private long nodes;
    // the char offset that belongs to a code point index, kept from event to event
    private int knownIndex;
    private int knownOffset;

    /** An anchor's node, null while it is being read, and how many nodes it stands for. */
    private record Anchored(YamlNode node, long nodes) {
    }

    /** Ends the reading; the reason has been reported. */
    private static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1;

        Unreadable() {
            super(null, null, false, false);
        }
    }

    private NodeBuilder(String file, String text, Problems problems) {
        this.file = file;
        this.text = text;
        this.problems = problems;
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(Integer.MAX_VALUE);
        this.events = new Yaml(options).parse(new StringReader(text)).iterator();
    }

    /**
     * Reads a text that must be one document.
     *
     * @param file     its name in problems
     * @param text     the text, without byte order mark
     * @param problems takes the reasons if it cannot be read
     * @return the root node, if the whole document could be read
     */
    static Optional<YamlNode> build(String file, String text, Problems problems) {
        if (!printable(file, text, problems)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new NodeBuilder(file, text, problems).document());
        } catch (MarkedYAMLException e) {
            problems.add(mark(file, SyntaxFault.at(e)), SyntaxFault.describe(e, text));
        } catch (YAMLException e) {
            problems.add(Mark.whole(file), "not readable as YAML: " + e.getMessage().lines().findFirst().orElse(""));
        } catch (Unreadable e) {
            // reported where it was found
        }
        return Optional.empty();
    }

    private static boolean printable(String file, String text, Problems problems) {
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            int point = text.codePointAt(i);
            if ((point < ' ' || point > '~') && !StreamReader.isPrintable(point)) {
                problems.add(LineCounter.end(file, text.substring(0, i)),
                    "the character " + Words.codePoint(point) + " is not allowed in YAML; remove it");
                return false;
            }
        }
        return true;
    }

    private YamlNode document() throws Unreadable {
        events.next();
        if (events.next().is(Event.ID.StreamEnd)) {
            problems.add(Mark.whole(file), "is empty: there is nothing but blanks and comments in it");
            throw new Unreadable();
        }
        YamlNode root = node((NodeEvent) events.next(), 1);
        events.next();
        Event next = events.next();
        if (!next.is(Event.ID.StreamEnd)) {
            throw unreadable(next, "a second YAML document begins here; one file holds one document, remove the '---'");
        }
        return root;
    }

    private YamlNode node(NodeEvent event, int depth) throws Unreadable {
        if (depth > DEEPEST) {
            throw unreadable(event, "nested deeper than the " + DEEPEST + " levels that are allowed");
        }
        if (event instanceof AliasEvent alias) {
            return aliased(alias);
        }
        count(event, 1);
        long before = nodes - 1;
        if (event.getAnchor() != null) {
            anchors.put(event.getAnchor(), new Anchored(null, 0));
        }
        YamlNode node = switch (event) {
            case ScalarEvent scalar -> scalar(scalar);
            case MappingStartEvent mapping -> mapping(mapping, depth);
            case CollectionStartEvent sequence -> sequence(sequence, depth);
            default -> throw new IllegalStateException("not the start of a node: " + event);
        };
        if (event.getAnchor() != null) {
            anchors.put(event.getAnchor(), new Anchored(node, nodes - before));
        }
        return node;
    }

    private YamlNode aliased(AliasEvent alias) throws Unreadable {
        String name = alias.getAnchor();
        Anchored anchored = anchors.get(name);
        if (anchored == null) {
            throw unreadable(alias, "the alias '*" + name + "' has no anchor '&" + name + "' before it"
                + " (text that begins with '*' needs quotes)" + Suggestions.didYouMean(name, anchors.keySet()));
        }
        if (anchored.node == null) {
            throw unreadable(alias, "the alias '*" + name + "' stands inside what it stands for");
        }
        count(alias, anchored.nodes);
        return anchored.node;
    }

    private void count(Event at, long more) throws Unreadable {
        nodes += more;
        if (nodes > MOST_NODES) {
            throw unreadable(at, "more than " + MOST_NODES + " values, aliases followed; that many are not allowed");
        }
    }

    private YamlNode mapping(MappingStartEvent start, int depth) throws Unreadable {
        refuseTag(start, start.getTag());
        List<YamlMapping.Entry> entries = new ArrayList<>();
        for (Event event = events.next(); !event.is(Event.ID.MappingEnd); event = events.next()) {
            YamlNode key = node((NodeEvent) event, depth + 1);
            YamlNode value = node((NodeEvent) events.next(), depth + 1);
            if (key instanceof YamlScalar name) {
                entries.add(new YamlMapping.Entry(name, value));
            } else {
                problems.add(mark(file, event.getStartMark()), "a key must be text, not " + key.describe()
                    + "; text that begins with '[' or '{' needs quotes");
            }
        }
        return new YamlMapping(mark(file, start.getStartMark()), entries);
    }

    private YamlNode sequence(CollectionStartEvent start, int depth) throws Unreadable {
        refuseTag(start, start.getTag());
        List<YamlNode> items = new ArrayList<>();
        for (Event event = events.next(); !event.is(Event.ID.SequenceEnd); event = events.next()) {
            items.add(node((NodeEvent) event, depth + 1));
        }
        return new YamlSequence(mark(file, start.getStartMark()), items);
    }

    private YamlNode scalar(ScalarEvent event) {
        refuseTag(event, event.getTag());
        Mark at = mark(file, event.getStartMark());
        List<Mark> macros = List.of();
        if (MacroText.mayHaveMacros(event.getValue())) {
            int start = offset(event.getStartMark());
            macros = MacroText.openings(at, text, start, offset(event.getEndMark()));
        }
        return new YamlScalar(at, once(event.getValue()), !event.isPlain(), macros, true, verbatim(event));
    }

    private String once(String value) {
        if (value.length() > SHORT_TEXT) {
            return value;
        }
        String known = texts.get(value);
        if (known == null && texts.size() < MOST_TEXTS) {
            texts.put(value, value);
        }
        return known == null ? value : known;
    }

    /** Whether a text stands in the file as it is: no folding, no escapes, no block. */
    private boolean verbatim(ScalarEvent event) {
        String value = event.getValue();
        int start = offset(event.getStartMark());
        if (event.isPlain()) {
            return text.startsWith(value, start);
        }
        char quote = text.charAt(start);
        return (quote == '"' || quote == '\'') && text.startsWith(quote + value + quote, start);
    }

    /** A tag such as {@code !!str} would change what a value means; no value here needs one. */
    private void refuseTag(Event event, String tag) {
        if (tag != null && !tag.equals("!")) {
            problems.add(mark(file, event.getStartMark()), "the YAML tag "
                + Words.quote(tag.replace("tag:yaml.org,2002:", "!!"))
                + " is not allowed; remove it (text that begins with '!' needs quotes)");
        }
    }

    private int offset(org.yaml.snakeyaml.error.Mark mark) {
        knownOffset = text.offsetByCodePoints(knownOffset, mark.getIndex() - knownIndex);
        knownIndex = mark.getIndex();
        return knownOffset;
    }

    private Unreadable unreadable(Event at, String why) {
        problems.add(mark(file, at.getStartMark()), why);
        return new Unreadable();
    }

    private static Mark mark(String file, org.yaml.snakeyaml.error.Mark mark) {
        return new Mark(file, mark.getLine() + 1, mark.getColumn() + 1);
    }
}
