package io.gatewatch.ingest.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.gatewatch.ingest.ApiCall;
import io.gatewatch.ingest.LineContext;
import io.gatewatch.ingest.LineParser;
import io.gatewatch.ingest.ParsedLine;
import io.gatewatch.ingest.RejectReason;
import io.gatewatch.ingest.Repeats;
import io.gatewatch.ingest.assemble.ParserSettings;
import io.gatewatch.ingest.config.IngestConfig;
import io.gatewatch.ingest.formats.Format;
import io.gatewatch.ingest.formats.Formats;
import io.gatewatch.ingest.masking.MaskingKeys;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/** Lines of one format and its parser under well-known keys. */
public final class FormatLines {
  /** What is known of every line here: tenant bank, group public. */
  public static final LineContext CONTEXT = new LineContext("bank", "public", null, null);

  private final Format format;
  private final LineParser parser;

  /** The format as it ships. */
  public FormatLines(String name) {
    this(name, IngestConfig.shipped());
  }

  /** The format under an operator's configuration. */
  public FormatLines(String name, IngestConfig config) {
    format = Formats.named(name);
    parser = format.parser(new ParserSettings(MaskingKeys.wellKnown(), config));
  }

  /** The call that a line is; fails when it is none. */
  public ApiCall call(String line) {
    return call(line.getBytes(StandardCharsets.UTF_8));
  }

  /** The call that a line is; fails when it is none. */
  public ApiCall call(byte[] line) {
    ParsedLine parsed = parse(line);
    assertThat(parsed).isInstanceOf(ParsedLine.Accepted.class);
    return ((ParsedLine.Accepted) parsed).call();
  }

  /** The ids of the calls in a body; what is no call has none. */
  public List<String> callIds(byte[] body) {
    Repeats repeats = new Repeats();
    List<String> ids = new ArrayList<>();
    for (byte[] line : format.split(body)) {
      if (parser.parse(line, CONTEXT, repeats) instanceof ParsedLine.Accepted accepted) {
        ids.add(accepted.call().callId());
      }
    }
    return ids;
  }

  /** Why a line is no call. */
  public RejectReason reject(String line) {
    ParsedLine parsed = parse(line.getBytes(StandardCharsets.UTF_8));
    assertThat(parsed).isInstanceOf(ParsedLine.Rejected.class);
    return RejectReason.valueOf(((ParsedLine.Rejected) parsed).reason().toUpperCase(Locale.ROOT));
  }

  /** What becomes of a line. */
  public ParsedLine parse(byte[] line) {
    return parser.parse(line, CONTEXT);
  }

  /** The lines of a fixture of this format. */
  public List<String> fixture(String file) {
    String name = "/formats/" + format.name() + "/" + file;
    try (InputStream in = FormatLines.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How many lines of genuine files became calls, and how many were rejected for which reason. */
  public Map<String, Integer> outcomes(List<Path> files) throws IOException {
    Map<String, Integer> outcomes = new TreeMap<>();
    for (Path file : files) {
      for (byte[] line : format.split(bytes(file))) {
        String outcome =
            parse(line) instanceof ParsedLine.Rejected rejected ? rejected.reason() : "accepted";
        outcomes.merge(outcome, 1, Integer::sum);
      }
    }
    return outcomes;
  }

  /** A folder of genuine lines; the test is skipped where there is none. */
  public static Path genuine(String folder) {
    String shared = System.getProperty("gatewatch.shared", "");
    Path path = Path.of(shared, "data", folder);
    assumeTrue(
        !shared.isBlank() && Files.isDirectory(path),
        "no genuine lines: set -Dgatewatch.shared=<folder>");
    return path;
  }

  /** A file as it was before it was packed. */
  public static byte[] bytes(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return file.toString().endsWith(".gz")
          ? new GZIPInputStream(in).readAllBytes()
          : in.readAllBytes();
    }
  }
}
