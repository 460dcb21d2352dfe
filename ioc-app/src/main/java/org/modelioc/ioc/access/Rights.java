package org.modelioc.ioc.access;

import org.modelioc.ioc.access.acf.Permission;

/**
 * What a client may do with a PV. The few that there are exist once, so that deciding allocates nothing.
 *
 * @param permission what is granted
 * @param trap       whether puts go to the put log
 */
record Rights(Permission permission, boolean trap) {

    private static final Rights[] PLAIN = of(false);
    private static final Rights[] TRAPPED = of(true);

    private static Rights[] of(boolean trap) {
        Rights[] all = new Rights[Permission.values().length];
        for (Permission permission : Permission.values()) {
            all[permission.ordinal()] = new Rights(permission, trap);
        }
        return all;
    }

    static Rights get(Permission permission, boolean trap) {
        return (trap ? TRAPPED : PLAIN)[permission.ordinal()];
    }

    boolean read() {
        return permission != Permission.NONE;
    }

    boolean write() {
        return permission == Permission.WRITE;
    }
}
