package io.gatewatch.flinkjob;

import java.util.function.Consumer;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;

/** A metric group that tells of every gauge, under the values of its groups. */
final class ListeningGroup extends UnregisteredMetricsGroup {
  private final String path;
  private final Consumer<Shown> out;

  /**
   * A gauge.
   *
   * @param name its model, class of agents and input, such as {@code a-1|aisp|calls_1m}
   */
  record Shown(String name, Gauge<Double> gauge) {}

  ListeningGroup(String path, Consumer<Shown> out) {
    this.path = path;
    this.out = out;
  }

  @Override
  public MetricGroup addGroup(String key, String value) {
    return new ListeningGroup(path.isEmpty() ? value : path + "|" + value, out);
  }

  @Override
  @SuppressWarnings("unchecked") // all of ours tell a Double
  public <T, G extends Gauge<T>> G gauge(String name, G gauge) {
    out.accept(new Shown(path, (Gauge<Double>) gauge));
    return gauge;
  }
}
