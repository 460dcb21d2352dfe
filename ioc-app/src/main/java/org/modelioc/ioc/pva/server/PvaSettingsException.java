package org.modelioc.ioc.pva.server;

import java.util.List;

/** Environment variables that make no sense: the message has one line for each. */
public final class PvaSettingsException extends PvaServerException {

    private static final long serialVersionUID = 1L;

    private final List<String> problems;

    PvaSettingsException(List<String> problems) {
        super(String.join("\n", problems));
        this.problems = List.copyOf(problems);
    }

    /**
     * What is wrong, each in one line that begins with the name of the variable.
     *
     * @return at least one
     */
    public List<String> problems() {
        return problems;
    }
}
