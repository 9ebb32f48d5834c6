package io.gatewatch.alerting.desk;

import io.gatewatch.alerting.Alert;
import io.gatewatch.alerting.Links;
import io.gatewatch.detectors.Entity;
import io.gatewatch.ingest.ControlRecord;
import io.gatewatch.ingest.Principal;
import io.gatewatch.ingest.book.Timeline;
import io.gatewatch.ingest.registry.AgentRegistry;
import io.gatewatch.ingest.registry.RegisteredAgent;
import java.time.Instant;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.LongFunction;

/**
 * What is known to the desk besides the alerts, each from its moment: the registry of agents,
 * maintenance windows and snoozes. A later version of a record replaces an earlier one of its id;
 * an empty payload ends it.
 */
public final class DeskBook {
  /** Kind of maintenance windows, in YAML; the id is the writer's own. */
  public static final String MAINTENANCE = "maintenance";

  /** Kind of a snooze, in YAML; the id is the alert's. */
  public static final String SNOOZE = "snooze";

  private final Timeline<AgentRegistry> registries = new Timeline<>();
  private final LongFunction<AgentRegistry> registryAt;
  private final TreeMap<String, Timeline<WindowFile>> files = new TreeMap<>();

  /** alertIds by the moments at which a snooze of them begins or ends. */
  private final TreeMap<Instant, TreeSet<String>> changes = new TreeMap<>();

  /** A book that knows nothing yet. */
  public DeskBook() {
    this.registryAt = registries::inForce;
  }

  /**
   * A book that asks another one for the registry.
   *
   * @param registryAt the registry in force at a time, epoch milliseconds; null when none is
   */
  public DeskBook(LongFunction<AgentRegistry> registryAt) {
    this.registryAt = registryAt;
  }

  /** Whether records of a kind matter to the desk. */
  public static boolean holds(String kind) {
    return kind.equals(ControlRecord.REGISTRY) || kind.equals(MAINTENANCE) || kind.equals(SNOOZE);
  }

  /** Whether a payload ends its record: it is empty, or only says by whom. */
  public static boolean ends(String payload) {
    return WindowFile.read(payload, Instant.EPOCH).isEmpty();
  }

  /**
   * Whether a text may become the payload of such a record. Each of them has to name who wants it.
   *
   * @param kind {@link #MAINTENANCE}: windows only; {@link #SNOOZE}: one snooze, of the id's alert
   * @throws IllegalArgumentException with what is wrong, in one line
   */
  public static void check(String kind, String id, String payload) {
    WindowFile file = WindowFile.read(payload, Instant.EPOCH);
    if (kind.equals(MAINTENANCE) && (file.windows().isEmpty() || !file.snoozes().isEmpty())) {
      throw new IllegalArgumentException("maintenance: windows, and no snoozes, are expected");
    }
    if (kind.equals(SNOOZE)
        && !(file.windows().isEmpty()
            && file.snoozes().size() == 1
            && file.snoozes().get(0).alertId().equals(id))) {
      throw new IllegalArgumentException("snoozes: one of alert " + id + " is expected");
    }
    file.windows().forEach(window -> expectName(window.by(), "maintenance " + window.id()));
    file.snoozes().forEach(snooze -> expectName(snooze.by(), "snooze " + snooze.alertId()));
  }

  private static void expectName(String by, String place) {
    if (by == null || by.isBlank()) {
      throw new IllegalArgumentException(place + ": by: missing (expected: who wants it)");
    }
  }

  /**
   * Adds a record; other kinds are none of this book's business.
   *
   * @throws IllegalArgumentException when its payload cannot be used: what is in force stays so
   */
  public void add(ControlRecord record) {
    if (record.kind().equals(ControlRecord.REGISTRY)) {
      registries.add(record, AgentRegistry.read(record.payload()));
    } else if (holds(record.kind())) {
      WindowFile file = WindowFile.read(record.payload(), record.effectiveFrom());
      String thing = record.kind() + ":" + record.id();
      files.computeIfAbsent(thing, t -> new Timeline<>()).add(record, file);
      if (record.kind().equals(SNOOZE)) {
        note(record.effectiveFrom(), record.id());
      }
      for (Snooze snooze : file.snoozes()) {
        note(snooze.since(), snooze.alertId());
        if (snooze.until() != null) {
          note(snooze.until(), snooze.alertId());
        }
      }
    }
  }

  private void note(Instant time, String alertId) {
    changes.computeIfAbsent(time, t -> new TreeSet<>()).add(alertId);
  }

  /** The agent registry in force at a time; null when none is. */
  public AgentRegistry registry(long epochMillis) {
    return registryAt.apply(epochMillis);
  }

  /** The registry's entry of whom an alert is about; null when there is none. */
  RegisteredAgent agent(Alert alert, Links links) {
    AgentRegistry registry = registry(alert.time().toEpochMilli());
    if (registry == null || alert.entity().kind() != Entity.Kind.AGENT) {
      return null;
    }
    Principal principal = Principal.agent(alert.entity().id(), links.issuer());
    return registry.find(principal, alert.tenant(), alert.group());
  }

  /** The first window, by id of its record, that explains an alert; null when none does. */
  MaintenanceWindow window(Alert alert, Links links) {
    for (Timeline<WindowFile> file : files.values()) {
      WindowFile inForce = file.inForce(alert.time().toEpochMilli());
      if (inForce == null) {
        continue;
      }
      for (MaintenanceWindow window : inForce.windows()) {
        if (window.explains(alert, links)) {
          return window;
        }
      }
    }
    return null;
  }

  /** The snooze of an alert that is on at a moment; null when there is none. */
  Snooze snooze(String alertId, Instant time) {
    for (Timeline<WindowFile> file : files.values()) {
      WindowFile inForce = file.inForce(time.toEpochMilli());
      if (inForce == null) {
        continue;
      }
      for (Snooze snooze : inForce.snoozes()) {
        if (snooze.alertId().equals(alertId) && snooze.isOn(time)) {
          return snooze;
        }
      }
    }
    return null;
  }

  /** When a snooze next begins or ends, after a moment; null when none does. */
  Instant nextChange(Instant after) {
    return changes.higherKey(after);
  }

  /** Whose snooze begins or ends after one moment and not after another. */
  SortedSet<String> changed(Instant after, Instant upTo) {
    TreeSet<String> alerts = new TreeSet<>();
    Map<Instant, TreeSet<String>> between = changes.subMap(after, false, upTo, true);
    between.values().forEach(alerts::addAll);
    return alerts;
  }
}
