package io.gatewatch.features;

import io.gatewatch.features.consent.ConsentUse;
import io.gatewatch.features.evidence.OwnEvidence;
import io.gatewatch.features.presence.Presence;
import io.gatewatch.features.usage.UsageState;
import io.gatewatch.ingest.ApiCall;
import io.gatewatch.ingest.Principal;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.Objects;

/**
 * What is usual for one principal: how busy its minutes are, how often it fails, which routes and
 * objects it knows. Touched when a minute closes and when something new is met. Agents remember
 * 4,096 to 8,192 objects (at most 17 KB) and the streams of {@link OwnEvidence}, sources 16 to 32.
 * Stored by {@link HistoryForm}.
 *
 * <p>Usual levels are means over busy minutes with exponential memory of 360 of them. A minute far
 * above them is not learned, nor one of a newcomer that is refused most of the time, so that an
 * attack does not become the norm; after 72 h of such minutes in a row the new level is adopted,
 * and sooner when an analyst says that it is benign ({@link #adopt}).
 */
public final class History {
  /** Levels that are learned per busy minute. */
  enum Level {
    UNAUTHORIZED,
    FORBIDDEN,
    NOT_FOUND,
    NEW_OBJECTS,
    KILOBYTES
  }

  static final int LEVELS = Level.values().length;
  private static final int MEMORY_MINUTES = 360;
  static final int MINUTES_OF_PROOF = 30;
  static final long SOURCE_LIVES_MILLIS = 48 * 3_600_000L;

  final boolean agent;
  final BusyMinutes usage = new BusyMinutes();
  final double[] levels = new double[LEVELS];
  final KnownObjects objects;
  final RecentSet routes;
  final OwnEvidence evidence;
  final Presence presence;
  final ConsentUse consents;
  final UsageState use;
  final OperationGroups groups;
  Style style;
  Origins origins;
  UsedPaths paths;
  Who who;

  /** tenant/group of {@link #who}, as views name it; null until it is asked for. */
  private String where;

  ProbeTrail probes;
  long firstSeen = Long.MIN_VALUE;
  long sweepAt = Long.MAX_VALUE;
  int busyMinutes;
  final Freeze freeze = new Freeze();

  /** An empty history for a principal of this kind. */
  public History(Principal.Kind kind) {
    this(kind == Principal.Kind.AGENT);
  }

  History(boolean agent) {
    this.agent = agent;
    this.objects = new KnownObjects(agent ? 8192 : 32);
    this.routes = new RecentSet(agent ? 256 : 32);
    this.evidence = agent ? new OwnEvidence() : null;
    this.presence = agent ? new Presence() : null;
    this.consents = agent ? new ConsentUse() : null;
    this.use = new UsageState(agent);
    this.groups = agent ? new OperationGroups() : null;
    this.style = agent ? new Style() : null;
    this.origins = agent ? new Origins() : null;
    this.paths = new UsedPaths(agent);
  }

  void begin(long time) {
    if (firstSeen == Long.MIN_VALUE) {
      firstSeen = time;
    }
    if (!agent) {
      sweepAt = Math.min(sweepAt, time + SourceRest.AFTER_MILLIS);
    }
  }

  /** Remembers who this is, as of a call. */
  void meet(ApiCall call) {
    if (who == null
        || !call.agentClass().equals(who.agentClass())
        || !Objects.equals(call.agentName(), who.agentName())) {
      who = Who.of(call);
    }
  }

  /** tenant/group, as {@link View#where} says it; they are part of the key, and never change. */
  String where() {
    where = where == null ? View.where(who.tenant(), who.group()) : where;
    return where;
  }

  /**
   * The name of its kind, within its tenant and group: its class in the registry; without one, the
   * operation group that most of its calls of a day belong to.
   */
  String kind(long time) {
    return who.agentClass() == ApiCall.AgentClass.UNKNOWN
        ? "of-" + Integer.toHexString(groups.most(time))
        : who.agentClass().name();
  }

  /** Who this is; null before the first call. */
  Who who() {
    return who;
  }

  /** What it knows of objects. */
  KnownObjects objects() {
    return objects;
  }

  /** Its streams of evidence; null for a source. */
  OwnEvidence evidence() {
    return evidence;
  }

  /** When it is there; null for a source. */
  Presence presence() {
    return presence;
  }

  /** What it uses consents for; null for a source. */
  ConsentUse consents() {
    return consents;
  }

  /** What it does in each operation group; null for a source. */
  OperationGroups groups() {
    return groups;
  }

