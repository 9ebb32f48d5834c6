package io.gatewatch.models.evaluation;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Chart.js out of its WebJar, to stand within a page that loads nothing. */
public final class ChartJs {
  private static final String FILE =
      "/META-INF/resources/webjars/chart.js/4.5.1/dist/chart.umd.min.js";

  private ChartJs() {}

  /** The library, for a script element; without the link to a source map that nobody ships. */
  public static String script() {
    String script = resource(FILE).replaceAll("(?m)^//# sourceMappingURL=.*$", "");
    if (script.contains("</script")) {
      throw new IllegalStateException(FILE + " cannot stand within a page");
    }
    return script.strip();
  }

  /**
   * JSON for a script element of type application/json: what could end the element, or what
   * JavaScript takes for a line end, is escaped.
   */
  public static String data(String json) {
    return json.replace("<", "\\u003c")
        .replace(">", "\\u003e")
        .replace("&", "\\u0026")
        .replace("\u2028", "\\u2028")
        .replace("\u2029", "\\u2029");
  }

  static String resource(String path) {
    try (InputStream in = ChartJs.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new IllegalStateException(path + " is not on the class path");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(path, e);
    }
  }
}
