package org.modelioc.ioc.access;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.modelioc.ioc.log.RateLimitedLog;
import org.slf4j.LoggerFactory;

/**
 * Groups of the operating system, on this host, by the name that a client claims: what {@code "role/GROUP"} in an access file
 * means, as in PVXS.
 *
 * <p>The system is asked by {@code id -Gn USER}, which knows every directory service that the host knows. Kept until
 * {@link #forget}. Thread-safe.
 */
final class UserRoles {

    private static final int MOST_USERS = 10_000;
    private static final long PATIENCE_SECONDS = 5;
    private static final int MOST_BYTES = 1 << 16;
    /** No option of a command, no path, no novel. */
    private static final Pattern USER = Pattern.compile("[\\p{L}\\p{N}_.][\\p{L}\\p{N}_.@$+-]{0,63}");

    // clients make user names up as they like
    private final RateLimitedLog log = new RateLimitedLog(LoggerFactory.getLogger(UserRoles.class));
    private final Map<String, Set<String>> known = new ConcurrentHashMap<>();

    /** The groups of a user; none for a name that this host does not know. */
    Set<String> of(String user) {
        if (!USER.matcher(user).matches()) {
            return Set.of();
        }
        Set<String> roles = known.get(user);
        if (roles == null) {
            roles = ask(user);
            if (known.size() >= MOST_USERS) {
                // somebody makes names up
                known.clear();
            }
            known.put(user, roles);
        }
        return roles;
    }

    /** Asks the system anew from now on. */
    void forget() {
        known.clear();
    }

    // one at a time, so that many clients do not become many processes
    private synchronized Set<String> ask(String user) {
        Set<String> meanwhile = known.get(user);
        if (meanwhile != null) {
            return meanwhile;
        }
        Process process = null;
        try {
            process = new ProcessBuilder("id", "-Gn", user).redirectError(ProcessBuilder.Redirect.DISCARD).start();
            process.getOutputStream().close();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                log.warn("time-out", "the groups of user '" + user + "' are not known: 'id -Gn' did not answer within "
                    + PATIENCE_SECONDS + " s");
                return Set.of();
            }
            String groups = new String(process.getInputStream().readNBytes(MOST_BYTES), StandardCharsets.UTF_8).strip();
            return process.exitValue() != 0 || groups.isEmpty() ? Set.of() : Set.copyOf(Arrays.asList(groups.split("\\s+")));
        } catch (IOException e) {
            log.warn("failure", "the groups of user '" + user + "' are not known: " + e.getMessage());
            return Set.of();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Set.of();
        } finally {
            if (process != null) {
                process.destroyForcibly();
            }
        }
    }
}
