/**
 * Conditions that people write in CEL: checked against what can be known of a caller ({@link
 * io.gatewatch.detectors.cel.Names}), turned into predicates over primitives, and asked of the
 * {@link io.gatewatch.detectors.cel.Facts} of an observation. What those predicates cannot say runs
 * on CEL's own runtime, with the same answers.
 */
package io.gatewatch.detectors.cel;
