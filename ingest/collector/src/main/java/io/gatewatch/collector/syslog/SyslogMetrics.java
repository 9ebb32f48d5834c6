package io.gatewatch.collector.syslog;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;

/** What the syslog listeners count, on the default Prometheus registry. Names are contracts. */
final class SyslogMetrics {
  static final Counter LINES =
      Counter.builder()
          .name("gatewatch_syslog_lines_total")
          .help("Messages that came in over syslog.")
          .labelNames("port")
          .register();

  static final Counter DROPPED =
      Counter.builder()
          .name("gatewatch_syslog_dropped_total")
          .help("Messages that were lost because they came too fast or the broker was away.")
          .labelNames("port")
          .register();

  static final Counter REFUSED =
      Counter.builder()
          .name("gatewatch_syslog_refused_total")
          .help("Packets and connections not taken: network, connections, idle, count.")
          .labelNames("port", "reason")
          .register();

  static final Gauge CONNECTIONS =
      Gauge.builder()
          .name("gatewatch_syslog_connections")
          .help("Connections that are open.")
          .labelNames("port")
          .register();

  private SyslogMetrics() {}
}
