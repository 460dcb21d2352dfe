package org.modelioc.ioc.pva.server;

/**
 * A requester of a channel that wants to know when the client's rights on it change. The rights are those of
 * {@link org.epics.pvaccess.client.Channel#getAccessRights}.
 */
@FunctionalInterface
public interface RightsListener {

    /** The rights are others than before. Any thread; does not block. */
    void accessRightsChanged();
}
