package org.modelioc.screens.bob;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WidgetFactsTest {

    private final WidgetFacts facts = WidgetFacts.phoebus();

    @Test
    void hasTheWidgetsOfPhoebus() {
        assertThat(facts.types()).hasSize(48).startsWith("display").contains("textupdate", "xyplot", "navtabs");
        assertThat(facts.widget("gauge")).isEmpty();
    }

    @Test
    void versionsAreThoseThatPhoebus47Reads() {
        assertThat(facts.widget("group").orElseThrow().version()).isEqualTo("2.0.0");
        assertThat(facts.widget("textentry").orElseThrow().version()).isEqualTo("3.0.0");
        assertThat(facts.widget("linearmeter").orElseThrow().version()).isEmpty();
    }

    @Test
    void choicesStandAtTheirOrdinals() {
        PropertyFact alignment = facts.widget("label").orElseThrow().property("horizontal_alignment").orElseThrow();

        assertThat(alignment.kind()).isEqualTo(PropertyFact.Kind.ENUM);
        assertThat(alignment.choices()).containsExactly("Left", "Center", "Right");
    }

    @Test
    void structsAndArraysHaveParts() {
        PropertyFact traces = facts.widget("xyplot").orElseThrow().property("traces").orElseThrow();

        assertThat(traces.kind()).isEqualTo(PropertyFact.Kind.ARRAY);
        assertThat(traces.part("trace").orElseThrow().part("line_style").orElseThrow().choices()).hasSize(5);
    }
}
