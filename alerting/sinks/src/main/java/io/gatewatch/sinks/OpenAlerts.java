package io.gatewatch.sinks;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewatch.alerting.Alert;
import io.gatewatch.detectors.Severity;
import io.gatewatch.sinks.format.PostableAlert;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * What an Alertmanager is to be told: open alerts, and for a while those that have ended. The
 * severity is one of its labels, so an alert that grows graver is another one there: the former
 * ends.
 */
final class OpenAlerts {
  private static final Duration ENDED_TOLD_FOR = Duration.ofMinutes(15);

  private record Id(String alertId, Severity severity) implements Comparable<Id> {
    @Override
    public int compareTo(Id other) {
      int byId = alertId.compareTo(other.alertId);
      return byId != 0 ? byId : severity.compareTo(other.severity);
    }
  }

  /** One alert with one severity; ended when {@code endsAt} is not null. */
  static final class Entry {
    private Alert alert;
    private Instant endsAt;
    private boolean told;

    Alert alert() {
      return alert;
    }

    ObjectNode toPost(Instant now, Duration every, String consoleUrl) {
      Instant end = endsAt == null ? now.plus(every.multipliedBy(4)) : endsAt;
      return PostableAlert.of(alert, end, consoleUrl);
    }

    /** Notes that this version is known there; true the first time. */
    boolean noteTold() {
      boolean first = !told;
      told = true;
      return first;
    }
  }

  private final TreeMap<Id, Entry> entries = new TreeMap<>();

  /** Takes a version; true when there is something to tell. */
  boolean hear(Alert alert, boolean wanted, Instant now) {
    boolean isOpen =
        wanted
            && (alert.status() == Alert.Status.NEW || alert.status() == Alert.Status.IN_PROGRESS);
    Id id = new Id(alert.alertId(), alert.severity());
    boolean ended = false;
    for (Severity severity : Severity.values()) {
      Entry before = entries.get(new Id(alert.alertId(), severity));
      if (before != null && !(isOpen && severity == alert.severity()) && before.endsAt == null) {
        before.endsAt = alert.time().isBefore(now) ? alert.time() : now;
        before.told = false;
        ended = true;
      }
    }
    if (!isOpen) {
      return ended;
    }
    Entry entry = entries.computeIfAbsent(id, i -> new Entry());
    entry.alert = alert;
    entry.endsAt = null;
    entry.told = false;
    return true;
  }

  /** All that is to be told now; forgets what has ended long ago. */
  List<Entry> toTell(Instant now) {
    entries
        .values()
        .removeIf(e -> e.told && e.endsAt != null && now.isAfter(e.endsAt.plus(ENDED_TOLD_FOR)));
    return new ArrayList<>(entries.values());
  }

  void drop(Entry entry) {
    entries.values().remove(entry);
  }
}
