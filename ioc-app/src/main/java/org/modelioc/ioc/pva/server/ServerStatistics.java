package org.modelioc.ioc.pva.server;

/**
 * What the server has done and holds; counts are since its start.
 *
 * @param connections       TCP connections that are open now
 * @param channels          channels that are open now, all connections together
 * @param accepted          connections taken
 * @param refusedFull       connections closed at once because there were too many
 * @param droppedSlow       connections given up because their client did not read
 * @param droppedIdle       connections given up because their client was silent, or never said who it is
 * @param droppedBadMessage connections given up because of a message that could not be understood or asked for too much
 * @param searches          search messages answered or considered, UDP and TCP
 * @param badDatagrams      UDP packets that were no pvAccess message
 * @param bytesReceived     by TCP
 * @param bytesSent         by TCP
 */
public record ServerStatistics(
    int connections,
    int channels,
    long accepted,
    long refusedFull,
    long droppedSlow,
    long droppedIdle,
    long droppedBadMessage,
    long searches,
    long badDatagrams,
    long bytesReceived,
    long bytesSent) {
}
