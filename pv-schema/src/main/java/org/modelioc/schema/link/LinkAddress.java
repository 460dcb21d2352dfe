package org.modelioc.schema.link;

/**
 * A PV of another IOC, with the protocol to reach it by: {@code pva://SOL2:I:RB} or {@code ca://SOL2:I:RB}.
 *
 * <p>The protocol must be written: the same name may be served by both with different metadata (Channel Access cuts units
 * to seven characters, has no user tag and no 64-bit integers), so that a silent default would be a trap.
 *
 * @param protocol the protocol
 * @param pv       the full name of the PV, of visible characters, with a field (".RVAL") if one is meant
 */
public record LinkAddress(LinkProtocol protocol, String pv) {

    /** The longest name, in characters: what epics-pvaccess servers take. */
    public static final int LONGEST_NAME = 500;

    /** Checks the name. */
    public LinkAddress {
        if (pv.isEmpty()) {
            throw new IllegalArgumentException("a PV name must follow " + protocol.scheme());
        }
        if (pv.length() > LONGEST_NAME) {
            throw new IllegalArgumentException("a PV name has at most " + LONGEST_NAME + " characters, not " + pv.length());
        }
        if (pv.codePoints().anyMatch(c -> Character.isWhitespace(c) || Character.isISOControl(c))) {
            throw new IllegalArgumentException("a PV name has no blanks");
        }
    }

    /**
     * Reads an address.
     *
     * @param text for example {@code "pva://SOL2:I:RB"}
     * @return the address
     * @throws IllegalArgumentException with what is wrong and how to write it
     */
    public static LinkAddress parse(String text) {
        for (LinkProtocol protocol : LinkProtocol.values()) {
            if (text.regionMatches(true, 0, protocol.scheme(), 0, protocol.scheme().length())) {
                return new LinkAddress(protocol, text.substring(protocol.scheme().length()));
            }
        }
        int scheme = text.indexOf("://");
        if (scheme >= 0) {
            throw new IllegalArgumentException("the protocol '" + text.substring(0, scheme) + "' is not known; write pva://"
                + text.substring(scheme + 3) + " or ca://" + text.substring(scheme + 3));
        }
        throw new IllegalArgumentException("the protocol is missing; write pva://" + text + " or ca://" + text);
    }

    /**
     * Whether {@link #parse} reads a text.
     *
     * @param text any text
     * @return false also for a name without its protocol
     */
    public static boolean isOne(String text) {
        try {
            parse(text);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** As {@link #parse} reads it. */
    @Override
    public String toString() {
        return protocol.scheme() + pv;
    }
}
