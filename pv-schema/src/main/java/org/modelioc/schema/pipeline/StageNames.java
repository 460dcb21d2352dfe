package org.modelioc.schema.pipeline;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.modelioc.schema.expression.Names;
import org.modelioc.schema.expression.Operand;
import org.modelioc.schema.pv.PvNames;
import org.modelioc.schema.stage.ElementNames;
import org.modelioc.schema.stage.ExpressionDefinition;
import org.modelioc.schema.tensor.TensorItem;
import org.modelioc.schema.tensor.TensorMapping;

/** The names by which the stages of a pipeline may speak of its PVs. */
final class StageNames {

    private StageNames() {
    }

    /**
     * The names of the places along the last axis of a tensor.
     *
     * @param mapping what is mapped to the tensor
     * @param columns whether each item is one place ({@link TensorMapping#columns})
     * @return the names
     */
    static ElementNames elements(TensorMapping mapping, boolean columns) {
        List<ElementNames.Part> parts = new ArrayList<>();
        int at = 0;
        for (TensorItem item : mapping.items()) {
            int count = columns ? 1 : item.elements();
            Optional<String> feature = item.feature();
            feature.ifPresent(name -> parts.add(new ElementNames.Part(name, -1, 1, feature)));
            if (item.source() instanceof TensorItem.Pv pv) {
                parts.add(new ElementNames.Part(pv.toString(), feature.isPresent() ? -1 : at, count, feature));
            }
            at += count;
        }
        return new ElementNames(parts);
    }

    /**
     * What an expression may use: x, and PVs.
     *
     * @param mappings where the PVs stand; those whose names are faulty are left out, which has been reported
     * @return the names, x with a length that is not known
     */
    static Names operands(List<TensorMapping> mappings) {
        List<Operand> operands = new ArrayList<>(List.of(Operand.unknown(ExpressionDefinition.X)));
        Set<String> seen = new LinkedHashSet<>(List.of(ExpressionDefinition.X));
        for (TensorMapping mapping : mappings) {
            for (TensorItem.Pv pv : mapping.sources()) {
                if (PvNames.allowed(pv.name()) && pv.type().elements() > 0 && seen.add(pv.name())) {
                    operands.add(pv.type().elements() == 1 ? Operand.scalar(pv.name())
                        : Operand.array(pv.name(), pv.type().elements()));
                }
            }
        }
        return new Names(operands);
    }
}
