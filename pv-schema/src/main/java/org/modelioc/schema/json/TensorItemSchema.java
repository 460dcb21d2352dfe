package org.modelioc.schema.json;

import java.util.List;

/** What stands in a pipeline for one tensor. */
final class TensorItemSchema {

    private static final long MOST = 1L << 24;

    private TensorItemSchema() {
    }

    /** What fills an input tensor. */
    static Schema inputs() {
        Schema constant = new Mapping()
            .required("constant", Values.elementNumbers().described("A number, or a list of numbers."))
            .schema().described("Numbers that stay what they are.");
        Schema item = Schema.of("anyOf", List.of(Values.pvOrColumn(), Values.number(), constant));
        Schema inList = Schema.of("anyOf", List.of(Values.pvOrColumn(), Values.pvPattern(), Values.number(), constant));
        return Schema.of("anyOf", List.of(Values.list(inList), byFeature(item)));
    }

    /** What an output tensor fills. */
    static Schema outputs() {
        Schema pick = new Mapping()
            .required("pv", Values.pvOrColumn().described("A PV of one number."))
            .required("index", Values.whole(-MOST, MOST)
                .described("Which number of the feature, from 0, or from the end with a minus sign."))
            .schema().described("One number of a feature.");
        Schema item = Schema.of("anyOf", List.of(Values.pvOrColumn(), pick));
        return Schema.of("anyOf", List.of(
            Values.list(Schema.of("anyOf", List.of(Values.pvOrColumn(), Values.pvPattern()))).and("uniqueItems", true),
            byFeature(Schema.of("anyOf", List.of(item, Values.list(item))))));
    }

    private static Schema byFeature(Schema item) {
        return Mapping.named(Schema.of("type", "string"), item)
            .described("By the names of the features on the model's card, or their indices from 0.");
    }
}
