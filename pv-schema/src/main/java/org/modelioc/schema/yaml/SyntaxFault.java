package org.modelioc.schema.yaml;

import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/** What a YAML syntax error means for the person who wrote the file. */
final class SyntaxFault {

    private SyntaxFault() {
    }

    /** Where to look: for what was opened and never closed, its beginning; otherwise where reading stopped. */
    static Mark at(MarkedYAMLException fault) {
        String problem = String.valueOf(fault.getProblem());
        boolean beginning = fault.getContextMark() != null
            && (problem.contains("could not find expected ':'") || problem.startsWith("found unexpected end of stream"));
        return beginning || fault.getProblemMark() == null ? fault.getContextMark() : fault.getProblemMark();
    }

    /**
     * The fault in one sentence.
     *
     * @param fault what SnakeYAML found
     * @param text  the text of the file
     */
    static String describe(MarkedYAMLException fault, String text) {
        String problem = String.valueOf(fault.getProblem());
        if (tabIndents(fault.getProblemMark(), text)) {
            return "a tab stands in the indentation; YAML allows only blanks there";
        }
        if (problem.contains("that cannot start any token")) {
            String character = problem.replaceFirst("(?s)found character '(.*?)' that.*", "$1");
            return "text cannot begin with the character '" + character + "'; put the text in quotes";
        }
        if (problem.startsWith("mapping values are not allowed here")) {
            return "a ':' cannot stand here; text that has ': ' in it or ends in ':' needs quotes,"
                + " and each key begins a line with the same indentation as its neighbours";
        }
        if (problem.startsWith("sequence entries are not allowed here")) {
            return "a list item '- ' cannot stand here; begin each item on a line of its own";
        }
        if (problem.contains("could not find expected ':'")) {
            return "this line is neither 'key: value' nor part of the text above; a ': ' is missing, or a quote or bracket";
        }
        if (problem.startsWith("found unexpected end of stream")) {
            return "the quote that opens here is never closed";
        }
        if (problem.startsWith("found unknown escape character")) {
            return "unknown escape in double quotes; write '\\\\' for a backslash, or use single quotes";
        }
        return inContext(fault, problem);
    }

    /** A fault that is told by what was being read. */
    private static String inContext(MarkedYAMLException fault, String problem) {
        String context = String.valueOf(fault.getContext());
        if (problem.startsWith("expected the node content")) {
            return "a value is missing here, or text that begins with one of , [ ] { } ? : - needs quotes";
        }
        if (problem.contains("document start")) {
            return "this does not belong to what stands above; the keys of the file begin in the first column";
        }
        if (context.contains("flow sequence")) {
            return "',' or ']' is missing: the list that opens at " + place(fault) + " is not closed before this";
        }
        if (context.contains("flow mapping")) {
            return "',' or '}' is missing: the mapping that opens at " + place(fault)
                + " is not closed before this; text with brackets or commas in it needs quotes";
        }
        if (context.contains("block mapping") || context.contains("block collection")) {
            return "this does not fit what begins at " + place(fault)
                + ": it needs the same indentation, or text that begins or goes on here needs quotes";
        }
        if (context.contains("block scalar")) {
            return "a '|' or '>' begins a block of text on the next lines; text that begins with it needs quotes";
        }
        if (context.contains("an anchor") || context.contains("an alias")) {
            return "the name behind '&' or '*' must be letters and digits; text that begins with '&' or '*' needs quotes";
        }
        if (context.contains("a tag") || problem.contains(" tag ")) {
            return "YAML tags are not allowed; text that begins with '!' needs quotes";
        }
        if (context.contains("directive")) {
            return "a '%' in the first column begins a YAML directive, and this is none that is known; remove it";
        }
        return "not readable as YAML: " + problem.replaceAll("<(.*?)>", "$1").replaceAll("\\s+", " ").strip();
    }

    private static String place(MarkedYAMLException fault) {
        Mark mark = fault.getContextMark();
        return mark == null ? "its beginning" : "line " + (mark.getLine() + 1) + ", column " + (mark.getColumn() + 1);
    }

    /** Whether there is a tab among the blanks that the line of the fault begins with. */
    private static boolean tabIndents(Mark mark, String text) {
        if (mark == null) {
            return false;
        }
        String line = text.lines().skip(mark.getLine()).findFirst().orElse("");
        for (int i = 0; i < line.length() && (line.charAt(i) == ' ' || line.charAt(i) == '\t'); i++) {
            if (line.charAt(i) == '\t') {
                return true;
            }
        }
        return false;
    }
}
