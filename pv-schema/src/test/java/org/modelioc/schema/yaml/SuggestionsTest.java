package org.modelioc.schema.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Did you mean. */
class SuggestionsTest {

    @ParameterizedTest
    @CsvSource({"'', '', 0", "a, a, 0", "a, '', 1", "unit, units, 1", "lolo, lool, 1", "kitten, sitting, 3", "abcd, badc, 2",
        "abc, xyz, 3"})
    void distanceCountsLettersToAddDropChangeOrSwap(String a, String b, int expected) {
        assertThat(Suggestions.distance(a, b, 10)).isEqualTo(expected);
        assertThat(Suggestions.distance(b, a, 10)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"kitten, sitting, 2", "abcdefgh, a, 3", "abcdef, uvwxyz, 1"})
    void distanceAboveTheLimitIsNotWorkedOut(String a, String b, int limit) {
        assertThat(Suggestions.distance(a, b, limit)).isEqualTo(limit + 1);
    }

    @Test
    void closestIsTheOneWithTheFewestChanges() {
        assertThat(Suggestions.closest("heigh", List.of("weigh!", "high", "low"))).contains("high");
    }

    @Test
    void caseDoesNotCount() {
        assertThat(Suggestions.closest("HIHI", List.of("high", "hihi"))).contains("hihi");
    }

    @Test
    void beginningOfANameIsClose() {
        assertThat(Suggestions.closest("desc", List.of("display", "description"))).contains("description");
        assertThat(Suggestions.closest("lower", List.of("high", "low"))).contains("low");
    }

    @Test
    void nothingIsCloseToAStranger() {
        assertThat(Suggestions.closest("colour", List.of("units", "precision"))).isEmpty();
        assertThat(Suggestions.closest("Q", List.of("P"))).isEmpty();
    }

    @Test
    void endsASentence() {
        assertThat(Suggestions.didYouMean("unit", List.of("units"))).isEqualTo("; did you mean 'units'?");
        assertThat(Suggestions.didYouMean("colour", List.of("units"))).isEmpty();
    }
}
