package io.gatewatch.console;

import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.Collector;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** The console's figures, {@code gatewatch_console_…}; read from the state when they are asked. */
final class ConsoleMetrics implements AutoCloseable {
  private final PrometheusRegistry registry;
  private final List<Collector> registered = new ArrayList<>();

  ConsoleMetrics(
      PrometheusRegistry registry,
      LiveState state,
      EventStream stream,
      Supplier<Map<String, Long>> unreadable) {
    this.registry = registry;
    add(alerts(state));
    add(quotas(state));
    add(ignoredQuotas(state));
    add(rejects(state));
    add(
        gauge("calls_per_second", "Calls a second on gatewatch.calls, mean of 5 s")
            .callback(to -> to.call(state.report().callsPerSecond()))
            .build());
    add(
        gauge("lag_seconds", "How far detection is behind the log, in event time")
            .callback(to -> lag(state, to))
            .build());
    add(
        gauge("sse_clients", "Browsers that listen to the stream")
            .callback(to -> to.call(stream.listeners()))
            .build());
    add(
        counter("feed_left_out", "Signed records that did not fit into an answer of the quota feed")
            .callback(to -> to.call((double) state.feed().leftOut()))
            .build());
    add(
        counter("unreadable_records", "Records that could not be read")
            .labelNames("topic")
            .callback(to -> unreadable.get().forEach((topic, n) -> to.call(n, topic)))
            .build());
  }

  @Override
  public void close() {
    registered.forEach(registry::unregister);
  }

  private void add(Collector collector) {
    registry.register(collector);
    registered.add(collector);
  }

  private static Collector alerts(LiveState state) {
    return gauge("alerts", "Alerts that the console holds")
        .labelNames("severity", "lane", "status")
        .callback(
            to -> {
              Map<List<String>, Integer> counts =
                  new TreeMap<>(Comparator.comparing(String::valueOf));
              state
                  .alerts()
                  .forEach(
                      alert ->
                          counts.merge(
                              List.of(
                                  word(alert.severity()), word(alert.lane()), word(alert.status())),
                              1,
                              Integer::sum));
              counts.forEach((names, n) -> to.call(n, names.toArray(new String[0])));
            })
        .build();
  }

  private static Collector quotas(LiveState state) {
    return gauge("quotas_in_force", "Quotas that a reader holds now")
        .labelNames("state")
        .callback(
            to -> {
              HealthReport.Quotas quotas = state.report().quotas();
              to.call(quotas.enforced(), "enforced");
              to.call(quotas.monitored(), "monitored");
            })
        .build();
  }

  private static Collector ignoredQuotas(LiveState state) {
    return counter("quota_records_ignored", "Records of gatewatch.quotas that broke a rule")
        .labelNames("reason")
        .callback(to -> state.ignoredQuotas().forEach((reason, n) -> to.call(n, reason.wireName())))
        .build();
  }

  private static Collector rejects(LiveState state) {
    return counter("rejects_seen", "Lines on gatewatch.rejects since the console began to listen")
        .labelNames("reason")
        .callback(
            to ->
                state
                    .report()
                    .rejects()
                    .byReason()
                    .forEach(n -> to.call((double) n.count(), n.name())))
        .build();
  }

  private static void lag(LiveState state, GaugeWithCallback.Callback to) {
    Double seconds = state.report().lagSeconds();
    if (seconds != null) {
      to.call(seconds);
    }
  }

  private static GaugeWithCallback.Builder gauge(String name, String help) {
    return GaugeWithCallback.builder().name("gatewatch_console_" + name).help(help);
  }

  private static CounterWithCallback.Builder counter(String name, String help) {
    return CounterWithCallback.builder().name("gatewatch_console_" + name).help(help);
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
