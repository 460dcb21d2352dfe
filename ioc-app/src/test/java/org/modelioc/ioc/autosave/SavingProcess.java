package org.modelioc.ioc.autosave;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.modelioc.schema.service.AutosaveDefinition;

/**
 * A process that does nothing but change values and save them, again and again without a pause, so that it can be killed at any
 * moment. All its values but one are the same number, which goes up. It prints the number once it is saved.
 */
final class SavingProcess {

    /** Values that are the number: a file of some ten pages. */
    static final int VALUES = 1_000;

    private SavingProcess() {
    }

    /** Arguments: the folder, and the number to begin with. */
    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        long number = Long.parseLong(arguments[1]);
        long ticks = 0;
        Values.Value tick = new Values.Value("T:TICK", "0");
        List<Values.Value> numbers = Values.list(VALUES, arguments[1]);
        List<Values.Value> all = new ArrayList<>(numbers);
        all.add(tick);
        Saver saver = new Saver(new AutosaveDefinition(folder, "x", Duration.ofNanos(1), 3, Duration.ofNanos(1), 1),
            new SaveFolder(folder, "x"), all);
        all.forEach(value -> value.onChange(saver::changed));
        Thread.ofPlatform().daemon().start(saver);
        while (true) {
            String text = Long.toString(number++);
            numbers.forEach(value -> value.set(text));
            // the save under way may have begun before; the one after it has the number
            long before = saver.progress().saves();
            while (saver.progress().saves() < before + 2) {
                tick.set(Long.toString(ticks++));
                Thread.sleep(1);
            }
            System.out.println(text);
        }
    }
}
