package io.gatewatch.alerting;

import io.gatewatch.alerting.Alert.Activity;
import io.gatewatch.alerting.Incident.Joined;
import io.gatewatch.detectors.Category;
import io.gatewatch.detectors.Detection;
import io.gatewatch.detectors.Detection.Mode;
import io.gatewatch.detectors.Entity;
import io.gatewatch.detectors.SampleCall;
import io.gatewatch.detectors.Severity;
import io.gatewatch.ingest.network.NetworkAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The fold from findings to alert versions, per entity and lane.
 *
 * <ul>
 *   <li>An incident opens at the first LIVE finding. SHADOW findings never alert, count or prolong;
 *       those that come while an incident is open are listed in it.
 *   <li>A new version is told when a detector joins, the severity rises, the risk rises by {@code
 *       riskStep}, or {@code updateSeconds} have passed since the last and it goes on; in the
 *       compliance lane also at each new finding.
 *   <li>It closes at lastSeen + {@code quietSeconds} (a day and more in the compliance lane) and is
 *       dated so, whenever the Clock says it: the timing of Clocks cannot show. {@link #observe}
 *       advances first, so a Clock is only an early advance.
 *   <li>What comes back within {@code reopenSeconds}, in the same category or by the detector that
 *       led (what it goes by may be called otherwise by now), no graver than it was and not
 *       critical, until a day after firstSeen, goes on under its old id. From then on and until
 *       then, while it is medium at most, it closes only after twice the pause it came back from,
 *       and bears on no quota: a job that does the same each hour is one alert a day that opened
 *       twice, not one an hour. What is high closes and opens each time under its one id, so that
 *       its quota is cut and lifted with it.
 *   <li>The leading finding, which gives category, words and evidence, is the newest telling of the
 *       detector that has been strongest by (severity, score).
 * </ul>
 */
public final class Incidents {
  /** What is done to objects, of which those that are new to the caller are the victims. */
  private static final Set<Category> HAVE_VICTIMS =
      EnumSet.of(
          Category.ACCOUNT_TAKEOVER,
          Category.CREDENTIAL_SHARING,
          Category.OBJECT_ENUMERATION,
          Category.BULK_OBJECT_ACCESS,
          Category.DATA_EXFILTRATION,
          Category.SCRAPING,
          Category.SCOPE_VIOLATION,
          Category.CONSENT_VIOLATION,
          Category.PAYMENT_BURST,
          Category.UNAUTHENTICATED_ABUSE,
          Category.CLIENT_IMPERSONATION);

  private final IncidentConfig config;
  private final AlertWriter writer;

  public Incidents(AlertingConfig config) {
    this.config = config.incidents();
    this.writer = new AlertWriter(config.quotas());
  }

  /** Takes in one finding of this state's entity and lane; gives 0 to 2 alert versions. */
  public List<AlertVersion> observe(Incident state, Detection d) {
    List<AlertVersion> told = new ArrayList<>(advance(state, d.time()));
    if (!state.tellings.note(d)) {
      return told;
    }
    state.lastHeard = later(state.lastHeard, d.time());
    if (d.mode() == Mode.SHADOW) {
      if (state.open) {
        join(state, d);
      }
    } else if (!state.open) {
      boolean again = comesBack(state, d);
      open(state, d, again);
      told.add(tell(state, d.time(), again ? Activity.UPDATED : Activity.CREATED));
    } else if (isNews(state, d)) {
      told.add(tell(state, d.time(), Activity.UPDATED));
    }
    return told;
  }

  /** Lets event time pass; idempotent. Gives the closing version when the quiet has lasted. */
  public List<AlertVersion> advance(Incident state, Instant time) {
    if (!state.open || time.isBefore(quietAt(state))) {
      return List.of();
    }
    AlertVersion closing = tell(state, quietAt(state), Activity.CLOSED);
    state.open = false;
    state.closed = state.leading.category();
    state.closedBy = state.leading.detector();
    state.closedEntity = state.leading.entity().id();
    state.leading = null;
    state.joined.clear();
    state.networks.clear();
    state.victims.clear();
    return List.of(closing);
  }

  /** When {@link #advance} next has something to do, or the state can be dropped. */
  public Instant deadline(Incident state) {
    return state.open ? quietAt(state) : state.lastHeard.plusSeconds(config.rememberSeconds());
  }

  /** Whether nothing of the state matters any more at this time. */
  public boolean isForgotten(Incident state, Instant time) {
    return !state.open && !time.isBefore(deadline(state));
  }

  /**
   * Whether a finding is older than any state that could know it: by the Clock's promise it can
   * only be one that is delivered again.
   */
  public boolean isTooOld(Detection d, Instant clock) {
    return !d.time().plusSeconds(config.rememberSeconds()).isAfter(clock);
  }

  /** Whether it goes on with the incident that was closed last. */
  private boolean comesBack(Incident state, Detection d) {
    return (d.category() == state.closed || d.detector().equals(state.closedBy))
        && d.entity().id().equals(state.closedEntity)
        && d.time().isBefore(state.firstSeen.plusSeconds(config.rememberSeconds()))
        && d.severity() != Severity.CRITICAL
        && d.severity().compareTo(state.severity) <= 0
        && d.time().isBefore(state.lastSeen.plusSeconds(config.reopenSeconds()));
  }

  private void open(Incident state, Detection d, boolean again) {
    state.open = true;
    if (again) {
      long pause = Duration.between(state.lastSeen, d.time()).toSeconds();
      state.holdSeconds = Math.max(state.holdSeconds, Math.min(2 * pause, config.reopenSeconds()));
    } else {
      // A finding may be told on after its incident was closed: the sequence keeps the ids apart.
      String first = d.sequence() == 0 ? d.detectionId() : d.detectionId() + "#" + d.sequence();
      state.alertId = Ids.of("a-", d.entity().key(), Lane.of(d).name(), first);
      state.version = 0;
      state.firstSeen = d.time();
      state.holdSeconds = 0;
    }
    state.lastSeen = d.time();
    state.severity = d.severity();
    state.leading = d;
    state.joined.clear();
    state.networks.clear();
    state.victims.clear();
    join(state, d);
  }

  private boolean isNews(Incident state, Detection d) {
    boolean joins = join(state, d);
    boolean worse = d.severity().compareTo(state.severity) > 0;
    state.lastSeen = later(state.lastSeen, d.time());
    if (d.detector().equals(state.leading.detector()) || isStronger(d, state.leading)) {
      state.leading = d;
    }
    if (worse) {
      state.severity = d.severity();
    }
    int risk = IncidentRisk.risk(state.severity, state.joined.values());
    boolean due = !d.time().isBefore(state.toldAt.plusSeconds(config.updateSeconds()));
    // What compliance hears once a day is news each time: it is another route, or another kind.
    boolean another = d.sequence() == 0 && Lane.of(d) == Lane.COMPLIANCE;
    return joins || worse || due || another || risk >= state.toldRisk + config.riskStep();
  }

  /** Notes a detector's part; true when it is new. */
  private static boolean join(Incident state, Detection d) {
    Joined before = state.joined.get(d.detector());
    if (before == null && state.joined.size() >= Incident.MAX_DETECTORS) {
      return false;
    }
    if (d.mode() == Mode.LIVE) {
      noteNetworks(state, d);
      noteVictims(state, d);
    }
    if (before == null || d.mode() == Mode.LIVE || !before.live()) {
      double score = before == null ? d.score() : Math.max(before.score(), d.score());
      state.joined.put(d.detector(), new Joined(d.category(), score, d.mode()));
    }
    return before == null || (!before.live() && d.mode() == Mode.LIVE);
  }

  private static void noteNetworks(Incident state, Detection d) {
    if (d.entity().kind() == Entity.Kind.SOURCE) {
      noteNetwork(state, d.entity().id());
    }
    for (SampleCall call : d.calls()) {
      noteNetwork(state, call.sourceAddress());
    }
  }

  private static void noteNetwork(Incident state, String addressOrNetwork) {
    NetworkAddress address = NetworkAddress.of(addressOrNetwork);
    if (state.networks.size() < Incident.MAX_NETWORKS && addressOrNetwork != null) {
      state.networks.add(address == null ? addressOrNetwork : address.network());
    }
  }

  private static void noteVictims(Incident state, Detection d) {
    if (!HAVE_VICTIMS.contains(d.category())) {
      return;
    }
    for (SampleCall call : d.calls()) {
      if (call.newObject() != null && state.victims.size() < Incident.MAX_VICTIMS) {
        state.victims.add(call.newObject());
      }
    }
  }

  private AlertVersion tell(Incident state, Instant time, Activity activity) {
    state.version++;
    state.toldAt = later(state.toldAt, time);
    state.toldRisk = IncidentRisk.risk(state.severity, state.joined.values());
    return writer.write(state, activity);
  }

  private Instant quietAt(Incident state) {
    Instant quiet = state.lastSeen.plusSeconds(config.quietSeconds(state.leading));
    Instant held = state.lastSeen.plusSeconds(state.holdSeconds);
    Instant longest = state.firstSeen.plusSeconds(config.rememberSeconds());
    return state.isHeldOpen() ? later(quiet, held.isBefore(longest) ? held : longest) : quiet;
  }

  private static boolean isStronger(Detection d, Detection than) {
    int bySeverity = d.severity().compareTo(than.severity());
    return bySeverity > 0 || (bySeverity == 0 && d.score() > than.score());
  }

  private static Instant later(Instant a, Instant b) {
    return a == null || b.isAfter(a) ? b : a;
  }
}
