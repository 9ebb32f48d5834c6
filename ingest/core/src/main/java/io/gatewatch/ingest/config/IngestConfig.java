package io.gatewatch.ingest.config;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.gatewatch.ingest.identity.IdentityRule;
import io.gatewatch.ingest.identity.IdentityRules;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What an operator may say about reading logs: one YAML file, read once.
 *
 * @param identity identity rules by format
 * @param trustedProxies networks whose X-Forwarded-For is believed, such as 10.0.0.0/8
 */
public record IngestConfig(
    TreeMap<String, List<IdentityRule>> identity, List<String> trustedProxies) {
  private static final JsonMapper YAML =
      JsonMapper.builder(new YAMLFactory())
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();
  private static final IngestConfig SHIPPED = readShipped();

  public IngestConfig {
    identity = identity == null ? new TreeMap<>() : new TreeMap<>(identity);
    trustedProxies = trustedProxies == null ? List.of() : List.copyOf(trustedProxies);
  }

  /** What ships: each gateway's documented marks of authentication, and no trusted proxy. */
  public static IngestConfig shipped() {
    return SHIPPED;
  }

  /**
   * Reads a file; formats that it does not name keep their shipped identity rules.
   *
   * @throws IllegalArgumentException with what is wrong, in one line
   */
  public static IngestConfig read(String yaml) {
    IngestConfig own = parse(yaml);
    TreeMap<String, List<IdentityRule>> identity = new TreeMap<>(SHIPPED.identity);
    identity.putAll(own.identity);
    return new IngestConfig(identity, own.trustedProxies);
  }

  /** The rules of a format; none when nobody wrote any, and then every caller is a network. */
  public IdentityRules identityOf(String format) {
    return new IdentityRules(identity.getOrDefault(format, List.of()));
  }

  private static IngestConfig parse(String yaml) {
    try {
      IngestConfig config = YAML.readValue(yaml, IngestConfig.class);
      return config == null ? new IngestConfig(new TreeMap<>(Map.of()), List.of()) : config;
    } catch (JacksonException e) {
      throw new IllegalArgumentException(
          "configuration: " + e.getOriginalMessage().lines().findFirst().orElse("unreadable"));
    }
  }

  private static IngestConfig readShipped() {
    try (InputStream in = IngestConfig.class.getResourceAsStream("/identity/default.yaml")) {
      return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("identity/default.yaml", e);
    }
  }
}
