package io.gatewatch.models.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.gatewatch.ingest.Sha256;
import java.io.IOException;
import java.time.Duration;
import java.util.stream.Stream;

/**
 * What a model must show before it may wake anybody: {@code policy.yaml} in the registry's
 * directory, or these defaults.
 *
 * @param alertsPerDay at how many false alerts a day models are compared; 1
 * @param shadowFor how long it must have been the shadow, in event time; 7 days
 * @param mostMicros what scoring a minute may cost, in µs; 25
 * @param mostMicrosForeign the same of an imported model, which runs native code; 500
 * @param mostBytes how large its file may be; 4 MiB
 * @param leastAttacks on how many attacks of the held-out range it must be judged; 10
 */
public record PromotionPolicy(
    Double alertsPerDay,
    Duration shadowFor,
    Double mostMicros,
    Double mostMicrosForeign,
    Integer mostBytes,
    Integer leastAttacks) {
  /** Its name in the registry's directory. */
  public static final String NAME = "policy.yaml";

  /** When nobody says anything. */
  public static final PromotionPolicy DEFAULT =
      new PromotionPolicy(null, null, null, null, null, null);

  private static final ObjectMapper YAML =
      new ObjectMapper(
              YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
          .registerModule(new JavaTimeModule());

  public PromotionPolicy {
    alertsPerDay = alertsPerDay == null ? Double.valueOf(1) : alertsPerDay;
    shadowFor = shadowFor == null ? Duration.ofDays(7) : shadowFor;
    mostMicros = mostMicros == null ? Double.valueOf(25) : mostMicros;
    mostMicrosForeign = mostMicrosForeign == null ? Double.valueOf(500) : mostMicrosForeign;
    mostBytes = mostBytes == null ? Integer.valueOf(4 << 20) : mostBytes;
    leastAttacks = leastAttacks == null ? Integer.valueOf(10) : leastAttacks;
    boolean fine =
        Stream.of(alertsPerDay, mostMicros, mostMicrosForeign)
            .allMatch(limit -> limit > 0 && Double.isFinite(limit));
    if (!fine || shadowFor.isNegative() || mostBytes < 1 || leastAttacks < 1) {
      throw new IllegalArgumentException(
          "policy: limits (expected: numbers over 0; shadowFor PT0S or more)");
    }
  }

  /**
   * Keeps it as it is in force, so that what a promotion was asked can be read later.
   *
   * @return its hash; its name is {@code policies/<hash>.json}
   */
  public String keep(Store store) throws IOException {
    byte[] json = RegistryJson.write(this);
    String sha256 = Sha256.hex(json);
    store.create("policies/" + sha256 + ".json", json);
    return sha256;
  }

  /**
   * Reads a policy.
   *
   * @throws IllegalArgumentException with one line when it is none
   */
  public static PromotionPolicy read(String yaml) {
    try {
      JsonNode shadowFor = YAML.readTree(yaml).path("shadowFor");
      if (shadowFor.isValueNode() && !shadowFor.asText().startsWith("P")) {
        // A bare number would be seconds, and nobody means these.
        throw new IllegalArgumentException(
            "policy: shadowFor: " + PlainText.of(shadowFor.asText(), 40) + " (expected: as P7D)");
      }
      PromotionPolicy policy = YAML.readValue(yaml, PromotionPolicy.class);
      return policy == null ? DEFAULT : policy;
    } catch (JsonProcessingException e) {
      boolean ours = e.getCause() instanceof IllegalArgumentException;
      String why = ours ? e.getCause().getMessage() : e.getOriginalMessage();
      throw new IllegalArgumentException("policy: " + why.lines().findFirst().orElse(""));
    }
  }
}
