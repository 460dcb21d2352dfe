package org.modelioc.ioc.pv.field;

import java.util.concurrent.CompletableFuture;
import org.modelioc.ioc.pv.PutRejectedException;
import org.modelioc.ioc.pv.Pv;
import org.modelioc.ioc.pv.Setpoint;

/** Carries the puts to a field into the PV that it belongs to. */
final class FieldSetpoint implements Setpoint {

    private static final CompletableFuture<Void> DONE = CompletableFuture.completedFuture(null);
    private static final int LONGEST = 1_000;

    private final OpenField open;
    private final Pv owner;
    private final RecordField field;

    FieldSetpoint(OpenField open, Pv owner, RecordField field) {
        this.open = open;
        this.owner = owner;
        this.field = field;
    }

    @Override
    public void admit(Pv pv) throws PutRejectedException {
        if (field == RecordField.PROC && !owner.writable()) {
            throw new PutRejectedException(owner.name() + " cannot be processed: it is written by the IOC itself; a put to an"
                + " input, or to EVAL:PROC of its pipeline, evaluates it");
        }
    }

    @Override
    public Pv changes(Pv pv) {
        return owner;
    }

    @Override
    public boolean takes(Pv pv, double number) throws PutRejectedException {
        if (field == RecordField.PROC) {
            return false;
        }
        Content.NumberEdit edit = ((Content.Numeric) field.content()).edit();
        synchronized (owner) {
            open.put(edit.edit(owner, owner.metadata(), number));
        }
        return true;
    }

    @Override
    public boolean takes(Pv pv, String text) throws PutRejectedException {
        if (text.length() > LONGEST || text.codePoints().anyMatch(Character::isISOControl)) {
            throw new PutRejectedException(pv.name() + " takes one line of at most " + LONGEST + " characters");
        }
        Content.TextEdit edit = ((Content.Text) field.content()).edit();
        synchronized (owner) {
            open.put(edit.edit(owner.metadata(), text));
        }
        return true;
    }

    @Override
    public void stored(Pv pv) {
        // what was put to PROC means nothing
    }

    @Override
    public void process() {
        if (field == RecordField.PROC) {
            owner.setpoint().process();
        }
    }

    @Override
    public CompletableFuture<Void> processAndWait() {
        return field == RecordField.PROC ? owner.setpoint().processAndWait() : DONE;
    }
}
