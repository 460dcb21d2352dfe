package org.modelioc.ioc.link;

/**
 * Counts of all links.
 *
 * @param links        links there are
 * @param connected    of those, how many have a value that is not stale
 * @param disconnected of those, how many have no source
 * @param stale        of those, how many have been silent for too long
 * @param updates      updates received since the start
 * @param losses       connections of links that were lost since the start
 */
public record LinkStatistics(int links, int connected, int disconnected, int stale, long updates, long losses) {
}
