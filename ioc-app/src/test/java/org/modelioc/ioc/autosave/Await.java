package org.modelioc.ioc.autosave;

import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Waits for something that must happen. */
final class Await {

    private static final long SECONDS = 30;

    private Await() {
    }

    static void until(String what, BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("did not happen within " + SECONDS + " s: " + what);
            }
            Thread.sleep(2);
        }
    }
}
