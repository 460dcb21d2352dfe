package org.modelioc.ioc.autosave;

import java.io.IOException;
import java.nio.file.Path;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.modelioc.ioc.pv.PutRejectedException;
import org.modelioc.schema.yaml.Words;

/** Restores values from the best file that there is, and says what it did. Used once, by one thread. */
final class Restoration {

    private final SaveFolder folder;
    private final int copies;
    private final Map<String, Saveable> saveables = new LinkedHashMap<>();
    private final Function<String, String> whyNot;
    private final List<String> lines = new ArrayList<>();

    /**
     * A restoration.
     *
     * @param folder    where the files are
     * @param copies    how many dated copies to keep
     * @param saveables what can be restored
     * @param whyNot    why a name in the file is none of these, as the end of a sentence
     */
    Restoration(SaveFolder folder, int copies, List<? extends Saveable> saveables, Function<String, String> whyNot) {
        this.folder = folder;
        this.copies = copies;
        this.whyNot = whyNot;
        saveables.forEach(saveable -> this.saveables.put(saveable.name(), saveable));
    }

    /**
     * Restores.
     *
     * @param now the time to name copies by
     * @return what was done
     */
    RestoreReport run(ZonedDateTime now) {
        List<Path> candidates = folder.candidates();
        if (candidates.isEmpty()) {
            return new RestoreReport(SaveStatus.WARNING, "nothing to restore: there is no " + folder.save()
                + "; all " + Words.count(saveables.size(), "value") + " are as the configuration says", List.of());
        }
        Optional<SaveFile> best = best(candidates, now);
        if (best.isEmpty()) {
            return new RestoreReport(SaveStatus.FAILURE, "nothing restored: no save file in " + folder.save().getParent()
                + " can be used; all " + Words.count(saveables.size(), "value") + " are as the configuration says", lines);
        }
        SaveFile file = best.get();
        int restored = apply(file);
        try {
            folder.copyAtBoot(file.path(), now, copies);
        } catch (IOException e) {
            lines.add(file.path().getFileName() + ": no dated copy of it could be made: " + Failures.reason(e));
        }
        return new RestoreReport(lines.isEmpty() ? SaveStatus.OK : SaveStatus.WARNING,
            restored + " of " + Words.count(saveables.size(), "value") + " restored from " + file.path().getFileName(), lines);
    }

    private Optional<SaveFile> best(List<Path> candidates, ZonedDateTime now) {
        if (!candidates.getFirst().equals(folder.save())) {
            lines.add(folder.save().getFileName() + " does not exist");
        }
        for (Path candidate : candidates) {
            try {
                return Optional.of(SaveFileReader.read(candidate));
            } catch (UntrustedFileException e) {
                lines.add(candidate.getFileName() + " " + e.getMessage() + putAside(candidate, now));
            } catch (IOException e) {
                lines.add(candidate.getFileName() + " cannot be read: " + Failures.reason(e) + putAside(candidate, now));
            }
        }
        return Optional.empty();
    }

    private String putAside(Path file, ZonedDateTime now) {
        try {
            return "; it is now " + folder.putAside(file, now, copies).getFileName();
        } catch (IOException e) {
            return "; it could not be put aside: " + Failures.reason(e);
        }
    }

    private int apply(SaveFile file) {
        lines.addAll(file.remarks());
        Map<String, SaveFile.Value> last = new LinkedHashMap<>();
        for (SaveFile.Value value : file.values()) {
            SaveFile.Value before = last.put(value.name(), value);
            if (before != null) {
                lines.add(file.at(before.line()) + value.name() + " stands again in line " + value.line() + ", which counts");
            }
        }
        Set<String> missing = new LinkedHashSet<>(saveables.keySet());
        int restored = 0;
        // limits before the values that they are for; otherwise as the file has them
        List<SaveFile.Value> ordered = new ArrayList<>(last.values());
        ordered.sort(Comparator.comparing(value -> !isFirst(value.name())));
        for (SaveFile.Value value : ordered) {
            missing.remove(value.name());
            Optional<String> refused = refusal(value);
            refused.ifPresent(why -> lines.add(file.at(value.line()) + value.name() + " not restored: " + why));
            restored += refused.isEmpty() ? 1 : 0;
        }
        if (!missing.isEmpty()) {
            lines.add(file.path().getFileName() + " has no value of " + Words.list(missing)
                + ", which " + (missing.size() == 1 ? "is" : "are") + " as the configuration says");
        }
        return restored;
    }

    private boolean isFirst(String name) {
        Saveable saveable = saveables.get(name);
        return saveable != null && saveable.first();
    }

    private Optional<String> refusal(SaveFile.Value value) {
        Saveable saveable = saveables.get(value.name());
        if (saveable == null) {
            return Optional.of(whyNot.apply(value.name()));
        }
        try {
            saveable.restore(value.value());
            return Optional.empty();
        } catch (PutRejectedException e) {
            return Optional.of(e.getMessage());
        } catch (RuntimeException e) {
            // one value at fault must not keep the IOC from starting with the others
            return Optional.of(e.toString());
        }
    }
}
