package io.gatewatch.alerting.desk;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import io.gatewatch.alerting.Alert;
import io.gatewatch.alerting.Alert.Activity;
import io.gatewatch.alerting.Disposition;
import io.gatewatch.alerting.Json;
import io.gatewatch.alerting.Links;
import io.gatewatch.detectors.Severity;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * What the desk keeps of one alert: the newest version it heard, and what it told. Mutable; only
 * {@link AlertDesk} and its parts change it. About 3 KB, 10 KB with 20 sample calls.
 */
@JsonAutoDetect(fieldVisibility = Visibility.ANY)
final class DeskEntry {
  /** Version of this state's serialised form; 1 had no ruling and no victims. */
  static final int STATE_VERSION = 2;

  int stateVersion = STATE_VERSION;

  /** As its partition told it last; its version is the partition's count. */
  Alert heard;

  Links links;

  /** The version that people saw last; the one before its first while it is held back. */
  int told;

  /** Null while it is held back. */
  Instant toldAt;

  Disposition disposition;
  String campaignId;

  /** The campaign that people were told of. */
  String toldCampaignId;

  /** What it was when the snooze began that is on; null without one. */
  Snooze.Baseline snoozed;

  /** What an analyst said of it; null while nobody has, or since it became another. */
  Ruling ruling;

  /** When the snooze began that a condition has ended for good; null without one. */
  Instant endedSnooze;

  /**
   * An entry of an alert that is heard of for the first time. One whose partition has told versions
   * of it before, when there was no desk, goes on with their number.
   */
  static DeskEntry of(Alert alert) {
    DeskEntry entry = new DeskEntry();
    entry.told = alert.version() - 1;
    return entry;
  }

  static DeskEntry fromBytes(byte[] bytes) {
    DeskEntry entry = Json.read(bytes, DeskEntry.class);
    if (entry.stateVersion > STATE_VERSION) {
      throw new IllegalArgumentException(
          "stateVersion: " + entry.stateVersion + " (expected: up to " + STATE_VERSION + ")");
    }
    entry.stateVersion = STATE_VERSION;
    return entry;
  }

  boolean isOpen() {
    return heard.activity() != Activity.CLOSED;
  }

  boolean isTold() {
    return toldAt != null;
  }

  /** Whether an analyst called it an attack. */
  boolean isConfirmed() {
    return ruling != null && ruling.verdict().isAttack();
  }

  boolean isGraverThan(Severity severity) {
    return heard.severity().compareTo(severity) > 0;
  }

  Set<String> detectors() {
    return new LinkedHashSet<>(links.detectors());
  }
}
