package org.modelioc.ioc.pva;

import java.util.ArrayList;
import java.util.List;
import org.epics.pvdata.factory.FieldFactory;
import org.epics.pvdata.pv.Field;
import org.epics.pvdata.pv.FieldBuilder;
import org.epics.pvdata.pv.FieldCreate;
import org.epics.pvdata.pv.ScalarType;
import org.epics.pvdata.pv.Structure;
import org.modelioc.ioc.pv.GroupPv;

/**
 * The structure of a group: what belongs to all, and below {@code inputs} and {@code outputs} one structure a PV, which is the
 * PV's own Normative Type but for limits, with its full name.
 */
final class GroupLayout {

    private static final String ID = "modelioc:EvaluationGroup:1.0";
    private static final FieldCreate CREATE = FieldFactory.getFieldCreate();

    private final GroupPv group;
    private final List<NtField> fields = new ArrayList<>();

    private GroupLayout(GroupPv group) {
        this.group = group;
    }

    static NtLayout of(GroupPv group) {
        return new GroupLayout(group).make();
    }

    private NtLayout make() {
        Structure structure = CREATE.createFieldBuilder().setId(ID)
            .add("descriptor", ScalarType.pvString).add("evaluation", ScalarType.pvInt).add("mode", ScalarType.pvString)
            .add("alarm", NtLayout.ALARM).add("timeStamp", NtLayout.TIME)
            .add("inputs", side(true)).add("outputs", side(false)).createStructure();
        fields.add(null);
        int member = 0;
        for (int i = 0; i < structure.getFieldNames().length; i++) {
            String name = structure.getFieldName(i);
            if (name.equals("inputs") || name.equals("outputs")) {
                fields.add(null);
                Structure side = (Structure) structure.getField(i);
                for (int j = 0; j < side.getFieldNames().length; j++) {
                    add(side.getField(j), name + '.' + side.getFieldName(j), "", member++);
                }
            } else {
                add(structure.getField(i), "", name, -1);
            }
        }
        return new NtLayout(structure, fields.toArray(NtField[]::new));
    }

    private Structure side(boolean input) {
        FieldBuilder side = CREATE.createFieldBuilder();
        group.members().stream().filter(member -> member.input() == input).forEach(member -> side.add(member.field(),
            member(NtLayout.of(member.copy()).structure())));
        return side.createStructure();
    }

    /** The Normative Type of a PV, with units and description alone of what describes it. */
    private static Structure member(Structure type) {
        FieldBuilder builder = CREATE.createFieldBuilder().setId(type.getID());
        for (String name : new String[] {"value", "alarm", "timeStamp"}) {
            builder.add(name, type.getField(name));
        }
        boolean units = ((Structure) type.getField("display")).getField("units") != null;
        return builder.add("display", units ? NtLayout.TEXT_DISPLAY : NtLayout.ENUM_DISPLAY)
            .add("name", ScalarType.pvString).createStructure();
    }

    /** A field below a member, or of the group itself where the member is -1; paths below that. */
    private void add(Field field, String above, String path, int member) {
        if (field instanceof Structure structure) {
            fields.add(null);
            for (int i = 0; i < structure.getFieldNames().length; i++) {
                String name = structure.getFieldName(i);
                add(structure.getField(i), above, path.isEmpty() ? name : path + '.' + name, member);
            }
        } else {
            StandardField known = (StandardField) NtLayout.standard(path);
            fields.add(member < 0 ? known : new MemberField(above + '.' + path, member, known));
        }
    }
}
