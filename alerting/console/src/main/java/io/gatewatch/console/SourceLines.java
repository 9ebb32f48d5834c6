package io.gatewatch.console;

import io.gatewatch.ingest.ApiCall;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The last line of each tenant and gateway group; the {@value #BOUND} that spoke last. */
final class SourceLines {
  static final int BOUND = 200;

  private record Name(String tenant, String group) {}

  private static final class Line {
    private Instant newest = Instant.MIN;
    private Instant arrival = Instant.MIN;
    private long calls;
  }

  private final Map<Name, Line> lines =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Name, Line> eldest) {
          return size() > BOUND;
        }
      };

  void seen(ApiCall call, Instant now) {
    Line line =
        lines.computeIfAbsent(new Name(call.tenant(), call.gatewayGroup()), name -> new Line());
    line.calls++;
    line.arrival = now;
    if (call.time().isAfter(line.newest)) {
      line.newest = call.time();
    }
  }

  /** Sources of people before the sample's, then by name. */
  List<HealthReport.Source> report(Instant now, String sampleTenant) {
    List<HealthReport.Source> sources = new ArrayList<>();
    lines.forEach(
        (name, line) ->
            sources.add(
                new HealthReport.Source(
                    name.tenant,
                    name.group,
                    line.newest,
                    line.arrival,
                    Math.max(0, Duration.between(line.arrival, now).toMillis()) / 1e3,
                    line.calls,
                    name.tenant.equals(sampleTenant))));
    sources.sort(
        Comparator.comparing(HealthReport.Source::sample)
            .thenComparing(HealthReport.Source::tenant)
            .thenComparing(HealthReport.Source::group));
    return sources;
  }
}
