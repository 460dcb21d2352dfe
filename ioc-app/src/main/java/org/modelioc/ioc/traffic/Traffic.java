package org.modelioc.ioc.traffic;

/**
 * What the server of a protocol holds, and what it has done since its start.
 *
 * @param clients       connected now
 * @param channels      open now
 * @param subscriptions there are now
 * @param bytesIn       received
 * @param bytesOut      sent
 * @param updatesIn     puts received, refused ones included
 * @param updatesOut    updates of subscriptions sent
 * @param merged        updates that found the queue of a subscription full and were merged into the newest one there
 * @param dropped       updates that waited in a queue when its subscription ended, for whatever reason
 * @param searches      search messages received
 * @param refused       clients that were not taken because there were too many
 * @param slow          clients given up because they did not read
 * @param silent        clients given up because they were silent, or never said who they are
 * @param invalid       clients given up because of a message that could not be understood or asked for too much
 * @param givenUp       the client given up last, and why; empty if none was
 */
public record Traffic(
    int clients,
    int channels,
    int subscriptions,
    long bytesIn,
    long bytesOut,
    long updatesIn,
    long updatesOut,
    long merged,
    long dropped,
    long searches,
    long refused,
    long slow,
    long silent,
    long invalid,
    String givenUp) {
}
