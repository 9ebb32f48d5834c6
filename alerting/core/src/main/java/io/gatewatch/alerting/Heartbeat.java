package io.gatewatch.alerting;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.time.Instant;

/**
 * The controller's sign of life on the control topic. Silence means that no limit is renewed any
 * more and all of them lapse.
 *
 * @param kind heartbeat
 * @param controllerEpoch higher at each start of the controller
 * @param time of the controller's wall clock
 */
@JsonPropertyOrder({"kind", "controllerEpoch", "time"})
public record Heartbeat(String kind, long controllerEpoch, Instant time) {
  /** The topic that carries it, among other things. */
  public static final String TOPIC = "gatewatch.control";

  /** Its record key. */
  public static final String KEY = "heartbeat:controller";

  /** A sign of life. */
  public static Heartbeat of(long controllerEpoch, Instant time) {
    return new Heartbeat("heartbeat", controllerEpoch, time);
  }

  /** As UTF-8 JSON. */
  public byte[] toJson() {
    return Json.write(this);
  }

  /**
   * Reads one.
   *
   * @throws IllegalArgumentException when the bytes are no heartbeat
   */
  public static Heartbeat fromJson(byte[] json) {
    return Json.read(json, Heartbeat.class);
  }
}
