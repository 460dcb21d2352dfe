package org.modelioc.schema.yaml;

/** A node of a YAML document. */
public sealed interface YamlNode permits YamlScalar, YamlSequence, YamlMapping {

    /**
     * Where the node begins.
     *
     * @return the place of its first character, a quote or bracket included
     */
    Mark at();

    /**
     * The same in one of the uses of its place.
     *
     * @param use which use; null for none
     * @return a node with a mark of that use
     */
    YamlNode in(Use use);

    /**
     * What stands there, for an error message.
     *
     * @return for example {@code "a list"} or {@code "the text 'abc'"}
     */
    String describe();

    /**
     * Whether there is no value at all: nothing, {@code ~} or {@code null}.
     *
     * @return true for YAML's null
     */
    default boolean isNull() {
        return false;
    }
}
