package org.modelioc.ioc.autosave;

/** A file from which nothing is restored; the message says why, as the end of a sentence about the file. */
final class UntrustedFileException extends Exception {

    UntrustedFileException(String why) {
        super(why);
    }
}
