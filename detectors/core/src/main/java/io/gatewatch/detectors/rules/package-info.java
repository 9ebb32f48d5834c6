/**
 * Rule detectors: a condition over features each, with thresholds that analysts tune in the rule
 * file.
 */
package io.gatewatch.detectors.rules;
