package org.modelioc.ioc.pva.server;

import org.modelioc.ioc.log.RateLimitedLog;
import org.modelioc.schema.service.ServerDefinition;

/**
 * What all connections of a server share.
 *
 * @param context    for the library's request handlers
 * @param dispatcher finds the handler of a message
 * @param limits     what clients are allowed
 * @param budget     of memory for messages under way
 * @param buffers    for sending
 * @param counters   what happens is counted here
 * @param log        for what clients can cause at will
 */
record ConnectionEnvironment(
    RequestContext context,
    Dispatcher dispatcher,
    ServerDefinition limits,
    ReceiveBudget budget,
    BufferPool buffers,
    Counters counters,
    RateLimitedLog log) {
}
