package org.modelioc.ioc.jfr;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The events that Mission Control sees. */
class EvaluationEventTest {

    @TempDir
    private Path folder;

    private static void evaluate(EvaluationEvent event, int id, boolean failed) {
        event.begin();
        long taken = System.nanoTime();
        event.over(id, taken - 5_000, taken, failed);
    }

    @Test
    void oneObjectGivesAnEventAnEvaluation() throws Exception {
        EvaluationEvent event = new EvaluationEvent("RUN");
        evaluate(event, 1, false);
        Path file = folder.resolve("test.jfr");
        try (Recording recording = new Recording()) {
            recording.enable("modelioc.Evaluation").withoutThreshold();
            recording.start();
            evaluate(event, 2, false);
            evaluate(event, 3, true);
            recording.stop();
            recording.dump(file);
        }
        evaluate(event, 4, false);

        List<RecordedEvent> events = RecordingFile.readAllEvents(file).stream()
            .filter(each -> each.getEventType().getName().equals("modelioc.Evaluation")).toList();
        assertThat(events).extracting(each -> each.getInt("id")).containsExactly(2, 3);
        assertThat(events).extracting(each -> each.getBoolean("failed")).containsExactly(false, true);
        assertThat(events).allSatisfy(each -> {
            assertThat(each.getString("pipeline")).isEqualTo("RUN");
            assertThat(each.getLong("waited")).isEqualTo(5_000);
            assertThat(each.getDuration().isNegative()).isFalse();
        });
        assertThat(events.get(1).getStartTime()).isAfterOrEqualTo(events.get(0).getStartTime());
    }
}
