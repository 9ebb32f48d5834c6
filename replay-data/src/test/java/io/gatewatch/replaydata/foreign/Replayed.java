package io.gatewatch.replaydata.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gatewatch.replaydata.cli.Gatewatch;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A log of somebody else's, played through the command that people use. */
record Replayed(int calls, int rejects, List<JsonNode> alerts) {
  private static final ObjectMapper JSON = new ObjectMapper();

  static Replayed of(Path log, String format, Path out, String... more) {
    List<String> args =
        new ArrayList<>(List.of("replay", "--format", format, "--input", log.toString(), "--out"));
    args.add(out.toString());
    args.addAll(List.of(more));
    PrintWriter nowhere = new PrintWriter(PrintWriter.nullWriter());
    // 3: no line of it is one of the format.
    assertThat(Gatewatch.run(nowhere, nowhere, args.toArray(String[]::new))).isIn(0, 3);
    try {
      JsonNode summary = JSON.readTree(out.resolve("summary.json").toFile());
      List<JsonNode> alerts = new ArrayList<>();
      for (String line : Files.readAllLines(out.resolve("alerts.ndjson"))) {
        JsonNode row = JSON.readTree(line);
        alerts.add(row.has("alert") ? row.get("alert") : row);
      }
      return new Replayed(summary.get("calls").asInt(), summary.get("rejects").asInt(), alerts);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The last version of each alert, in order of their ids. */
  List<JsonNode> lastVersions() {
    Map<String, JsonNode> last = new TreeMap<>();
    alerts.forEach(a -> last.put(a.path("alertId").asText(), a));
    return List.copyOf(last.values());
  }
}
