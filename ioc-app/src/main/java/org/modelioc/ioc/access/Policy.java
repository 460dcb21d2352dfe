package org.modelioc.ioc.access;

import org.modelioc.ioc.access.acf.Permission;

/** What decides about clients at present. Thread-safe. */
sealed interface Policy extends AutoCloseable permits RulePolicy, Policy.Open, Policy.Broken {

    /** Rights of a client on a PV. */
    Rights rights(Protection protection, Identity who);

    /** Why rights are less than wanted, as the end of a sentence. */
    String refusal(Protection protection, Identity who, Permission wanted);

    /** Whether decisions depend on groups of the operating system. */
    default boolean usesRoles() {
        return false;
    }

    @Override
    default void close() {
        // nothing held
    }

    /** Without an access file: everybody may do everything. */
    record Open() implements Policy {

        @Override
        public Rights rights(Protection protection, Identity who) {
            return Rights.get(Permission.WRITE, false);
        }

        @Override
        public String refusal(Protection protection, Identity who, Permission wanted) {
            throw new IllegalStateException("nothing is refused");
        }
    }

    /**
     * The access file could not be read at the start: everybody may read, nobody may put. The one exception is to have the
     * file read again.
     *
     * @param reason what is wrong with the file
     */
    record Broken(String reason) implements Policy {

        @Override
        public Rights rights(Protection protection, Identity who) {
            return Rights.get(protection.reload() ? Permission.WRITE : Permission.READ, false);
        }

        @Override
        public String refusal(Protection protection, Identity who, Permission wanted) {
            return "nobody may, because the access rules could not be read: " + reason;
        }
    }
}
