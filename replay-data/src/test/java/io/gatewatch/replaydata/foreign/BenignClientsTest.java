package io.gatewatch.replaydata.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Crawlers, feed readers and people on a real web site, four days of 2015. In the file each hour is
 * squeezed into its sixth minute; it is played as it is, and with its seconds stretched to minutes.
 */
class BenignClientsTest {
  private static final String FILE = "semicomplete_apache_2015.log.gz";

  @TempDir Path folder;

  /** Nobody who reads these four days would call anyone for anything in them. */
  @Test
  void nobodyIsToldAboveLow() throws IOException {
    Path log = SharedData.folder("access-logs").resolve(FILE);
    Path stretched = Files.write(folder.resolve("stretched.log"), stretched(log));
    Replayed run = Replayed.of(stretched, "combined", folder.resolve("run"));
    assertThat(run.calls()).isEqualTo(10_000);
    assertThat(aboveLow(run)).isEmpty();
  }

  /** Squeezed, an hour of a crawler behind broken links looks like a minute of discovery. */
  @Test
  void asItStandsOneCrawlerBehindBrokenLinksIsTold() {
    Path log = SharedData.folder("access-logs").resolve(FILE);
    assertThat(aboveLow(Replayed.of(log, "combined", folder.resolve("run"))))
        .hasSizeLessThanOrEqualTo(1)
        .allMatch(line -> line.contains("endpoint_discovery"));
  }

  /** Those who asked for log-in pages of programs that are not there are told, and are low. */
  @Test
  void thoseWhoProbedAreTheOnlyProbersThatAreTold() {
    Path log = SharedData.folder("access-logs").resolve(FILE);
    Replayed run = Replayed.of(log, "combined", folder.resolve("run"));
    assertThat(run.lastVersions())
        .filteredOn(a -> a.path("category").asText().equals("injection_probe"))
        .hasSizeBetween(1, 4)
        .allMatch(a -> a.path("severity").asText().equals("low"));
  }

  private static List<String> aboveLow(Replayed run) {
    List<String> above = new ArrayList<>();
    for (JsonNode alert : run.lastVersions()) {
      if (!alert.path("severity").asText().equals("low")) {
        above.add(alert.path("category").asText() + ": " + alert.path("summary").asText());
      }
    }
    return above;
  }

  /** {@code 16:05:23} becomes {@code 16:23:00}. */
  private static List<String> stretched(Path log) throws IOException {
    record Line(String time, String text) {}
    List<Line> lines = new ArrayList<>();
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(log)), StandardCharsets.UTF_8))) {
      for (String text = in.readLine(); text != null; text = in.readLine()) {
        int at = text.indexOf('[') + 1;
        String day = text.substring(at, at + 12);
        String hour = text.substring(at + 12, at + 14);
        String time = hour + ":" + text.substring(at + 18, at + 20) + ":00";
        lines.add(
            new Line(day + time, text.substring(0, at + 12) + time + text.substring(at + 20)));
      }
    }
    lines.sort(Comparator.comparing(Line::time));
    return lines.stream().map(Line::text).toList();
  }
}
