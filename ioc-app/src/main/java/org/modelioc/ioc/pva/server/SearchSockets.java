package org.modelioc.ioc.pva.server;

import java.io.IOException;
import java.net.BindException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ProtocolFamily;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.channels.DatagramChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The UDP sockets by which searches come and replies go.
 *
 * <p>The port is shared with the other servers of the host, but the system hands a packet to one host to only one of them.
 * So whoever gets such a search passes it on to the group 224.0.0.128 on the loopback interface, which all have joined.
 *
 * <p>With a wildcard there is one socket for everything. With a list of addresses there is one for each address, one for its
 * broadcast address and one for the group: a socket bound to an address does not hear broadcasts.
 */
final class SearchSockets implements AutoCloseable {

    static final InetAddress LOCAL_GROUP = Endpoint.parse("224.0.0.128").address();

    private static final Logger LOG = LoggerFactory.getLogger(SearchSockets.class);
    private static final int RECEIVE_BUFFER = 4 << 20;

    /**
     * A socket that receives.
     *
     * @param channel      not blocking
     * @param local        where it is bound
     * @param replyThrough sends replies, with an address that clients can connect to
     */
    record Socket(DatagramChannel channel, InetAddress local, DatagramChannel replyThrough) {
    }

    private final List<Socket> sockets = new ArrayList<>();
    private final List<DatagramChannel> channels = new ArrayList<>();
    private DatagramChannel forwarder;
    private int port;

    private SearchSockets(int port) {
        this.port = port;
    }

    /**
     * Binds the sockets.
     *
     * @param settings addresses and port
     * @return the bound sockets
     * @throws PvaServerException if an address cannot be bound
     */
    static SearchSockets bind(PvaSettings settings) throws PvaServerException {
        SearchSockets result = new SearchSockets(settings.broadcastPort());
        boolean complete = false;
        try {
            result.bindAll(settings.interfaces());
            complete = true;
            return result;
        } catch (IOException e) {
            throw new PvaServerException("no UDP socket can be opened: " + e.getMessage(), e);
        } finally {
            if (!complete) {
                result.close();
            }
        }
    }

    private void bindAll(List<Endpoint> interfaces) throws IOException, PvaServerException {
        Optional<Endpoint> wildcard = interfaces.stream().filter(Endpoint::isWildcard)
            .min((a, b) -> Boolean.compare(a.address() instanceof Inet4Address, b.address() instanceof Inet4Address));
        if (wildcard.isPresent()) {
            DatagramChannel all = bind(wildcard.get().address());
            sockets.add(new Socket(all, wildcard.get().address(), all));
            forwardThrough(all);
        } else {
            for (Endpoint endpoint : interfaces) {
                if (!endpoint.isMulticast()) {
                    bindOne(endpoint.address());
                }
            }
            bindLocalGroup();
        }
        for (Endpoint endpoint : interfaces) {
            if (endpoint.isMulticast()) {
                bindGroup(endpoint);
            }
        }
    }

    private void bindOne(InetAddress address) throws IOException, PvaServerException {
        DatagramChannel one = bind(address);
        sockets.add(new Socket(one, address, one));
        for (InetAddress broadcast : Interfaces.broadcasts(address)) {
            try {
                sockets.add(new Socket(bind(broadcast), broadcast, one));
            } catch (IOException | PvaServerException e) {
                LOG.warn("searches broadcast to {} are not heard: {}", Endpoint.text(broadcast), e.getMessage());
            }
        }
    }

    private void bindLocalGroup() {
        sockets.stream().filter(socket -> socket.local instanceof Inet4Address).findFirst().ifPresent(first -> {
            try {
                DatagramChannel group = bind(LOCAL_GROUP);
                sockets.add(new Socket(group, LOCAL_GROUP, first.replyThrough));
                forwardThrough(group);
            } catch (IOException | PvaServerException e) {
                LOG.debug("no group for the servers of this host", e);
            }
        });
    }

    private void forwardThrough(DatagramChannel member) throws IOException {
        Optional<NetworkInterface> loopback = Interfaces.loopback();
        if (loopback.isEmpty()) {
            return;
        }
        DatagramChannel sender = open(StandardProtocolFamily.INET);
        try {
            member.join(LOCAL_GROUP, loopback.get());
            sender.setOption(StandardSocketOptions.IP_MULTICAST_IF, loopback.get());
            sender.setOption(StandardSocketOptions.IP_MULTICAST_LOOP, true);
            sender.setOption(StandardSocketOptions.IP_MULTICAST_TTL, 1);
            forwarder = sender;
        } catch (IOException | IllegalArgumentException | UnsupportedOperationException e) {
            LOG.warn("searches are not passed on to other servers of this host: {}", e.getMessage());
        }
    }

    private void bindGroup(Endpoint group) throws IOException, PvaServerException {
        DatagramChannel member = bind(group.address());
        List<NetworkInterface> nics = group.iface().isEmpty() ? Interfaces.external()
            : List.of(Interfaces.named(group.iface()).orElseThrow(() -> new PvaServerException("this host has no interface '"
                + group.iface() + "' (EPICS_PVAS_INTF_ADDR_LIST)")));
        for (NetworkInterface nic : nics) {
            try {
                member.join(group.address(), nic);
            } catch (IOException | IllegalArgumentException e) {
                throw new PvaServerException("the multicast group " + group + " cannot be joined: " + e.getMessage()
                    + " (EPICS_PVAS_INTF_ADDR_LIST)", e);
            }
        }
        DatagramChannel reply = sockets.isEmpty() ? open(family(group.address())) : sockets.getFirst().replyThrough;
        sockets.add(new Socket(member, group.address(), reply));
    }

    private DatagramChannel bind(InetAddress address) throws IOException, PvaServerException {
        DatagramChannel channel = open(family(address));
        channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
        if (channel.supportedOptions().contains(StandardSocketOptions.SO_REUSEPORT)) {
            channel.setOption(StandardSocketOptions.SO_REUSEPORT, true);
        }
        channel.setOption(StandardSocketOptions.SO_RCVBUF, RECEIVE_BUFFER);
        try {
            channel.bind(new InetSocketAddress(address, port));
        } catch (BindException e) {
            if (!Acceptor.isLocal(address) && !address.isMulticastAddress()) {
                throw Acceptor.noSuchAddress(address);
            }
            throw new PvaServerException("UDP port " + port + " of " + Endpoint.text(address)
                + " is in use by another program that does not share it (EPICS_PVAS_BROADCAST_PORT)", e);
        }
        port = ((InetSocketAddress) channel.getLocalAddress()).getPort();
        return channel;
    }

    private DatagramChannel open(ProtocolFamily family) throws IOException {
        DatagramChannel channel = DatagramChannel.open(family);
        channels.add(channel);
        channel.configureBlocking(false);
        return channel;
    }

    private static ProtocolFamily family(InetAddress address) {
        return address instanceof Inet4Address ? StandardProtocolFamily.INET : StandardProtocolFamily.INET6;
    }

    List<Socket> sockets() {
        return sockets;
    }

    /** Sends to the group of the servers on this host; null where there is no such group. */
    DatagramChannel forwarder() {
        return forwarder;
    }

    int port() {
        return port;
    }

    @Override
    public void close() {
        for (DatagramChannel channel : channels) {
            try {
                channel.close();
            } catch (IOException e) {
                LOG.debug("closing a UDP socket", e);
            }
        }
    }
}
