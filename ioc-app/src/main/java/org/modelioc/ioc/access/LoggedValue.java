package org.modelioc.ioc.access;

import java.lang.reflect.Array;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.modelioc.ioc.access.putlog.ArrayValue;
import org.modelioc.ioc.pv.ArrayPv;
import org.modelioc.ioc.pv.DoublePv;
import org.modelioc.ioc.pv.Elements;
import org.modelioc.ioc.pv.EnumPv;
import org.modelioc.ioc.pv.GroupPv;
import org.modelioc.ioc.pv.LongPv;
import org.modelioc.ioc.pv.Pv;
import org.modelioc.ioc.pv.StringPv;
import org.modelioc.ioc.pv.TablePv;
import org.modelioc.schema.type.PvType;
import org.modelioc.schema.type.ValueType;

/** The present value of a PV as the put log takes it. Of an array a part is kept, since many puts may wait to be written. */
final class LoggedValue {

    private LoggedValue() {
    }

    /** The value; the monitor of the PV is held. */
    static Object of(Pv pv) {
        return switch (pv) {
            case DoublePv number -> number.value();
            case LongPv number -> whole(((PvType.Scalar) number.type()).value(), number.value());
            case EnumPv choice -> choice.choices()[choice.index()];
            case StringPv text -> text.value();
            case ArrayPv array -> of(array.value());
            case GroupPv group -> throw new IllegalStateException(group.name() + " takes no puts");
            case TablePv table -> {
                Map<String, Object> columns = new LinkedHashMap<>();
                List<PvType.Table.Column> types = ((PvType.Table) table.type()).columns();
                for (int i = 0; i < types.size(); i++) {
                    columns.put(types.get(i).name(), of(table.column(i)));
                }
                yield columns;
            }
        };
    }

    private static Object whole(ValueType type, long bits) {
        return switch (type) {
            case BOOLEAN -> bits != 0;
            case ULONG -> new BigInteger(Long.toUnsignedString(bits));
            default -> bits;
        };
    }

    private static ArrayValue of(Elements elements) {
        Object array = elements.array();
        List<Object> first = new ArrayList<>();
        for (int i = 0; i < Math.min(elements.length(), ArrayValue.MOST_ELEMENTS); i++) {
            first.add(element(elements.type(), Array.get(array, i)));
        }
        return new ArrayValue(first, elements.length(), hash(array));
    }

    private static Object element(ValueType type, Object element) {
        return switch (type) {
            case UBYTE -> Byte.toUnsignedInt((Byte) element);
            case USHORT -> Short.toUnsignedInt((Short) element);
            case UINT -> Integer.toUnsignedLong((Integer) element);
            case ULONG -> whole(type, (Long) element);
            case STRING -> element == null ? "" : element;
            default -> element;
        };
    }

    private static int hash(Object array) {
        return switch (array) {
            case double[] a -> Arrays.hashCode(a);
            case float[] a -> Arrays.hashCode(a);
            case long[] a -> Arrays.hashCode(a);
            case int[] a -> Arrays.hashCode(a);
            case short[] a -> Arrays.hashCode(a);
            case byte[] a -> Arrays.hashCode(a);
            case boolean[] a -> Arrays.hashCode(a);
            case Object[] a -> Arrays.hashCode(a);
            default -> throw new IllegalArgumentException("no array: " + array.getClass());
        };
    }
}
