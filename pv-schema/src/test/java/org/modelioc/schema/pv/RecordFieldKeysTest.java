package org.modelioc.schema.pv;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The key that each record field stands for. */
class RecordFieldKeysTest {

    @Test
    void allOfThemHaveAKey() {
        assertThat(RecordFields.keys()).hasSize(20).containsEntry("HHSV", "alarms.severities.hihi");
    }
}
