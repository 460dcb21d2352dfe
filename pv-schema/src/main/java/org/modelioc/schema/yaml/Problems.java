package org.modelioc.schema.yaml;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Collects what is wrong, so that one run shows all of it. The same sentence at the same place is kept once. */
public final class Problems {

    private final Set<Fault> faults = new LinkedHashSet<>();
    private final Set<Mark> places = new HashSet<>();
    private final Map<String, Integer> files = new HashMap<>();

    /**
     * One fault.
     *
     * @param at   where
     * @param text what is wrong, what is allowed, and what may have been meant; one line
     */
    public record Fault(Mark at, String text) {

        /** The same for all uses of the place. */
        private Fault general() {
            return at.use() == null ? this : new Fault(at.in(null), at.use().general(text));
        }
    }

    /**
     * Adds a fault.
     *
     * @param at   where
     * @param text what is wrong, what is allowed, and what may have been meant; one line
     */
    public void add(Mark at, String text) {
        files.putIfAbsent(at.file(), files.size());
        places.add(at);
        faults.add(new Fault(at, text));
    }

    public boolean isEmpty() {
        return faults.isEmpty();
    }

    public int count() {
        return faults.size();
    }

    /**
     * Whether a place has a fault.
     *
     * @param at the place
     * @return true if one was added there
     */
    public boolean isAt(Mark at) {
        return !places.isEmpty() && places.contains(at);
    }

    /**
     * All faults in the order of the file; faults of the file as a whole first; with several files, the one that had the
     * first fault comes first. What several uses of a place have in common is one fault, which lists them.
     *
     * @return faults whose places have no use, since their texts tell it
     */
    public List<Fault> inOrder() {
        Map<Fault, List<Fault>> alike = new LinkedHashMap<>();
        faults.forEach(fault -> alike.computeIfAbsent(fault.general(), _ -> new ArrayList<>()).add(fault));
        return alike.values().stream().map(Problems::joined)
            .sorted(Comparator.comparing((Fault fault) -> files.get(fault.at().file()))
                .thenComparing(fault -> fault.at().line())
                .thenComparing(fault -> fault.at().column()))
            .toList();
    }

    private static Fault joined(List<Fault> alike) {
        Fault first = alike.getFirst();
        Use use = first.at.use();
        if (use == null) {
            return first;
        }
        List<String> others = alike.stream().map(fault -> fault.at.use()).filter(other -> other != use).distinct()
            .map(Use::label).toList();
        return new Fault(first.at.in(null), first.text + " (" + use
            + (others.isEmpty() ? "" : "; likewise " + Words.list(others)) + ")");
    }
}
