/**
 * Detectors over features: each declares what it needs ({@link io.gatewatch.detectors.Need}), looks
 * at an observation and, when it finds something, yields a {@link
 * io.gatewatch.detectors.Detection}. Knows no engine.
 */
package io.gatewatch.detectors;
