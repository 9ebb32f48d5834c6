package io.gatewatch.alerting;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import io.gatewatch.ingest.Principal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What people have said that still holds. At most {@link #MOST} of a kind, 500 B each; what is
 * beyond that is refused.
 */
@JsonAutoDetect(fieldVisibility = Visibility.ANY)
final class Orders {
  static final int MOST = 1_000;
  static final Duration BREAK_GLASS = Duration.ofMinutes(30);

  /** Pins and break-glass, by key text. */
  TreeMap<String, Act> pins = new TreeMap<>();

  /** By agent text. */
  TreeMap<String, Act> exemptions = new TreeMap<>();

  /** By name. */
  TreeMap<String, Act> kills = new TreeMap<>();

  /** By what they are about, see {@link Act#modeOf}. */
  TreeMap<String, Act> modes = new TreeMap<>();

  /** Break-glass without a second name yet, by act id. */
  TreeMap<String, Act> unconfirmed = new TreeMap<>();

  /** The pin that an automatic limit on a quota has to leave alone; null for none. */
  Act pinOver(QuotaKey key) {
    Act exact = pins.get(key.text());
    return exact != null
        ? exact
        : pins.get(new QuotaKey(key.tenant(), key.group(), QuotaKey.ALL, key.agent()).text());
  }

  /** Whether an agent is exempt by a person's word. */
  boolean isExempt(QuotaKey key) {
    return exemptions.containsKey(agentText(key));
  }

  /** Whether a kill forbids any limit here. */
  boolean isKilled(QuotaKey key, Collection<String> detectors) {
    for (Act kill : kills.values()) {
      if (fits(kill.tenant(), key.tenant())
          && fits(kill.group(), key.group())
          && fits(kill.agent(), key.agent())
          && (kill.detector() == null || isAmong(kill.detector(), detectors))) {
        return true;
      }
    }
    return false;
  }

  /**
   * The least of all modes that apply: of group, agent and each detector.
   *
   * @param configured of the group, where nobody said otherwise
   */
  QuotaMode mode(QuotaKey key, Collection<String> detectors, QuotaMode configured) {
    QuotaMode least = groupMode(key.tenant(), key.group(), configured);
    Act agent = modes.get("agent/" + key.tenant() + "/" + key.group() + "/" + key.agent());
    least = agent == null ? least : least.atMost(agent.mode());
    for (String detector : detectors) {
      Act exact = modes.get("detector/" + detector);
      Act all = modes.get("detector/" + unversioned(detector));
      least = exact == null ? least : least.atMost(exact.mode());
      least = all == null ? least : least.atMost(all.mode());
    }
    return least;
  }

  /** The mode of a whole gateway group: what was said last, else what is configured. */
  QuotaMode groupMode(String tenant, String group, QuotaMode configured) {
    Act said = modes.get("group/" + tenant + "/" + group);
    return said == null ? configured : said.mode();
  }

  /**
   * Whether what is held must go: killed, exempt, under a wider pin, or further than allowed.
   *
   * @param allowed the least mode that applies to it
   */
  boolean forbid(LedgerEntry e, QuotaMode allowed) {
    if (isKilled(e.key, e.detectors) || allowed == QuotaMode.OFF) {
      return true;
    }
    boolean agreed = e.pin != null || e.approval == QuotaUpdate.Approval.GRANTED;
    QuotaMode needed = agreed ? QuotaMode.RECOMMEND : QuotaMode.ENFORCE;
    boolean tooFar = e.mode == QuotaMode.ENFORCE && allowed.compareTo(needed) < 0;
    return tooFar || (e.pin == null && (isExempt(e.key) || pinOver(e.key) != null));
  }

  /** Takes out the pins that end by a time. */
  List<Act> endedPins(Instant time) {
    return take(pins, time);
  }

  /** Forgets exemptions that end by a time. */
  void endExemptions(Instant time) {
    exemptions.values().removeIf(exemption -> !exemption.until().isAfter(time));
  }

  /** Takes out what was done under break-glass and nobody confirmed in time. */
  List<Act> unreported(Instant time) {
    return take(unconfirmed, time);
  }

  /** When the next of them ends; the largest number when none does. */
  long nextEnd() {
    long next = Long.MAX_VALUE;
    for (TreeMap<String, Act> some : List.of(pins, exemptions, unconfirmed)) {
      for (Act act : some.values()) {
        next = Math.min(next, endOf(act).toEpochMilli());
      }
    }
    return next;
  }

  static String agentText(QuotaKey key) {
    return String.join(
        "/",
        Principal.encode(key.tenant()),
        Principal.encode(key.group()),
        Principal.encode(key.agent()));
  }

  /** When it ends: break-glass after half an hour at the latest. */
  static Instant endOf(Act act) {
    Instant latest = act.time().plus(BREAK_GLASS);
    boolean early = act.until() != null && act.until().isBefore(latest);
    return act.kind() != Act.Kind.BREAK_GLASS || early ? act.until() : latest;
  }

  private static List<Act> take(Map<String, Act> from, Instant time) {
    List<Act> ended = new ArrayList<>(from.values());
    ended.removeIf(act -> endOf(act).isAfter(time));
    from.values().removeAll(ended);
    return ended;
  }

  private static boolean isAmong(String detector, Collection<String> detectors) {
    return detectors.stream().anyMatch(d -> d.equals(detector) || unversioned(d).equals(detector));
  }

  private static String unversioned(String detector) {
    int at = detector.indexOf('@');
    return at < 0 ? detector : detector.substring(0, at);
  }

  private static boolean fits(String wanted, String value) {
    return wanted == null || wanted.equals(value);
  }
}
