package org.modelioc.ioc.pv.field;

import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.modelioc.ioc.pv.Metadata;
import org.modelioc.ioc.pv.PutRejectedException;
import org.modelioc.ioc.pv.Pv;
import org.modelioc.schema.type.PvType;

/** What a field holds: how to read it from its PV, whose monitor is held, and what a put makes of the PV's metadata. */
sealed interface Content {

    /** What a put of a text makes of the metadata. */
    @FunctionalInterface
    interface TextEdit {
        Metadata edit(Metadata metadata, String text);
    }

    /** What a put of a number makes of the metadata. */
    @FunctionalInterface
    interface NumberEdit {
        Metadata edit(Pv pv, Metadata metadata, double number) throws PutRejectedException;
    }

    /** Whether it can be put. */
    boolean writable();

    /**
     * A text.
     *
     * @param read from the PV
     * @param edit null for one that cannot be put
     */
    record Text(Function<Pv, String> read, TextEdit edit) implements Content {
        @Override
        public boolean writable() {
            return edit != null;
        }
    }

    /**
     * A number, or one of a few choices by its index.
     *
     * @param type  a scalar or an enum
     * @param read  from the PV
     * @param edit  null for one that cannot be put
     * @param units whether it is in the units of the PV
     */
    record Numeric(PvType type, ToDoubleFunction<Pv> read, NumberEdit edit, boolean units) implements Content {
        @Override
        public boolean writable() {
            return edit != null;
        }
    }
}
