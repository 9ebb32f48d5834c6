/**
 * The Numenta Anomaly Benchmark: {@code NabFolder} finds and reads series, {@code NabRun} has the
 * volume baseline judge them and writes NAB's result files, {@code NabScorer} holds scores against
 * labelled windows as NAB does. Labels are known to the scorer alone.
 */
package io.gatewatch.replaydata.nab;
