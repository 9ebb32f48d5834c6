package io.gatewatch.collector;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Metric;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Whether the table of metrics names all that there are, and no other. */
class MetricsTableTest {
  private static final Pattern NAME = Pattern.compile("`(gatewatch_[a-z_]+)`");

  @Test
  void theTableNamesEveryMetricAndNoOther() throws Exception {
    Set<String> named =
        Files.readAllLines(Path.of("../WAYS_IN.md")).stream()
            .filter(line -> line.startsWith("| `gatewatch_"))
            .flatMap(line -> NAME.matcher(line).results())
            .map((MatchResult found) -> found.group(1))
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> known = names(IngestMetrics.class);
    known.addAll(names(Class.forName("io.gatewatch.collector.syslog.SyslogMetrics")));
    assertThat(named).isEqualTo(known);
  }

  private static Set<String> names(Class<?> metrics) throws IllegalAccessException {
    Set<String> names = new TreeSet<>();
    for (Field field : metrics.getDeclaredFields()) {
      field.setAccessible(true);
      if (field.get(null) instanceof Metric metric) {
        names.add(
            metric.collect().getMetadata().getName() + (metric instanceof Counter ? "_total" : ""));
      }
    }
    return names;
  }
}
