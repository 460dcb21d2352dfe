package org.modelioc.tests;

import java.util.ArrayList;
import java.util.List;
import org.modelioc.tests.TestClient.Sample;

/** The updates that one subscription has brought so far. Thread-safe. */
final class Samples {

    private final List<Sample> samples = new ArrayList<>();

    synchronized void add(Sample sample) {
        samples.add(sample);
    }

    synchronized boolean isEmpty() {
        return samples.isEmpty();
    }

    /** The newest; there is always one, because a subscription begins with the present state. */
    synchronized Sample last() {
        return samples.getLast();
    }

    synchronized List<Sample> all() {
        return List.copyOf(samples);
    }

    /** Forgets all but the newest. */
    synchronized void forget() {
        samples.subList(0, samples.size() - 1).clear();
    }
}
