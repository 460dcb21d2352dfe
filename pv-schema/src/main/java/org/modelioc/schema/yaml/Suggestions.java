package org.modelioc.schema.yaml;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** What may have been meant by a name that does not exist. */
public final class Suggestions {

    private static final int SHORTEST_PREFIX = 3;

    private Suggestions() {
    }

    /**
     * The end of a sentence about an unknown name.
     *
     * @param wrong      the name as written
     * @param candidates the names that exist
     * @return {@code "; did you mean 'x'?"}, or nothing if no candidate is close
     */
    public static String didYouMean(String wrong, Collection<String> candidates) {
        return closest(wrong, candidates).map(name -> "; did you mean " + Words.quote(name) + "?").orElse("");
    }

    /**
     * The closest of the names that exist: the fewest letters to add, drop, change or swap, upper and lower case being
     * the same; at most one in three of the letters, and four. A beginning of a name ("desc") is close as well, and so is
     * a name that goes on ("lower" for "low").
     *
     * @param wrong      the name as written
     * @param candidates the names that exist
     * @return the closest, if one is close; of several the first
     */
    public static Optional<String> closest(String wrong, Collection<String> candidates) {
        String written = wrong.toLowerCase(Locale.ROOT);
        int best = Math.clamp(written.length() / 3, 1, 4) + 1;
        String closest = null;
        String begun = null;
        for (String candidate : candidates) {
            String name = candidate.toLowerCase(Locale.ROOT);
            int distance = distance(written, name, best - 1);
            if (distance < best && distance < Math.max(written.length(), name.length())) {
                best = distance;
                closest = candidate;
            }
            if (begun == null && Math.min(written.length(), name.length()) >= SHORTEST_PREFIX
                && (name.startsWith(written) || written.startsWith(name))) {
                begun = candidate;
            }
        }
        return Optional.ofNullable(closest != null ? closest : begun);
    }

    /**
     * Optimal string alignment distance.
     *
     * @param limit the largest distance of interest
     * @return the distance, or {@code limit + 1} if it is larger than {@code limit}
     */
    static int distance(String a, String b, int limit) {
        if (Math.abs(a.length() - b.length()) > limit) {
            return limit + 1;
        }
        int[] beforeLast = new int[b.length() + 1];
        int[] last = new int[b.length() + 1];
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            row[0] = i;
            int smallest = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(Math.min(row[j - 1], last[j]) + 1, last[j - 1] + change);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
                }
                smallest = Math.min(smallest, row[j]);
            }
            if (smallest > limit) {
                return limit + 1;
            }
            int[] free = beforeLast;
            beforeLast = last;
            last = row;
            row = free;
        }
        return Math.min(last[b.length()], limit + 1);
    }
}
