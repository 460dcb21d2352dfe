/**
 * Followed PVs: inputs that take their values from PVs of other IOCs, by pvAccess ({@code pva://NAME}) or Channel Access
 * ({@code ca://NAME}).
 *
 * <p>This room knows no pipeline, no PV database and no configuration file. {@link org.modelioc.ioc.link.Links} follows PVs
 * and hands what they send to a {@link org.modelioc.ioc.link.LinkListener}. Below it, {@code link.source} holds the value of
 * a link and what the two protocols share (the one thread of a client, searches, connections); {@code link.pva} and
 * {@code link.ca} speak the protocols.
 *
 * <h2>Joining an input to a link</h2>
 * <ul>
 * <li>Make one {@code Links} for the IOC, with {@link org.modelioc.ioc.link.LinkSettings#fromEnvironment}; log its lines at the
 * start; close it before the evaluation, so that no value comes in while that ends. Follow after the server has begun: a link
 * may lead to a PV of this very IOC.
 * <li>{@code received}: the number is {@code value.number()}, for an image or waveform the first {@code value.count()} of
 * {@code value.numbers()}, which must be copied; both allocate nothing. Convert it by
 * {@link org.modelioc.schema.link.UnitConversion#convert} if one is declared. The input's alarm is the worst of its own limits
 * and {@link org.modelioc.ioc.link.AlarmRule#take} of {@code value.alarm()}. An UNSUPPORTED value, and a TEXT where a number is
 * due, is INVALID by itself, whatever the rule: no rule makes a value of nothing. Where {@code value.exact()} is false, a
 * 64-bit integer was rounded to a double; give that a MINOR alarm, or say it once in the log. The stamp is
 * {@code value.stamp()}, or the time of arrival where that is 0. Store, then ask for an evaluation; do not wait for one.
 * <li>{@code connected}: compare units by {@link org.modelioc.ioc.link.UnitCheck#compare}, with the units of the input, or with
 * {@code convert.from} if a conversion is declared. DIFFERENT is INVALID for every value until the next call, with a message
 * such as {@code INPUT SOL2:B UNITS kG, NOT T}; UNKNOWN is to be accepted.
 * <li>{@code stale} and {@code disconnected}: the input keeps its last number and becomes INVALID with the condition LINK, or
 * TIMEOUT when stale. {@link org.modelioc.ioc.link.Link#nanosWithoutUpdate} gives the seconds for
 * {@code INPUT SOL2:I STALE 5.2 s} and {@code INPUT SOL2:I DISCONNECTED 12 s} at any later time; store the alarm again when an
 * evaluation is due, so that the seconds are right. The first call of a listener is {@code disconnected}: an input has no value
 * before the source gives one.
 * <li>A put to an input that follows a PV must be refused, or would be lost with the next update.
 * <li>{@link org.modelioc.ioc.link.Links#statistics} has the numbers for built-in PVs.
 * </ul>
 *
 * <h2>Why not the clients of epics-pvaccess and jca</h2>
 * A client inside an IOC must notice a dead source and must never hold up the IOC. That of epics-pvaccess 5.1.10 does neither:
 * a server that goes silent stays connected for ever ({@code ChannelImpl.transportUnresponsive} is empty), so that its last
 * value looks good; it connects to servers in the thread that receives the answers to searches, without a time-out and under
 * the lock of the channel, so that one host that is off holds up all searches and the closing of that channel; closing takes
 * the locks of channel, connection and context in another order than the receiving thread does. It searches no name servers.
 * The client of jca 2.4.11 (CAJ) is of the same build, starts a second JVM as repeater that outlives this one unless a
 * property of the whole process forbids it, and makes several objects an update. The part of the two protocols that following
 * needs is small; here one thread does all of a protocol, so that there are no locks to take in a wrong order.
 */
package org.modelioc.ioc.link;
