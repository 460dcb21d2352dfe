package org.modelioc.schema.service;

import java.nio.file.Path;
import java.time.Duration;

/**
 * Where and how often the setpoints of an IOC are saved, so that they outlive it.
 *
 * @param folder         the folder of the save files, absolute
 * @param name           what the files are called: {@code name.sav}, {@code name.savB} and so on
 * @param period         a change is saved at once, but no more than once in this time
 * @param sequenceFiles  how many older states are kept beside the last one ({@code name.sav0}…), 0 to 10
 * @param sequencePeriod the time between two of them
 * @param bootCopies     how many dated copies of what was found at start are kept ({@code name.sav_YYMMDD-hhmmss})
 */
public record AutosaveDefinition(
        Path folder, String name, Duration period, int sequenceFiles, Duration sequencePeriod, int bootCopies) {

    /** What holds for {@link #period} where the file says nothing. */
    public static final Duration DEFAULT_PERIOD = Duration.ofSeconds(5);
    /** What holds for {@link #sequenceFiles} where the file says nothing, as in autosave. */
    public static final int DEFAULT_SEQUENCE_FILES = 3;
    /** What holds for {@link #sequencePeriod} where the file says nothing, as in autosave. */
    public static final Duration DEFAULT_SEQUENCE_PERIOD = Duration.ofSeconds(60);
    /** What holds for {@link #bootCopies} where the file says nothing. */
    public static final int DEFAULT_BOOT_COPIES = 10;
}
