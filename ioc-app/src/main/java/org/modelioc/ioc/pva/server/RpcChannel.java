package org.modelioc.ioc.pva.server;

/** A channel that may take RPC: clients are told so with their rights. */
public interface RpcChannel {

    /**
     * Whether it does.
     *
     * @return true if requests may be sent
     */
    boolean takesRpc();
}
