package org.modelioc.ioc.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** The option that gives macros of a configuration their values, for commands that read one. */
final class MacroOptions {

    @Option(names = {"-m", "--macro"}, paramLabel = "NAME=VALUE", split = ",",
        description = "A macro for $(NAME) in the configuration; may be repeated, or several with commas as for softIoc.")
    private final Map<String, String> macros = new LinkedHashMap<>();

    Map<String, String> values() {
        return macros;
    }
}
