package org.modelioc.schema.stage;

import org.modelioc.schema.yaml.Mark;

/**
 * What a stage works on.
 *
 * @param stage    name of the stage, as in the YAML
 * @param at       where the file names it
 * @param tensor   name of the model's tensor
 * @param elements which part of the last axis; {@link Elements#ALL} if it is not restricted
 */
public record StageTarget(String stage, Mark at, String tensor, Elements elements) {
}
