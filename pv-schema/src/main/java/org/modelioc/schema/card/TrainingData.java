package org.modelioc.schema.card;

import java.time.LocalDate;

/**
 * Where the training data of a model come from.
 *
 * @param simulation what made them
 * @param version    version of the simulation
 * @param seed       seed of its random numbers
 * @param samples    how many settings of the machine were simulated, at least 1
 * @param date       when
 */
public record TrainingData(String simulation, String version, long seed, long samples, LocalDate date) {
}
