package io.gatewatch.replaydata.evaluate;

import io.gatewatch.replaydata.replay.RefusedMinute;

/**
 * Whose calls a minute's quotas would have refused.
 *
 * @param attack whether its caller was attacking then; all it called counts as its attack's
 */
public record RefusedOutcome(RefusedMinute minute, boolean warmup, boolean attack) {}
