package io.gatewatch.gateways;

import io.gatewatch.alerting.QuotaPolicyConfig;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** The one table of paths and their operation groups that all gateways are tried with. */
final class OperationGroups {
  private OperationGroups() {}

  /** What becomes of a call under a limit on * that leaves {@link #SPARED} out. */
  enum Fate {
    SPARED,
    COVERED,
    DOUBTFUL
  }

  /** A line of the table. */
  record Row(String method, String target, String group, Fate fate) {}

  /** What every automatic cut leaves out, as globs: payments, consents, log-ins. */
  static final List<String> SPARED =
      Stream.concat(
              QuotaPolicyConfig.defaults().paymentScopes().stream(),
              QuotaPolicyConfig.defaults().consentScopes().stream())
          .toList();

  static List<Row> rows() throws IOException {
    try (InputStream in = OperationGroups.class.getResourceAsStream("/operation-groups.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split(" "))
          .map(p -> new Row(p[0], p[1], p[2], Fate.valueOf(p[3].toUpperCase(java.util.Locale.ROOT))))
          .toList();
    }
  }
}
