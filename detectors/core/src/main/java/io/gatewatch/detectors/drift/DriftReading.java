package io.gatewatch.detectors.drift;

import io.gatewatch.models.ModelPsi;

/**
 * How far a week of traffic lies from what a model was made for.
 *
 * @param model version of the model
 * @param cohort class of agents
 * @param dayAfter the day after the week, in days since 1970
 */
public record DriftReading(String model, String cohort, long dayAfter, ModelPsi measured) {}
