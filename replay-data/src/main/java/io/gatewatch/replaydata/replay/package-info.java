/**
 * Replay: historical logs through the same core as production, without an engine. Read entries in
 * order, detect, alert, write the run's files.
 */
package io.gatewatch.replaydata.replay;
