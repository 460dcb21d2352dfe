package org.modelioc.runtime.engine;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Optional;

/** What tests that run TorchScript need. */
final class TorchScripts {

    private TorchScripts() {
    }

    /** Skips the tests of a class, and says why, where the native libraries are not there. */
    static void require() {
        Optional<String> reason = TorchScriptEngine.unavailable();
        reason.ifPresent(text -> System.out.println("SKIPPED: " + text + "; its tests run with 'mvn -Ptorchscript verify'"));
        assumeTrue(reason.isEmpty(), () -> reason.orElse(""));
    }
}
