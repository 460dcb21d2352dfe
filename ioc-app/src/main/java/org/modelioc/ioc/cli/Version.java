package org.modelioc.ioc.cli;

import picocli.CommandLine;

/** What {@code --version} prints: the program and the Java it runs on. */
final class Version implements CommandLine.IVersionProvider {

    @Override
    public String[] getVersion() {
        String version = Main.class.getPackage().getImplementationVersion();
        return new String[] {
            "model-ioc " + (version == null ? "(not packaged)" : version),
            "Java " + Runtime.version() + ", " + System.getProperty("os.name") + ' ' + System.getProperty("os.arch"),
        };
    }
}
