package io.gatewatch.replaydata.evaluate;

/**
 * What a cut was.
 *
 * @param warmup whether it was made in the warm-up
 * @param wrongful whether its principal was not attacking then, nor in the ten minutes before
 * @param lingering wrongful, but within an hour of the end of its own attack
 */
public record CutOutcome(Cut cut, boolean warmup, boolean wrongful, boolean lingering) {}
