package org.modelioc.ioc.pva;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.epics.pvdata.pv.PVStructure;
import org.epics.pvdata.pv.Structure;

/** Remembers the selections of recent requests: thousands of clients ask for the same few. Thread-safe. */
final class FieldSelections {

    private static final int REMEMBERED = 256;
    private static final int LARGEST_REMEMBERED = 64;

    private record Key(Structure layout, Structure request) {
    }

    private final Map<Key, Optional<FieldSelection>> recent = new LinkedHashMap<>(REMEMBERED, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Optional<FieldSelection>> eldest) {
            return size() > REMEMBERED;
        }
    };

    /** The fields picked by one part of a pvRequest; empty if it names none that the layout has. */
    synchronized Optional<FieldSelection> select(NtLayout layout, PVStructure fields) {
        if (fields != null && fields.getNumberFields() > LARGEST_REMEMBERED) {
            // an odd request is worked out anew rather than kept
            return Optional.ofNullable(FieldSelection.of(layout, fields));
        }
        Key key = new Key(layout.structure(), fields == null ? null : fields.getStructure());
        return recent.computeIfAbsent(key, k -> Optional.ofNullable(FieldSelection.of(layout, fields)));
    }
}
