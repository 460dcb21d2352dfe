package org.modelioc.ioc.pva.server;

import java.nio.ByteBuffer;
import org.epics.pvaccess.impl.remote.TransportSendControl;
import org.epics.pvaccess.impl.remote.TransportSender;

/** A message to be written once, as a lambda. */
@FunctionalInterface
interface Message extends TransportSender {

    @Override
    void send(ByteBuffer buffer, TransportSendControl control);

    @Override
    default void lock() {
        // the queue writes one message at a time
    }

    @Override
    default void unlock() {
        // the queue writes one message at a time
    }
}
