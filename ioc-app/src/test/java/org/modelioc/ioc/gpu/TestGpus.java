package org.modelioc.ioc.gpu;

import java.lang.foreign.Arena;

/** Opens a library that is none for tests of other rooms. */
public final class TestGpus {

    private TestGpus() {
    }

    /** The library. */
    public static Nvml open(FakeNvml fake) {
        return Nvml.open(fake.symbols(), Arena.ofShared()).orElseThrow();
    }
}
