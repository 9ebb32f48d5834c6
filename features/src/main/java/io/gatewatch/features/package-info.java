/**
 * The first floor: per-principal state ({@code Pulse}, {@code History}) becomes a {@code
 * FeatureVector} after each call that matters, and one integer {@code Tally} per touched view at
 * each round's end. Pure, bounded, without a clock.
 */
package io.gatewatch.features;
