package io.gatewatch.replaydata.up;

import io.gatewatch.collector.Collector;
import io.gatewatch.collector.CollectorConfig;
import io.gatewatch.collector.WaysIn;
import io.gatewatch.collector.syslog.SyslogListener;
import io.gatewatch.ingest.formats.Formats;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.nio.file.Path;
import java.util.List;

/** A second collector beside a running {@code up}, for syslog: one port for each format. */
final class EdgeCollector implements AutoCloseable {
  private final Collector collector;

  EdgeCollector(RunningUp.Places places) {
    Path keys = places.folder().resolve("some data/without-sample/keys");
    List<SyslogListener> ports = Formats.names().stream().map(EdgeCollector::listener).toList();
    collector =
        Collector.start(
            new CollectorConfig(
                    places.broker(),
                    "127.0.0.1",
                    0,
                    keys,
                    Folders.make(places.folder().resolve("edge")),
                    "edge",
                    System::currentTimeMillis,
                    CollectorConfig.DEFAULT_CLOCK_LAG)
                .with(WaysIn.of(keys).withSyslog(ports)));
  }

  int port(String format) {
    return collector.syslogPorts().get(Formats.names().indexOf(format));
  }

  /** Names and labels of all metrics of this JVM. */
  static String metrics() {
    StringBuilder all = new StringBuilder();
    for (MetricSnapshot metric : PrometheusRegistry.defaultRegistry.scrape()) {
      String name = metric.getMetadata().getName();
      metric
          .getDataPoints()
          .forEach(point -> all.append(name).append(point.getLabels()).append('\n'));
    }
    return all.toString();
  }

  @Override
  public void close() {
    collector.close();
  }

  private static SyslogListener listener(String format) {
    return SyslogListener.onLoopback(SyslogListener.Protocol.TCP, 0, "default", "default", format);
  }
}
