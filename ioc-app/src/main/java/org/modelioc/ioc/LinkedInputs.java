package org.modelioc.ioc;

import java.io.UncheckedIOException;
import java.util.Optional;
import org.modelioc.ioc.access.AccessInput;
import org.modelioc.ioc.access.AccessInputs;
import org.modelioc.ioc.link.Link;
import org.modelioc.ioc.link.LinkListener;
import org.modelioc.ioc.link.Links;
import org.modelioc.ioc.link.source.LinkedValue;
import org.modelioc.schema.alarm.AlarmSeverity;
import org.modelioc.schema.link.LinkAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** PVs of other IOCs as inputs of access rules, written with their protocol: {@code INPA("pva://OTHER:PV")}. */
final class LinkedInputs implements AccessInputs {

    private static final Logger LOG = LoggerFactory.getLogger(LinkedInputs.class);

    private final Links links;

    LinkedInputs(Links links) {
        this.links = links;
    }

    @Override
    public Optional<AccessInput> find(String pv) {
        return LinkAddress.isOne(pv) ? Optional.of(new LinkedInput(LinkAddress.parse(pv))) : Optional.empty();
    }

    /** One of them. Without a source, or with one that is silent about its value, it is INVALID. */
    private final class LinkedInput implements AccessInput {

        private final LinkAddress address;
        private Link link;

        LinkedInput(LinkAddress address) {
            this.address = address;
        }

        @Override
        public void follow(Follower follower) {
            try {
                link = links.follow(address, new LinkListener() {
                    @Override
                    public void received(LinkedValue value) {
                        follower.changed(value.number(), value.alarm().severity());
                    }

                    @Override
                    public void stale(long since) {
                        follower.changed(Double.NaN, AlarmSeverity.INVALID);
                    }

                    @Override
                    public void disconnected(long since, String why) {
                        follower.changed(Double.NaN, AlarmSeverity.INVALID);
                    }
                });
            } catch (IllegalStateException | UncheckedIOException e) {
                LOG.warn("access rules do without {}, so that those that use it never match: {}", address, e.getMessage());
                follower.changed(Double.NaN, AlarmSeverity.INVALID);
            }
        }

        @Override
        public void close() {
            if (link != null) {
                link.close();
            }
        }
    }
}
