package io.gatewatch.replaydata.nab;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** NAB's labelled windows: of each file, pairs of the first and the last moment of an anomaly. */
public final class NabLabels {
  private final Path file;
  private final JsonNode windows;

  private NabLabels(Path file, JsonNode windows) {
    this.file = file;
    this.windows = windows;
  }

  /**
   * A window, in rows.
   *
   * @param first its first row, from 0
   * @param last its last row
   */
  public record Window(int first, int last) {
    public Window {
      if (first < 0 || last < first) {
        throw new IllegalArgumentException("window: " + first + " to " + last);
      }
    }

    int width() {
      return last - first + 1;
    }
  }

  /**
   * Reads a file.
   *
   * @throws IllegalArgumentException when it is no such file
   */
  public static NabLabels read(Path file) throws IOException {
    try {
      JsonNode root = new ObjectMapper().readTree(Files.readAllBytes(file));
      if (!root.isObject()) {
        throw new IllegalArgumentException(file + ": not a JSON object of windows by file");
      }
      return new NabLabels(file, root);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(file + ": not JSON", e);
    }
  }

  /**
   * The windows of a series, in its order.
   *
   * @throws IllegalArgumentException when it has no entry, or a window ends at no row of it
   */
  public List<Window> of(NabSeries series) {
    JsonNode entry = windows.get(series.name());
    if (entry == null || !entry.isArray()) {
      throw new IllegalArgumentException(file + ": has no windows of " + series.name());
    }
    List<Window> found = new ArrayList<>();
    for (JsonNode pair : entry) {
      found.add(new Window(row(series, pair.path(0)), row(series, pair.path(1))));
    }
    return found;
  }

  private int row(NabSeries series, JsonNode moment) {
    String wanted = seconds(moment.asText());
    for (int i = 0; i < series.rows().size(); i++) {
      if (seconds(series.rows().get(i).timestamp()).equals(wanted)) {
        return i;
      }
    }
    throw new IllegalArgumentException(
        file + ": " + series.name() + " has no row at \"" + wanted + "\"");
  }

  private static String seconds(String moment) {
    int point = moment.indexOf('.');
    return point < 0 ? moment : moment.substring(0, point);
  }
}
