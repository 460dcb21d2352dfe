package org.modelioc.ioc.cli;

/** What a command cannot do as it was asked, in one line that says how to ask. */
final class CommandException extends Exception {

    private static final long serialVersionUID = 1;

    CommandException(String text) {
        super(text, null, false, false);
    }
}