  /** How it calls; null for a source. */
  Style style() {
    return style;
  }

  /** Where it calls from, and with which credentials; null for a source. */
  Origins origins() {
    return origins;
  }

  /** The moment by which {@link Observer#advance} must be called; Long.MAX_VALUE for none. */
  public long checkAt() {
    return Math.min(use.endsAt(), lookAt());
  }

  /** When an agent's presence, or the sweeper of sources, asks for a look. */
  long lookAt() {
    return agent ? presence.checkAt() : sweepAt;
  }

  /** Its open hour, and what was told of it. */
  UsageState use() {
    return use;
  }

  /**
   * Whether this is forgotten: a source that has not called for 48 h. It begins anew with its next
   * call, whether or not an engine has swept the state away by then.
   */
  public boolean isOver(Pulse pulse, long time) {
    return !agent && pulse.now != Long.MIN_VALUE && time - pulse.now >= SOURCE_LIVES_MILLIS;
  }

  /** The sweeper has come: a source that is not over, and has not called since, is at rest. */
  void sweep(Pulse pulse, long time) {
    long rests = pulse.now + SourceRest.AFTER_MILLIS;
    if (time < rests) {
      sweepAt = rests;
      return;
    }
    SourceRest.rest(pulse, this);
    sweepAt = isOver(pulse, time) ? Long.MAX_VALUE : pulse.now + SOURCE_LIVES_MILLIS;
  }

  /** What its probes add up to with a call that has some; null when none of them counts. */
  ProbeReading meetProbes(ApiCall call, long now) {
    probes = probes == null ? new ProbeTrail() : probes;
    return probes.meet(call, now);
  }

  /** Where its probes are remembered; null when it never sent any. */
  ProbeTrail probes() {
    return probes;
  }

  /** Which routes it uses, and what it does off them. */
  UsedPaths paths() {
    return paths;
  }

  /** Whether what is new to it means anything: a stranger's always does, an agent's after a day. */
  boolean isSettled(long now) {
    return !agent || paths.isSettled(now);
  }

  boolean meetRoute(int fingerprint) {
    return routes.add(fingerprint);
  }

  /**
   * Closes a busy minute; {@code level} holds its counts in the order of {@link Level}. Whether it
   * was learned.
   */
  boolean closeMinute(int calls, int[] level, long minute) {
    if (!freeze.learns(Freeze.isSuspicious(this, calls, level))) {
      return false;
    }
    busyMinutes++;
    usage.add(calls, minute);
    if (groups != null) {
      groups.learn(minute);
    }
    double weight = 1.0 / Math.min(busyMinutes, MEMORY_MINUTES);
    for (int i = 0; i < levels.length; i++) {
      if (i != Level.NEW_OBJECTS.ordinal() || !objects.relearning()) {
        levels[i] += weight * (level[i] - levels[i]);
      }
    }
    return true;
  }

  /**
   * A benign verdict ends a {@link Freeze}, and streams of evidence that hold back begin anew;
   * whether there was anything to end.
   */
  boolean adopt(long time) {
    boolean frozen = freeze.end();
    boolean convinced = evidence != null && evidence.adopt(time);
    return frozen || convinced;
  }

  /** Median of the busy minutes, in calls a minute. */
  double median() {
    return usage.median();
  }

  /** 99th percentile of the busy minutes, in calls a minute. */
  double busy() {
    return usage.busy();
  }

  /**
   * Five usual busy minutes' worth of a level. Missing minutes up to 30 count as quiet ones: a
   * newcomer's first minutes prove little, least of all those of an attack.
   */
  double usualIn5m(Level level) {
    double proof = Math.min(1.0, (double) busyMinutes / MINUTES_OF_PROOF);
    return 5 * levels[level.ordinal()] * proof;
  }

  int busyMinutes() {
    return busyMinutes;
  }

  int knownRoutes() {
    return routes.size();
  }

  /** Its first call, in epoch milliseconds; Long.MIN_VALUE before it. */
  long firstSeen() {
    return firstSeen;
  }

  double ageHours(long now) {
    return firstSeen == Long.MIN_VALUE ? 0 : (now - firstSeen) / 3_600_000.0;
  }

  /** Minutes by calls a minute, see {@link UsageHistogram}. */
  List<Integer> usage() {
    return usage.bins();
  }

  /** Writes the state, version first. */
  public void writeTo(DataOutput out) throws IOException {
    HistoryForm.write(this, out);
  }

  /** Reads a state of any released version. */
  public static History readFrom(DataInput in) throws IOException {
    return HistoryForm.read(in);
  }
}
