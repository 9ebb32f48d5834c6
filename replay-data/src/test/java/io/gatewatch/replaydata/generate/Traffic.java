package io.gatewatch.replaydata.generate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Generated lines for tests, read again as a reader of Kong's log would. */
final class Traffic {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String USERNAME = "\"username\":\"";

  private Traffic() {}

  static List<GeneratedLine> of(Scenario scenario, Duration from, Duration to) {
    Instant start = scenario.start();
    return take(TrafficGenerator.of(scenario, start.plus(from), start.plus(to)));
  }

  static List<GeneratedLine> take(TrafficGenerator traffic) {
    List<GeneratedLine> lines = new ArrayList<>();
    traffic.forEachRemaining(lines::add);
    return lines;
  }

  /** Lets all of it pass, keeps none of it. */
  static Labels labels(Scenario scenario, Duration to) {
    Instant start = scenario.start();
    TrafficGenerator traffic = TrafficGenerator.of(scenario, start, start.plus(to));
    traffic.forEachRemaining(line -> {});
    return traffic.labels();
  }

  static String text(GeneratedLine line) {
    return new String(line.line(), StandardCharsets.UTF_8);
  }

  static List<String> texts(List<GeneratedLine> lines) {
    return lines.stream().map(Traffic::text).toList();
  }

  static JsonNode json(GeneratedLine line) {
    try {
      return JSON.readTree(line.line());
    } catch (IOException e) {
      throw new UncheckedIOException(text(line), e);
    }
  }

  /** Name of the authenticated agent; empty for a stranger. */
  static String agent(GeneratedLine line) {
    String text = text(line);
    int start = text.lastIndexOf(USERNAME) + USERNAME.length();
    return start < USERNAME.length() ? "" : text.substring(start, text.indexOf('"', start));
  }

  static int status(GeneratedLine line) {
    return json(line).path("response").path("status").asInt();
  }
}
