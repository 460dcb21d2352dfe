package org.modelioc.schema.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonTest {

    @Test
    void textsAreEscaped() {
        assertThat(Json.write("a\"b\\c\nd\te\u0000f µ")).isEqualTo("\"a\\\"b\\\\c\\nd\\u0009e\\u0000f µ\"\n");
    }

    @Test
    void numbersAreAsShortAsTheyCanBe() {
        assertThat(Json.write(List.of(1, 2L, 3.0, 0.1, -1e-12))).isEqualTo("[1, 2, 3, 0.1, -1.0E-12]\n");
    }

    @Test
    void shortPartsStandOnOneLine() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("short", List.of("a", true));
        map.put("long", List.of("x".repeat(80), "y".repeat(80)));

        assertThat(Json.write(map)).isEqualTo("{\n  \"short\": [\"a\", true],\n  \"long\": [\n    \"" + "x".repeat(80)
            + "\",\n    \"" + "y".repeat(80) + "\"\n  ]\n}\n");
    }

    @Test
    void whatHasNoJsonIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Json.write(Double.NaN));
    }
}
