package org.modelioc.runtime.stage;

import java.util.List;
import java.util.Optional;
import org.modelioc.schema.expression.Operand;

/** The values of some PVs in one array, for stages that read PVs besides the numbers of their tensor. */
public interface PvSource {

    /**
     * The PVs.
     *
     * @return their names, each once, with their lengths
     */
    List<Operand> pvs();

    /**
     * The place of a PV's first number.
     *
     * @param pv one of {@link #pvs()}
     * @return its place in {@link #values()}
     */
    int offset(String pv);

    /**
     * Why a PV cannot be used, if so it is.
     *
     * @param pv one of {@link #pvs()}
     * @return what is wrong and how to mend it, one line
     */
    default Optional<String> fault(String pv) {
        return Optional.empty();
    }

    /**
     * The values in the evaluation under way.
     *
     * @return all numbers of all PVs, to be read only; it may be another array in each evaluation
     */
    double[] values();
}
