package org.modelioc.ioc.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Where a command writes its text. */
final class OutputFile {

    private OutputFile() {
    }

    /** Writes to a file, or to the standard output if there is none. */
    static void write(String text, Path file, PrintWriter out) throws CommandException {
        if (file == null) {
            out.print(text);
            out.flush();
        } else {
            write(text, file, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
        }
    }

    /** Writes to a file that must not exist yet. */
    static void create(String text, Path file) throws CommandException {
        write(text, file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    private static void write(String text, Path file, OpenOption... options) throws CommandException {
        try {
            Files.writeString(file, text, options);
        } catch (FileAlreadyExistsException e) {
            throw new CommandException(file + " exists already; --force overwrites it, -o FILE names another one");
        } catch (NoSuchFileException e) {
            throw new CommandException(file + " cannot be written: there is no folder " + file.toAbsolutePath().getParent());
        } catch (IOException e) {
            throw new CommandException(file + " cannot be written: " + (Files.isDirectory(file) ? "it is a directory"
                : e.getClass().getSimpleName() + ": " + e.getMessage()));
        }
    }
}
