package org.modelioc.runtime.engine;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * The entries of a TorchScript file, to make others of it: its code is text. {@code config/models/training} tells how the file
 * itself was made.
 */
final class TorchArchive {

    static final Path LEBT = Path.of("../config/models/lebt/lebt.pt");
    static final Path MEBT = Path.of("../config/models/mebt/mebt.pt");
    private static final String NETWORK = "archive/code/__torch__/surrogate/networks.py";

    private final Map<String, byte[]> entries = new LinkedHashMap<>();

    private TorchArchive() {
    }

    static TorchArchive lebt() throws IOException {
        TorchArchive archive = new TorchArchive();
        try (ZipFile file = new ZipFile(LEBT.toFile())) {
            Enumeration<? extends ZipEntry> all = file.entries();
            while (all.hasMoreElements()) {
                ZipEntry entry = all.nextElement();
                try (InputStream in = file.getInputStream(entry)) {
                    archive.entries.put(entry.getName(), in.readAllBytes());
                }
            }
        }
        return archive;
    }

    /** Replaces a piece of the code of the network. */
    TorchArchive code(String piece, String replacement) {
        String code = new String(entries.get(NETWORK), StandardCharsets.UTF_8);
        if (!code.contains(piece)) {
            throw new IllegalArgumentException(piece);
        }
        entries.put(NETWORK, code.replace(piece, replacement).getBytes(StandardCharsets.UTF_8));
        return this;
    }

    /** What the network returns, in terms of {@code settings} and of the result {@code x6}. */
    TorchArchive returns(String expression) {
        return code("return x6", "return " + expression);
    }

    TorchArchive without(String part) {
        entries.keySet().removeIf(name -> name.contains(part));
        return this;
    }

    Path write(Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file); ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
                zip.closeEntry();
            }
        }
        return file;
    }
}
