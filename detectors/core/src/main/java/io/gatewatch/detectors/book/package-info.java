/**
 * What was in force when: rules, models and agent registries by the round from which they count.
 */
package io.gatewatch.detectors.book;
