package org.modelioc.schema.problem;

import java.util.List;
import java.util.stream.Collectors;
import org.modelioc.schema.yaml.Problems;

/** A configuration that cannot be used, with all that is wrong with it. */
public final class InvalidConfigurationException extends Exception {

    private static final long serialVersionUID = 1;

    private final transient List<Problem> problems;

    /**
     * From the problems found.
     *
     * @param problems at least one, in the order of the file
     */
    public InvalidConfigurationException(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")), null, false, false);
        this.problems = List.copyOf(problems);
    }

    /**
     * From what a reader collected.
     *
     * @param problems at least one
     * @return the exception, its problems in the order of the file
     */
    public static InvalidConfigurationException of(Problems problems) {
        return new InvalidConfigurationException(problems.inOrder().stream()
            .map(fault -> new Problem(SourcePosition.of(fault.at()), fault.text())).toList());
    }

    /**
     * What is wrong.
     *
     * @return at least one, in the order of the file
     */
    public List<Problem> problems() {
        return problems;
    }
}
