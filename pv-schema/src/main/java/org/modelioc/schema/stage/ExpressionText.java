package org.modelioc.schema.stage;

import org.modelioc.schema.expression.ExpressionException;
import org.modelioc.schema.yaml.Mark;
import org.modelioc.schema.yaml.YamlScalar;

/**
 * An expression as the file has it.
 *
 * @param key    the key it stands behind
 * @param scalar the value there
 */
public record ExpressionText(String key, YamlScalar scalar) {

    /**
     * The expression.
     *
     * @return the text, without quotes
     */
    public String text() {
        return scalar.text();
    }

    /**
     * The place of a fault.
     *
     * @param fault found in the text
     * @return the place of the character, where the text stands in the file as it is; else that of the text
     */
    public Mark at(ExpressionException fault) {
        return scalar.at(Math.min(fault.column() - 1, text().length()));
    }

    /**
     * What is wrong.
     *
     * @param fault found in the text
     * @return with the column in the text, one line
     */
    public String describe(ExpressionException fault) {
        return "'" + key + "', column " + fault.column() + ": " + fault.reason();
    }
}
