package org.modelioc.ioc.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class FreshnessTest {

    private final Freshness freshness = Freshness.limitedTo(Duration.ofNanos(100));

    @Test
    void becomesStaleOnceAndIsHealedByAnUpdate() {
        assertThat(freshness.updated(1_000)).isFalse();
        assertThat(freshness.left(1_040)).isEqualTo(60);
        assertThat(freshness.hasBecomeStale(1_099)).isFalse();
        assertThat(freshness.hasBecomeStale(1_100)).isTrue();
        assertThat(freshness.hasBecomeStale(1_200)).isFalse();
        assertThat(freshness.isStale()).isTrue();
        assertThat(freshness.age(1_200)).isEqualTo(200);
        assertThat(freshness.left(1_200)).isZero();
        assertThat(freshness.updated(1_300)).isTrue();
        assertThat(freshness.isStale()).isFalse();
        assertThat(freshness.hasBecomeStale(1_399)).isFalse();
    }

    @Test
    void countsFromTheLastUpdate() {
        freshness.updated(0);
        freshness.updated(90);
        assertThat(freshness.hasBecomeStale(150)).isFalse();
        assertThat(freshness.hasBecomeStale(190)).isTrue();
    }

    @Test
    void withoutASourceNothingBecomesStale() {
        assertThat(freshness.hasBecomeStale(1_000)).isFalse();
        freshness.updated(0);
        freshness.stop();
        assertThat(freshness.hasBecomeStale(1_000)).isFalse();
        assertThat(freshness.left(1_000)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void theMonotonicClockMayWrapAround() {
        freshness.updated(Long.MAX_VALUE - 10);
        assertThat(freshness.hasBecomeStale(Long.MIN_VALUE + 50)).isFalse();
        assertThat(freshness.hasBecomeStale(Long.MIN_VALUE + 100)).isTrue();
    }

    @Test
    void withoutALimitNothingBecomesStale() {
        Freshness unlimited = Freshness.unlimited();
        unlimited.updated(0);
        assertThat(unlimited.hasBecomeStale(Long.MAX_VALUE)).isFalse();
        assertThat(unlimited.isLimited()).isFalse();
    }

    @Test
    void aLimitIsATime() {
        assertThatThrownBy(() -> Freshness.limitedTo(Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
    }
}
