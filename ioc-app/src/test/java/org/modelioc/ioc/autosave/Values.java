package org.modelioc.ioc.autosave;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.modelioc.ioc.pv.PutRejectedException;

/** Values to save and restore, without PVs. */
final class Values {

    private Values() {
    }

    /** One value; thread-safe. */
    static final class Value implements Saveable {

        private final String name;
        private SavedValue held;
        private Runnable listener = () -> {
        };
        private String refusal;

        Value(String name, String text) {
            this.name = name;
            held = new SavedValue.Single(text);
        }

        synchronized void set(String text) {
            held = new SavedValue.Single(text);
            listener.run();
        }

        synchronized String text() {
            return ((SavedValue.Single) held).text();
        }

        /** From now on refuses whatever is restored. */
        Value refusing(String why) {
            refusal = why;
            return this;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public synchronized Optional<SavedValue> copy() {
            return Optional.of(held);
        }

        @Override
        public synchronized void restore(SavedValue value) throws PutRejectedException {
            if (refusal != null) {
                throw new PutRejectedException(refusal);
            }
            held = value;
        }

        @Override
        public synchronized void onChange(Runnable changed) {
            listener = changed;
        }
    }

    /** Names and texts in turns. */
    static Map<String, SavedValue> of(String... namesAndTexts) {
        Map<String, SavedValue> values = new LinkedHashMap<>();
        for (int i = 0; i < namesAndTexts.length; i += 2) {
            values.put(namesAndTexts[i], new SavedValue.Single(namesAndTexts[i + 1]));
        }
        return values;
    }

    static byte[] file(Map<String, SavedValue> values) {
        return SaveFileWriter.file(SaveFileWriter.body(values), values.size(), ZonedDateTime.now());
    }

    static Path write(Path file, Map<String, SavedValue> values) throws IOException {
        return Files.write(file, file(values));
    }

    static Map<String, SavedValue> read(Path file) throws IOException, UntrustedFileException {
        Map<String, SavedValue> values = new LinkedHashMap<>();
        SaveFileReader.read(file).values().forEach(value -> values.put(value.name(), value.value()));
        return values;
    }

    static List<Value> list(int count, String text) {
        List<Value> values = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            values.add(new Value("T:V" + i, text));
        }
        return values;
    }
}
