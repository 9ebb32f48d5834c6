package io.gatewatch.sinks;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * An alert version that a receiver will never take, or was not there for too long: on {@code
 * gatewatch.dead-letters}, keyed by sink/alertId, with the alert itself, so that it can be sent
 * again. See schemas/dead-letter.schema.json.
 *
 * @param sink name of the sink
 * @param alertId of the alert
 * @param version of the alert; 0 when the row was no alert
 * @param reason why, in a few words
 * @param time when it was given up, wall clock
 * @param row the alert as it lay on {@code gatewatch.alerts}
 */
record DeadLetter(
    String sink, String alertId, int version, String reason, Instant time, String row) {
  /** The topic that carries them. */
  static final String TOPIC = "gatewatch.dead-letters";

  private static final ObjectMapper JSON = new ObjectMapper();

  byte[] key() {
    return (sink + "/" + alertId).getBytes(StandardCharsets.UTF_8);
  }

  byte[] value() {
    ObjectNode letter = JsonNodeFactory.instance.objectNode();
    letter.put("schema", 1).put("sink", sink).put("alertId", alertId).put("version", version);
    letter.put("reason", reason).put("time", time.toString());
    try {
      letter.set("alert", version == 0 ? null : JSON.readTree(row));
      return JSON.writeValueAsBytes(letter);
    } catch (IOException e) {
      throw new IllegalStateException("an alert always has a JSON form", e);
    }
  }
}
