package io.gatewatch.ingest.combined;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatewatch.ingest.text.FormatLines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Lines that real servers wrote; skipped where the folder of property gatewatch.shared is absent.
 */
class GenuineCombinedTest {
  private final FormatLines lines = new FormatLines("combined");

  @Test
  void allOfTenThousandApacheLinesAreCalls() throws IOException {
    Path file = FormatLines.genuine("access-logs").resolve("semicomplete_apache_2015.log.gz");
    assertThat(lines.outcomes(List.of(file))).containsExactly(Map.entry("accepted", 10_000));
  }

  @Test
  void allNginxLinesAreCalls() throws IOException {
    Path file = FormatLines.genuine("gateway-samples").resolve("nginx-combined.log");
    assertThat(lines.outcomes(List.of(file))).containsExactly(Map.entry("accepted", 4));
  }

  /**
   * The rejected ones are right: 9 lines of nginx's error log; 92 lines of JSON (Traefik, Caddy,
   * Kasm), 6 of cPanel's and 4 of an AWS load balancer's own formats.
   */
  @Test
  void allAccessLinesOfAttackSamplesAreCallsAndTheOthersAreNot() throws IOException {
    try (Stream<Path> all = Files.walk(FormatLines.genuine("crowdsec-http-tests"))) {
      List<Path> logs = all.filter(file -> file.toString().endsWith(".log")).sorted().toList();
      assertThat(logs).hasSizeGreaterThan(35);
      assertThat(lines.outcomes(logs))
          .containsExactly(
              Map.entry("accepted", 599),
              Map.entry("not_a_call", 9),
              Map.entry("not_the_format", 102));
    }
  }
}
