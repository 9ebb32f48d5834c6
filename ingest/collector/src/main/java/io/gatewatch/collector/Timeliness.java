package io.gatewatch.collector;

import io.gatewatch.ingest.ApiCall;
import io.gatewatch.ingest.LineContext;
import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.prometheus.metrics.core.datapoints.DistributionDataPoint;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How well calls keep to time, counted as they come in: dated ahead, late, out of order, and their
 * age. A source is a tenant's gateway group in one format; order is told for the first thousand
 * sources. Calls that are played have no receipt and count for order alone. Safe for many threads.
 */
final class Timeliness {
  private static final int MOST_SOURCES = 1_000;

  private final long lagMillis;
  private final Map<String, AtomicLong> newest = new ConcurrentHashMap<>();
  private final Map<String, Counts> counts = new ConcurrentHashMap<>();

  /**
   * @param lag how far a Clock stays behind: a call older than that at its receipt is late
   */
  Timeliness(Duration lag) {
    this.lagMillis = lag.toMillis();
  }

  /** Starts on lines that came in together. */
  Run run(String format, LineContext context) {
    return new Run(counts.computeIfAbsent(format, Counts::of), source(format, context));
  }

  private AtomicLong source(String format, LineContext context) {
    String name = context.tenant() + '/' + context.group() + '/' + format;
    AtomicLong known = newest.get(name);
    if (known != null || newest.size() >= MOST_SOURCES) {
      return known;
    }
    return newest.computeIfAbsent(name, n -> new AtomicLong(Long.MIN_VALUE));
  }

  /** The metrics of one format, looked up once. */
  private record Counts(
      CounterDataPoint late,
      CounterDataPoint clamped,
      CounterDataPoint outOfOrder,
      DistributionDataPoint age) {
    static Counts of(String format) {
      return new Counts(
          IngestMetrics.LATE.labelValues(format),
          IngestMetrics.CLAMPED.labelValues(format),
          IngestMetrics.OUT_OF_ORDER.labelValues(format),
          IngestMetrics.AGE.labelValues(format));
    }
  }

  /** Lines of one source, in their order; on one thread. */
  final class Run implements AutoCloseable {
    private final AtomicLong source;
    private final Counts counts;
    private long newestMillis;

    private Run(Counts counts, AtomicLong source) {
      this.source = source;
      this.counts = counts;
      this.newestMillis = source == null ? Long.MIN_VALUE : source.get();
    }

    void see(ApiCall call) {
      long time = call.time().toEpochMilli();
      if (time < newestMillis) {
        counts.outOfOrder().inc();
      } else {
        newestMillis = time;
      }
      if (call.timeClamped()) {
        counts.clamped().inc();
      }
      if (call.receivedAt() != null) {
        long ageMillis = call.receivedAt().toEpochMilli() - time;
        counts.age().observe(Math.max(0, ageMillis) / 1000.0);
        if (ageMillis > lagMillis) {
          counts.late().inc();
        }
      }
    }

    @Override
    public void close() {
      if (source != null) {
        source.accumulateAndGet(newestMillis, Math::max);
      }
    }
  }
}
