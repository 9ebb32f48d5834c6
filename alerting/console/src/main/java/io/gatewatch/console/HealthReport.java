package io.gatewatch.console;

import java.time.Instant;
import java.util.List;

/**
 * The state of the pipeline at one moment, as {@code GET /api/v1/health} and the health event of
 * the stream show it.
 *
 * @param time wall clock of the report
 * @param since when this console began to listen: counts start there
 * @param callsPerSecond mean over the last five seconds
 * @param calls since the start
 * @param lagSeconds how far detection is behind the newest time on {@code gatewatch.calls}; null
 *     until both were seen
 * @param controllerSpoke last sign of life of the quota controller, by its wall clock; null until
 *     one was heard. When it falls silent, all limits lapse
 */
record HealthReport(
    Instant time,
    Instant since,
    double callsPerSecond,
    long calls,
    Double lagSeconds,
    Instant controllerSpoke,
    Rejects rejects,
    List<Source> sources,
    Quotas quotas,
    Alerts alerts,
    List<Stage> stages,
    ConsoleLinks links) {

  /**
   * Lines that could not be read.
   *
   * @param last null when there was none
   */
  record Rejects(long total, List<Count> byReason, LastReject last) {}

  /** The newest reject; it holds none of the line's text. */
  record LastReject(String reason, String tenant, String group, String format, Instant time) {}

  /** So many of one kind. */
  record Count(String name, long count) {}

  /**
   * One gateway group that sends lines.
   *
   * @param lastTime event time of its newest call
   * @param lastArrival wall clock of the last call's arrival here
   * @param ageSeconds wall-clock time since then
   * @param sample whether it is the sample traffic
   */
  record Source(
      String tenant,
      String group,
      Instant lastTime,
      Instant lastArrival,
      double ageSeconds,
      long calls,
      boolean sample) {}

  /**
   * Quotas that a gateway would find now.
   *
   * @param ignored records of the control topic that broke a rule, by reason
   */
  record Quotas(int enforced, int monitored, List<Count> ignored) {}

  /** Open alerts by lane and by severity, and all that are held. */
  record Alerts(int held, List<Count> openByLane, List<Count> openBySeverity) {}

  /** A stage of the pipeline. */
  record Stage(String name, boolean ready) {}
}
