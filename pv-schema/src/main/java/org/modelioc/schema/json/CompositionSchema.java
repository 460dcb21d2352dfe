package org.modelioc.schema.json;

import java.util.List;

/** The schema of what puts a configuration together: macros, include, templates and devices. */
final class CompositionSchema {

    private static final List<String> VALUE = List.of("string", "number", "boolean");
    private static final List<String> VALUE_OR_NOTHING = List.of("string", "number", "boolean", "null");
    private static final List<String> DEVICE_KEYS = List.of("template", "pattern", "rows");

    private CompositionSchema() {
    }

    private static Schema macroName() {
        return Schema.of("pattern", "^[A-Za-z0-9_\\-]+$");
    }

    static Schema macros() {
        return Mapping.named(macroName(), Schema.of("type", VALUE))
            .described("Values for $(NAME) in the rest of the file. The command line (-m NAME=VALUE) is stronger.");
    }

    static Schema include() {
        Schema path = Values.filledLine();
        Schema carrying = new Mapping()
            .required("file", path.described("The file, relative to the folder of this one."))
            .key("macros", Mapping.named(macroName(), Schema.of("type", VALUE))
                .described("Values for $(NAME) in that file, stronger than all others. With others it may be included again."))
            .schema();
        Schema item = Schema.of("anyOf", List.of(path, carrying));
        return Schema.of("anyOf", List.of(path, carrying, Values.list(item)))
            .described("Files whose sections are joined with those of this one, relative to the folder of this one.");
    }

    /**
     * The section of templates.
     *
     * @param sections the sections of the file that a template may add to
     */
    static Schema templates(List<String> sections) {
        Mapping template = new Mapping()
            .key("parameters", Mapping.named(
                    macroName().and("not", Schema.of("enum", DEVICE_KEYS)), Schema.of("type", VALUE_OR_NOTHING))
                .described("$(NAME) in the template, each with its default, or with nothing where a device must give it. The"
                    + " first one is what a device is called in messages."));
        sections.forEach(section -> template.key(section, Schema.of("$ref", "#/properties/" + section)));
        return Mapping.named(Schema.of("type", "string"), template.schema()
                .and("anyOf", sections.stream().map(Mapping::has).toList()))
            .described("What is written once for many devices, under a name of your choice.");
    }

    static Schema devices() {
        Schema value = Schema.of("type", VALUE);
        Schema row = Schema.of("anyOf", List.of(Values.list(Schema.of("type", VALUE_OR_NOTHING)), value));
        Schema device = new Mapping()
            .required("template", value.described("One of 'templates'."))
            .key("pattern", Values.list(value).and("uniqueItems", true)
                .described("For many devices: the parameters that each row gives, in the order of its values."))
            .key("rows", Values.list(row)
                .described("A device on each row. '~' for the default; with one parameter, a row may be the value alone."))
            .schema().and("additionalProperties", value.described("The value of a parameter; with 'rows', for all of them."))
            .and("allOf", List.of(Mapping.onlyWith("pattern", Mapping.has("rows")),
                Mapping.onlyWith("rows", Mapping.has("pattern"))));
        return Values.list(device).described("Uses of templates, each with values for the parameters.");
    }
}
