package org.modelioc.ioc.pv.field;

import org.modelioc.ioc.pv.Metadata;
import org.modelioc.ioc.pv.PutRejectedException;
import org.modelioc.ioc.pv.Pv;
import org.modelioc.schema.alarm.AlarmLimits.Limit;
import org.modelioc.schema.alarm.AlarmSeverity;
import org.modelioc.schema.pv.Range;
import org.modelioc.schema.type.PvType;
import org.modelioc.schema.type.ValueType;

/** Ends of ranges, and limits, as fields: NaN for one that is not there, and puts that set one and leave the others. */
final class Edits {

    private Edits() {
    }

    /** An end of a range as a field shows it: NaN where it is open. */
    static double end(double end) {
        return Double.isInfinite(end) ? Double.NaN : end;
    }

    /** A range with another lower end; NaN opens it. */
    static Range low(Range range, double low) {
        return range(low, range.declared() ? range.high() : Double.NaN);
    }

    /** A range with another upper end; NaN opens it. */
    static Range high(Range range, double high) {
        return range(range.declared() ? range.low() : Double.NaN, high);
    }

    private static Range range(double low, double high) {
        double least = Double.isNaN(low) ? Double.NEGATIVE_INFINITY : low;
        double most = Double.isNaN(high) ? Double.POSITIVE_INFINITY : high;
        return Double.isInfinite(least) && Double.isInfinite(most) ? Range.NONE : new Range(least, most);
    }

    /** An alarm limit of a PV that may be put so. */
    static Content.NumberEdit limit(Limit limit) {
        return (pv, metadata, number) -> metadata.withAlarms(metadata.alarms().with(limit, fitting(pv, number)));
    }

    /** The severity of an alarm limit. */
    static Content.NumberEdit severity(Limit limit) {
        return (pv, metadata, index) -> metadata.withAlarms(metadata.alarms().with(limit,
            AlarmSeverity.values()[(int) index]));
    }

    /** What is compared with the values of a PV must be one that they could have. */
    static double fitting(Pv pv, double number) throws PutRejectedException {
        ValueType type = switch (pv.type()) {
            case PvType.Scalar scalar -> scalar.value();
            case PvType.Array array -> array.value();
            default -> ValueType.DOUBLE;
        };
        if (type.integer() && !Double.isNaN(number) && (number != Math.rint(number) || number < type.least()
                || number > type.most())) {
            throw new PutRejectedException("a limit of " + pv.name() + " cannot be " + number + ": it takes whole numbers, since"
                + " the PV is of type " + type.yaml() + ", or NaN for none");
        }
        return number;
    }

    /** Deadbands, where no number is no deadband. */
    static double band(double number) {
        return Double.isNaN(number) ? -1 : number;
    }

    /** Puts the digits that a client is to show. */
    static Metadata precision(Pv pv, Metadata metadata, double digits) {
        return metadata.withPrecision((int) digits);
    }
}
