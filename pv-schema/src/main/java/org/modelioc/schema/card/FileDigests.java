package org.modelioc.schema.card;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.modelioc.schema.problem.InvalidConfigurationException;
import org.modelioc.schema.problem.Problem;

/** Digests of the files of a model, and their comparison with those on its card. Thread-safe. */
public final class FileDigests {

    private static final int CHUNK = 1 << 16;

    private FileDigests() {
    }

    static void verify(List<ModelFile> files) throws InvalidConfigurationException {
        List<Problem> problems = new ArrayList<>();
        for (ModelFile file : files) {
            try {
                String digest = sha256(file.path());
                if (!digest.equals(file.sha256())) {
                    problems.add(new Problem(file.at(), "the file '" + file.path() + "' has the SHA-256 " + digest
                        + ", but the card is for " + file.sha256() + "; take card and files of the same version"));
                }
            } catch (NoSuchFileException e) {
                problems.add(new Problem(file.at(), "the file '" + file.path() + "' is missing"));
            } catch (IOException e) {
                problems.add(new Problem(file.at(), "the file '" + file.path() + "' cannot be read: " + e.getMessage()));
            }
        }
        if (!problems.isEmpty()) {
            throw new InvalidConfigurationException(problems);
        }
    }

    /**
     * The SHA-256 of a file.
     *
     * @param file the file, read once from begin to end
     * @return 64 small hexadecimal digits
     * @throws IOException if it cannot be read
     */
    public static String sha256(Path file) throws IOException {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] chunk = new byte[CHUNK];
            for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                digest.update(chunk, 0, read);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
