package io.gatewatch.alerting.desk;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import io.gatewatch.alerting.Incident;
import io.gatewatch.alerting.Json;
import java.util.ArrayList;
import java.util.List;

/**
 * How many incidents one detector has opened in this hour and day, for one tenant and gateway
 * group, and the alert that tells of what was held back. Mutable; only {@link RuleProtection}
 * changes it. About 500 B.
 */
@JsonAutoDetect(fieldVisibility = Visibility.ANY)
final class Cap {
  /** Version of this state's serialised form. */
  static final int STATE_VERSION = 1;

  static final int EXAMPLES = 5;

  int stateVersion = STATE_VERSION;
  String tenant;
  String group;
  String detector;

  /** Hours since 1970-01-01T00:00Z. */
  long hour = Long.MIN_VALUE;

  int openedInHour;
  int heldInHour;
  int openedInDay;
  int heldInDay;
  int tellings;

  /** alertIds of this hour's first that were held back. */
  List<String> examples = new ArrayList<>();

  Incident guard = new Incident();

  static Cap fromBytes(byte[] bytes) {
    Cap cap = Json.read(bytes, Cap.class);
    if (cap.stateVersion > STATE_VERSION) {
      throw new IllegalArgumentException(
          "stateVersion: " + cap.stateVersion + " (expected: up to " + STATE_VERSION + ")");
    }
    cap.stateVersion = STATE_VERSION;
    return cap;
  }

  /** Begins a new hour, and a new day, when one has come. */
  void reach(long newHour) {
    if (newHour <= hour) {
      return;
    }
    if (Math.floorDiv(newHour, 24) > Math.floorDiv(hour, 24)) {
      openedInDay = 0;
      heldInDay = 0;
    }
    hour = newHour;
    openedInHour = 0;
    heldInHour = 0;
    examples.clear();
  }
}
