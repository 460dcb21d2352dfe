package org.modelioc.schema.json;

import org.modelioc.schema.service.AccessDefinition;
import org.modelioc.schema.service.PutLogDefinition;

/** The schema of access security and of the put log. */
final class AccessSchema {

    private AccessSchema() {
    }

    static Schema access() {
        return new Mapping()
            .required("file", Values.filledLine().described("The access file (.acf) as EPICS base reads it, relative to the"
                + " folder of this file. $(P) in it is the prefix."))
            .key("asg", Values.filledLine().described("Access security group of the built-in PVs that clients may put, such as"
                + " ACCESS:RELOAD.").otherwise(AccessDefinition.DEFAULT_GROUP))
            .schema().described("Who may read and put. Without it everybody may put to every input.");
    }

    static Schema group() {
        return Values.filledLine().described("Access security group (ASG), one of the access file.")
            .otherwise(AccessDefinition.DEFAULT_GROUP);
    }

    static Schema putLog() {
        return new Mapping()
            .required("file", Values.filledLine().described("The file, relative to the folder of this file; one line of"
                + " JSON a put."))
            .key("which", Values.choice(Values.words(PutLogDefinition.Which.values()))
                .described("What rules with TRAPWRITE allow (the default if there is an access file), all puts, or all that"
                    + " change the value."))
            .key("burst", Values.quantity(ConfigurationSchema.TIMES).otherwise(PutLogDefinition.DEFAULT_BURST.toSeconds() + " s")
                .described("Puts to one PV that follow each other so quickly are one line, with the least and the greatest;"
                    + " 0 s for a line each, at most 1 h."))
            .key("size", Values.quantity(ConfigurationSchema.SIZES).otherwise((PutLogDefinition.DEFAULT_SIZE >> 20) + " MiB")
                .described("A file of this size becomes FILE.1, from 1 KiB."))
            .key("files", Values.whole(1, 1000).otherwise(PutLogDefinition.DEFAULT_FILES)
                .described("How many files are kept, the one that grows included."))
            .schema().described("The log of puts, with the keys of caPutLog.");
    }
}
