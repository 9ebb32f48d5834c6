/**
 * Whether the traffic that a model judges is still the traffic that it was made for: one vote an
 * agent and hour, held against what the model's file remembers of its training.
 */
package io.gatewatch.detectors.drift;
