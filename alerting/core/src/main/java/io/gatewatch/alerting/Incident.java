package io.gatewatch.alerting;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import io.gatewatch.detectors.Category;
import io.gatewatch.detectors.Detection;
import io.gatewatch.detectors.Severity;
import java.time.Instant;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The state of one entity in one lane: the incident that is open, if any, and which findings were
 * heard. Mutable; only {@link Incidents} changes it. Two incidents of one entity and lane never
 * overlap, so one state holds them one after the other.
 *
 * <p>Size: at most 32 detectors (100 B each) and 16 networks and 20 victims, the leading finding
 * (up to 8 KB with 20 calls) and {@link Tellings} (4 KB): 2 KB typical, 16 KB at most. A closed one
 * keeps the tellings, and how to go on if it comes back.
 */
@JsonAutoDetect(fieldVisibility = Visibility.ANY)
public final class Incident {
  /** Version of this state's serialised form. */
  static final int STATE_VERSION = 4;

  static final int MAX_DETECTORS = 32;

  /** So many of its networks are known. */
  static final int MAX_NETWORKS = 16;

  /** So many objects that its caller had no habit of. */
  static final int MAX_VICTIMS = 20;

  /** One detector's part: its highest score in this incident. */
  record Joined(Category category, double score, Detection.Mode mode) {
    boolean live() {
      return mode == Detection.Mode.LIVE;
    }
  }

  int stateVersion = STATE_VERSION;
  boolean open;
  String alertId;
  int version;
  Instant firstSeen;
  Instant lastSeen;
  Instant toldAt;
  int toldRisk;
  Severity severity;
  Detection leading;

  /** Of the incident that was closed last; null before the first. */
  Category closed;

  /** Which detector led it. */
  String closedBy;

  /** What that was about: a source's state is of its whole network. */
  String closedEntity;

  /** Since it came back: the least time without a finding after which it closes. */
  long holdSeconds;

  TreeMap<String, Joined> joined = new TreeMap<>();

  /** Where its sample calls came from since it opened, as a.b.c.0/24; the first that were seen. */
  TreeSet<String> networks = new TreeSet<>();

  /** Objects that its caller had no habit of, since it opened; the first that were seen. */
  TreeSet<String> victims = new TreeSet<>();

  Tellings tellings = new Tellings();
  Instant lastHeard;

  /** The state of an entity of which nothing was heard. */
  public Incident() {}

  /** The key under which a store keeps the state that this finding belongs to. */
  public static String keyOf(Detection d) {
    return d.entity().key() + "|" + Lane.of(d).name();
  }

  /** As bytes for a store. */
  public byte[] toBytes() {
    return Json.write(this);
  }

  /** From the bytes of a store. */
  public static Incident fromBytes(byte[] bytes) {
    Incident state = Json.read(bytes, Incident.class);
    if (state.stateVersion > STATE_VERSION) {
      throw new IllegalArgumentException(
          "stateVersion: " + state.stateVersion + " (expected: up to " + STATE_VERSION + ")");
    }
    state.stateVersion = STATE_VERSION;
    return state;
  }

  /** Whether it came back and is mild: it closes later than others, and bears on no quota. */
  boolean isHeldOpen() {
    return holdSeconds > 0 && severity.compareTo(Severity.MEDIUM) <= 0;
  }

  /** Whether an incident is going on. */
  public boolean isOpen() {
    return open;
  }
}
