package org.modelioc.ioc.cli;

/** Exit codes of the program. */
final class ExitCode {

    /** Ended as asked. */
    static final int OK = 0;
    /** A fault of the program itself. */
    static final int INTERNAL = 1;
    /** Wrong command line or configuration. */
    static final int CONFIGURATION = 2;
    /** A model file that cannot be used. */
    static final int MODEL = 3;
    /** A network port or address that cannot be used. */
    static final int NETWORK = 4;
    /** Another IOC saves to the same files. */
    static final int AUTOSAVE = 5;

    /** A replay whose outputs are not those that were recorded. */
    static final int DIFFERENT = 6;

    private ExitCode() {
    }
}
