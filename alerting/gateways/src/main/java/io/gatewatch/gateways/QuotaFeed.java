package io.gatewatch.gateways;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;

/**
 * What a reader takes from {@link #PATH}, the HTTP feed for gateways without Kafka; what else is in
 * the answer is for people. An answer holds the newest record of every key that has not ended, so
 * it can be read on its own; what is missing from it ends by itself.
 *
 * @param records of {@code gatewatch.quotas}, with the bytes and the signature as published
 * @param control records of {@code gatewatch.control} that drop limits, and those that lift them
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record QuotaFeed(List<Row> records, List<Row> control) {
  /** Where it is served. */
  public static final String PATH = "/api/v1/quotas";

  /** Response header: the newest heartbeat of the controller, as epoch and time. */
  public static final String HEARTBEAT = "gatewatch-heartbeat";

  /** A larger answer is neither given nor taken. */
  public static final int MOST_BYTES = 16 * 1024 * 1024;

  /**
   * One record of a topic.
   *
   * @param key as text
   * @param value base64 of its bytes
   * @param signature of a quota: the header {@code gatewatch-signature}; null for control
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Row(String key, String value, String signature) {}

  public QuotaFeed {
    records = records == null ? List.of() : List.copyOf(records);
    control = control == null ? List.of() : List.copyOf(control);
  }
}
