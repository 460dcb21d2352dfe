package org.modelioc.schema.json;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.modelioc.schema.tensor.ElementType;

/**
 * The kinds of values. Each of them may be a macro instead, and what comes out of that only the reader sees, so that any text
 * with a macro passes.
 */
final class Values {

    /** Definitions that the others refer to. */
    static final String MACRO = "macro";
    static final String LINE = "line";
    static final String NUMBER = "number";

    /** What stands for a macro, with others around or within it. */
    static final String ANY_MACRO = "\\$[({].*[)}]";
    private static final String NAME_SIGNS = "[A-Za-z0-9_\\-+:\\[\\]<>;]";
    private static final String DECIMAL = "(?:(?:0|[1-9][0-9]*)(?:\\.[0-9]*)?|\\.[0-9]+)";

    private Values() {
    }

    static Schema macro() {
        return Schema.of("type", "string").and("pattern", "(?:^|[^\\\\])" + ANY_MACRO)
            .described("A macro such as $(P), with a value from the command line or from 'macros', or with a default:"
                + " $(P=LEBT:).");
    }

    /** One line of text; what is a number or a boolean to YAML is taken as it is written. */
    static Schema line() {
        return Schema.of("type", List.of("string", "number", "boolean"))
            .and("pattern", "^[^\\u0000-\\u001f\\u007f-\\u009f]*$");
    }

    static Schema anyNumber() {
        return orMacro(Schema.of("type", "number"));
    }

    /** One line of text, of which something is visible. */
    static Schema filledLine() {
        return Schema.reference(LINE).and("pattern", "\\S");
    }

    /** The name of a file, without a folder. */
    static Schema fileName() {
        return Schema.reference(LINE).and("pattern", "^[A-Za-z0-9_\\-][A-Za-z0-9_.\\-]{0,99}$|" + ANY_MACRO);
    }

    static Schema number() {
        return Schema.reference(NUMBER);
    }

    static Schema numberAbove(double bound) {
        return orMacro(Schema.of("type", "number").and("exclusiveMinimum", bound));
    }

    static Schema numberFrom(double least) {
        return orMacro(Schema.of("type", "number").and("minimum", least));
    }

    static Schema whole(long least, long most) {
        return orMacro(Schema.of("type", "integer").and("minimum", least).and("maximum", most));
    }

    static Schema truth() {
        return orMacro(Schema.of("type", "boolean"));
    }

    static Schema choice(List<String> words) {
        return orMacro(Schema.of("enum", words));
    }

    /** Text of one form. */
    static Schema pattern(String regex) {
        return Schema.of("type", "string").and("pattern", "^(?:" + regex + ")$|" + ANY_MACRO);
    }

    /** A number with a unit. */
    static Schema quantity(List<String> units) {
        return Schema.of("type", "string")
            .and("pattern", "^\\s*\\+?" + DECIMAL + "[ \\t]*(?:" + String.join("|", units) + ")\\s*$|" + ANY_MACRO);
    }

    /** A list with one item at least. */
    static Schema list(Schema items) {
        return Schema.of("type", "array").and("items", items).and("minItems", 1);
    }

    /** A number for all elements, or one an element. */
    static Schema elementNumbers() {
        return elementNumbers(number());
    }

    static Schema elementNumbers(Schema number) {
        return Schema.of("anyOf", List.of(number, list(number)));
    }

    /** The name of a PV or model that is declared elsewhere in the file. */
    static Schema reference() {
        return name().and("type", List.of("string", "number", "boolean"));
    }

    /** Names with '*' for all PVs that match. */
    static Schema pvPattern() {
        String signs = "(?:" + NAME_SIGNS + "|\\*)*";
        return Schema.of("type", "string")
            .and("pattern", "^" + signs + "\\*" + signs + "$|^" + signs + ANY_MACRO + signs + "$");
    }

    /** A PV, or a column of a table. */
    static Schema pvOrColumn() {
        String signs = "(?:" + NAME_SIGNS + "|\\.)*";
        return Schema.of("type", List.of("string", "number", "boolean")).and("pattern",
            "^" + NAME_SIGNS + "+(?:\\.[A-Za-z_][A-Za-z0-9_]*)?$|^" + signs + ANY_MACRO + signs + "$");
    }

    /** A PV, pipeline or model. */
    static Schema name() {
        return Schema.of("pattern", "^" + NAME_SIGNS + "+$|" + aroundMacro());
    }

    /** What stands before names; it may be empty. */
    static Schema prefix() {
        return Schema.of("type", List.of("string", "number", "boolean"))
            .and("pattern", "^" + NAME_SIGNS + "*$|" + aroundMacro());
    }

    private static String aroundMacro() {
        return "^" + NAME_SIGNS + "*" + ANY_MACRO + NAME_SIGNS + "*$";
    }

    /** The type of a tensor. */
    static Schema tensorType() {
        String elements = String.join("|", Arrays.stream(ElementType.values()).map(ElementType::yaml).toList());
        String size = "\\s*(?:[1-9][0-9]{0,9}|[A-Za-z_][A-Za-z0-9_\\-]*)\\s*";
        return Schema.of("type", "string")
            .and("pattern", "^\\s*(?:" + elements + ")\\s*\\[" + size + "(?:," + size + ")*\\]\\s*$|" + ANY_MACRO)
            .described("Element type (" + elements.replace("|", ", ") + ") and sizes, slowest first, as in float32[batch, 10]."
                + " A name in place of a size leaves it open; the first is the batch.");
    }

    /** Words of an enum as the YAML has them. */
    static List<String> words(Enum<?>... values) {
        return Arrays.stream(values).map(value -> value.name().toLowerCase(Locale.ROOT)).toList();
    }

    static Schema orMacro(Schema schema) {
        return Schema.of("anyOf", List.of(schema, Schema.reference(MACRO)));
    }
}
