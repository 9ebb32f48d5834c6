package io.gatewatch.console;

import io.gatewatch.ingest.ApiCall;
import io.gatewatch.ingest.Clock;
import io.gatewatch.ingest.LogEntry;
import io.gatewatch.ingest.RejectRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What flows through the pipeline, from the moment this console began to listen. Keeps counts and
 * times, never a line or a payload. Safe for use by many threads.
 */
final class HealthBoard {
  private static final int MOST_REASONS = 64;

  private final Instant since;
  private final CallRate rate = new CallRate();
  private final SourceLines sources = new SourceLines();
  private final PipelineLag lag = new PipelineLag();
  private final Map<String, Long> rejects = new TreeMap<>();
  private HealthReport.LastReject lastReject;
  private Instant controllerSpoke;
  private long calls;
  private long rejected;

  HealthBoard(Instant since) {
    this.since = since;
  }

  /** A record of {@code gatewatch.calls} came in at wall-clock time {@code now}. */
  synchronized void logged(LogEntry entry, Instant now) {
    if (entry instanceof ApiCall call) {
      calls++;
      rate.count(now);
      sources.seen(call, now);
      lag.logReached(notLaterThan(call.time(), now));
    } else if (entry instanceof Clock clock) {
      lag.logReached(notLaterThan(clock.time(), now));
    }
  }

  /** A clock of {@code gatewatch.detections} came in. */
  synchronized void judged(int partition, Clock clock) {
    lag.judgedUpTo(partition, clock.time());
  }

  /** The quota controller gave a sign of life, dated by its own wall clock. */
  synchronized void controllerSpoke(Instant time) {
    controllerSpoke = time;
  }

  /** A record of {@code gatewatch.rejects} came in. */
  synchronized void rejected(RejectRecord reject) {
    String reason = reject.rejected().reason();
    rejected++;
    if (rejects.containsKey(reason) || rejects.size() < MOST_REASONS) {
      rejects.merge(reason, 1L, Long::sum);
    }
    RejectRecord.Origin origin = reject.origin();
    lastReject =
        new HealthReport.LastReject(
            reason, origin.tenant(), origin.group(), origin.format(), reject.time());
  }

  synchronized HealthReport report(
      Instant now,
      HealthReport.Quotas quotas,
      HealthReport.Alerts alerts,
      List<HealthReport.Stage> stages,
      ConsoleLinks links) {
    return new HealthReport(
        now,
        since,
        rate.perSecond(now),
        calls,
        lag.seconds(),
        controllerSpoke,
        new HealthReport.Rejects(rejected, byCount(rejects), lastReject),
        sources.report(now, links.sampleTenant()),
        quotas,
        alerts,
        stages,
        links);
  }

  private static List<HealthReport.Count> byCount(Map<String, Long> counts) {
    List<HealthReport.Count> sorted = new ArrayList<>();
    counts.forEach((name, count) -> sorted.add(new HealthReport.Count(name, count)));
    sorted.sort(Comparator.comparingLong(HealthReport.Count::count).reversed());
    return sorted;
  }

  /** A gateway whose clock is fast must not make us look late. */
  private static Instant notLaterThan(Instant time, Instant now) {
    return time.isAfter(now) ? now : time;
  }
}
