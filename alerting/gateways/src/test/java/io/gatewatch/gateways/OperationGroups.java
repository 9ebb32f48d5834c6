package io.gatewatch.gateways;

import io.gatewatch.alerting.QuotaPolicyConfig;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The one table of paths and their operation groups that all gateways are tried with. */
public final class OperationGroups {
  private static final Path INGEST = Path.of("../../ingest/core/src/main/java/io/gatewatch/ingest");

  private static final Pattern LITERAL = Pattern.compile("\"([a-z0-9][a-z0-9.-]*)\"");

  private OperationGroups() {}

  /** What becomes of a call under a limit on * that leaves {@link #SPARED} out. */
  public enum Fate {
    SPARED,
    COVERED,
    DOUBTFUL
  }

  /** A line of the table. */
  public record Row(String method, String target, String group, Fate fate) {}

  /** What every automatic cut leaves out, as globs: payments, consents, log-ins. */
  public static final List<String> SPARED =
      Stream.concat(
              QuotaPolicyConfig.defaults().paymentScopes().stream(),
              QuotaPolicyConfig.defaults().consentScopes().stream())
          .toList();

  /** Paths with each word that ingest's lists hold, so that none can be added there alone. */
  public static List<String> everyListedWord() throws IOException {
    List<String> paths = new ArrayList<>();
    for (String list : List.of("catalog/OperationNames.java", "routes/PathWords.java")) {
      Matcher words = LITERAL.matcher(Files.readString(INGEST.resolve(list)));
      while (words.find()) {
        String word = words.group(1);
        paths.addAll(List.of("/" + word, "/v1/" + word + "/accounts", "/accounts/" + word));
      }
    }
    return paths;
  }

  public static List<Row> rows() throws IOException {
    try (InputStream in = OperationGroups.class.getResourceAsStream("/operation-groups.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split(" "))
          .map(
              p -> new Row(p[0], p[1], p[2], Fate.valueOf(p[3].toUpperCase(java.util.Locale.ROOT))))
          .toList();
    }
  }
}
