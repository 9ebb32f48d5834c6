package io.gatewatch.ingest.formats;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewatch.ingest.ApiCall;
import io.gatewatch.ingest.LineContext;
import io.gatewatch.ingest.LineParser;
import io.gatewatch.ingest.ParsedLine;
import io.gatewatch.ingest.assemble.ParserSettings;
import io.gatewatch.ingest.masking.MaskingKeys;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Lines of a format, written by hand in the gateway's shape: formats/&lt;format>/lines.txt, where a
 * line that starts with # names the next one.
 */
public final class Fixtures {
  /** Tenant bank, group public, a file that is replayed. */
  public static final LineContext CONTEXT = new LineContext("bank", "public", null, null);

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Format format;
  private final Map<String, String> lines = new LinkedHashMap<>();

  private Fixtures(String name) {
    format = Formats.named(name);
    String source = "/formats/" + name + "/lines.txt";
    try (InputStream in = Fixtures.class.getResourceAsStream(source)) {
      String next = null;
      for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList()) {
        if (line.startsWith("# ")) {
          next = line.substring(2).strip();
        } else if (!line.isBlank()) {
          lines.put(next, line);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(source, e);
    }
  }

  /** The lines of a format. */
  public static Fixtures of(String format) {
    return new Fixtures(format);
  }

  /** Their names, in order. */
  public List<String> names() {
    return List.copyOf(lines.keySet());
  }

  /** A line by its name. */
  public String line(String name) {
    assertThat(lines).containsKey(name);
    return lines.get(name);
  }

  /** The call that a line becomes. */
  public ApiCall call(String name) {
    return callOf(line(name));
  }

  /** The call that a JSON line becomes once it is changed. */
  public ApiCall call(String name, Consumer<ObjectNode> change) {
    return callOf(changed(name, change));
  }

  /** The call that a text becomes. */
  public ApiCall callOf(String line) {
    ParsedLine parsed = parse(line);
    assertThat(parsed).as(line).isInstanceOf(ParsedLine.Accepted.class);
    return ((ParsedLine.Accepted) parsed).call();
  }

  /** Why a line is rejected. */
  public String reason(String name) {
    return reasonOf(line(name));
  }

  /** Why a JSON line is rejected once it is changed. */
  public String reason(String name, Consumer<ObjectNode> change) {
    return reasonOf(changed(name, change));
  }

  /** Why a text is rejected. */
  public String reasonOf(String line) {
    ParsedLine parsed = parse(line);
    assertThat(parsed).as(line).isInstanceOf(ParsedLine.Rejected.class);
    return ((ParsedLine.Rejected) parsed).reason();
  }

  /** The calls of a body, in order; every line of it must be one. */
  public List<ApiCall> callsOf(String body) {
    return format.split(body.getBytes(StandardCharsets.UTF_8)).stream()
        .map(line -> callOf(new String(line, StandardCharsets.UTF_8)))
        .toList();
  }

  /** A JSON line with a change. */
  public String changed(String name, Consumer<ObjectNode> change) {
    try {
      ObjectNode line = (ObjectNode) JSON.readTree(line(name));
      change.accept(line);
      return JSON.writeValueAsString(line);
    } catch (JsonProcessingException e) {
      throw new AssertionError(name, e);
    }
  }

  /** A text as a JSON string, quoted and escaped. */
  public static String quoted(String text) {
    try {
      return JSON.writeValueAsString(text);
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  /** A new parser under the well-known key. */
  public LineParser parser() {
    return format.parser(ParserSettings.shipped(MaskingKeys.wellKnown()));
  }

  private ParsedLine parse(String line) {
    return parser().parse(line.getBytes(StandardCharsets.UTF_8), CONTEXT);
  }
}
