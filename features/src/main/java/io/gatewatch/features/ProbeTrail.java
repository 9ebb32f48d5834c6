package io.gatewatch.features;

import io.gatewatch.ingest.ApiCall;
import io.gatewatch.ingest.Exposure.Place;
import io.gatewatch.ingest.Probe;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * What one caller's probes add up to over hours. A kind in a place on a route that was not among
 * the last eight counts as one mark (a scanner that says so as 1.5), the same again as 1/3, 1/4,
 * 1/5 … (so that repetition counts as its logarithm; a known target once only), all halved every 12
 * h. A kind that this caller had on earlier days counts (1 + days)⁻⁴ of it, up to twice as many a
 * day as its mean on such days; beyond, all of it: texts that it sends every day are its trade, but
 * one a day does not buy it hundreds. Known targets count only where they are not there (4xx, 5xx):
 * where they are, people use them. A trail ends when less than a quarter of a mark is left.
 *
 * <p>At most 80 bytes and 10 for each kind, only for callers that ever sent a probe; version 2.
 */
final class ProbeTrail {
  private static final int VERSION = 2;
  private static final int MEMORY = 8;
  private static final double HALF_LIFE_MILLIS = 12 * 3_600_000.0;
  private static final double DAY_MEMORY = 14;
  private static final double USUAL_TIMES = 2;
  private static final double SCANNER_MARKS = 1.5;
  private static final double ENDS_BELOW = 0.25;
  private static final long DAY_MILLIS = 86_400_000;
  private static final int KINDS = Probe.Kind.values().length;

  private final int[] recent = new int[MEMORY];

  /** By kind: days that had it, and how many probes on them, both fading. */
  private final float[] days = new float[KINDS];

  private final float[] onDays = new float[KINDS];
  private final int[] today = new int[KINDS];
  private int recentAt;
  private long day = Long.MIN_VALUE;
  private double marks;
  private long time;
  private int kinds;
  private int calls;
  private int repeats;
  private int answered;
  private long votedAt = Long.MIN_VALUE;
  private long answeredAt = Long.MIN_VALUE;
  private long letInAt = Long.MIN_VALUE;

  /** Takes a call with probes; what they add up to, null when none of them counts. */
  ProbeReading meet(ApiCall call, long now) {
    turnTo(Math.floorDiv(now, DAY_MILLIS));
    fade(now);
    boolean counts = false;
    boolean meant = false;
    for (Probe probe : call.probes()) {
      if (call.status() >= 400 || !isTarget(probe.kind())) {
        add(probe, call);
        counts = true;
        meant |= probe.kind().injects() && isAsked(probe.place());
      }
    }
    if (!counts) {
      return null;
    }
    calls++;
    if (meant && call.status() >= 200 && call.status() < 300) {
      answered++;
      answeredAt = time;
    }
    return new ProbeReading(marks, kinds, calls, answered);
  }

  private static boolean isTarget(Probe.Kind kind) {
    return kind == Probe.Kind.SENSITIVE_FILE || kind == Probe.Kind.KNOWN_EXPLOIT;
  }

  private static boolean isAsked(Place place) {
    return place == Place.PATH || place == Place.QUERY;
  }

  @SuppressWarnings("EnumOrdinal")
  private void add(Probe probe, ApiCall call) {
    int kind = probe.kind().ordinal();
    double weight = probe.kind() == Probe.Kind.SCANNER ? SCANNER_MARKS : 1;
    if (isKnown(Fingerprint.half(what(probe, call)))) {
      weight = isTarget(probe.kind()) ? 0 : 1.0 / (3 + repeats++);
    }
    marks += weight * unusual(kind);
    kinds |= 1 << kind;
    today[kind]++;
  }

  /** What share of it counts: all of a kind that is new, or beyond its usual number a day. */
  private double unusual(int kind) {
    if (today[kind] * days[kind] >= USUAL_TIMES * onDays[kind]) {
      return 1;
    }
    double usual = 1 + days[kind];
    return 1 / (usual * usual * usual * usual);
  }

  /** One target asked for with another object is another target. */
  @SuppressWarnings("EnumOrdinal")
  private static long what(Probe probe, ApiCall call) {
    long place = 31L * probe.kind().ordinal() + probe.place().ordinal();
    long what = Fingerprint.mix(place, Fingerprint.of(call.route()));
    return probe.kind().injects() || call.objects().isEmpty()
        ? what
        : Fingerprint.mix(what, Fingerprint.of(call.objects().get(0).hash()));
  }

  private boolean isKnown(int what) {
    for (int known : recent) {
      if (known == what) {
        return true;
      }
    }
    recent[recentAt] = what;
    recentAt = (recentAt + 1) % MEMORY;
    return false;
  }

  /** Days that are over count among the usual, with a memory of 14 days. */
  private void turnTo(long newDay) {
    if (day != Long.MIN_VALUE && newDay > day) {
      double kept = StrictMath.exp(-Math.min(1_000, newDay - day) / DAY_MEMORY);
      for (int k = 0; k < KINDS; k++) {
        days[k] = (float) (kept * (days[k] + (today[k] > 0 ? 1 : 0)));
        onDays[k] = (float) (kept * (onDays[k] + today[k]));
        today[k] = 0;
      }
    }
    day = Math.max(day, newDay);
  }

  private void fade(long now) {
    marks *= StrictMath.pow(2, -Math.max(0, now - time) / HALF_LIFE_MILLIS);
    time = Math.max(time, now);
    if (marks < ENDS_BELOW) {
      marks = 0;
      kinds = 0;
      calls = 0;
      repeats = 0;
      answered = 0;
      Arrays.fill(recent, 0);
    }
  }

  /**
   * A vote of this round, once a day: that it probed, and (among the server errors, which mean
   * nothing here) that a text made for code was answered 2xx; null for none. Notes it.
   *
   * @param callsPerMinute its calls in the last minute
   */
  Tally vote(long now, int callsPerMinute) {
    boolean probes = marks > 0 && isAnew(time, votedAt, now);
    boolean letIn = marks > 0 && isAnew(answeredAt, letInAt, now);
    votedAt = probes ? now : votedAt;
    letInAt = letIn ? now : letInAt;
    return probes || letIn ? Tally.vote(1, letIn ? 1 : 0, probes, false, callsPerMinute) : null;
  }

  /** Whether it was in this round, and was not said within a day. */
  private static boolean isAnew(long at, long saidAt, long now) {
    return at != Long.MIN_VALUE
        && Rounds.of(at) == Rounds.of(now)
        && (saidAt == Long.MIN_VALUE || now - saidAt >= DAY_MILLIS);
  }

  /** The same again counts like another one. */
  void forgetRecent() {
    Arrays.fill(recent, 0);
    recentAt = 0;
  }

  /** The kind that is least its trade is not usual any more; false when none is. */
  boolean forgetLeastUsedKind() {
    int least = -1;
    for (int k = 0; k < KINDS; k++) {
      least = had(k) && (least < 0 || isLessUsed(k, least)) ? k : least;
    }
    if (least < 0) {
      return false;
    }
    days[least] = 0;
    onDays[least] = 0;
    today[least] = 0;
    return true;
  }

  private boolean had(int kind) {
    return days[kind] > 0 || today[kind] > 0;
  }

  private boolean isLessUsed(int kind, int other) {
    float ofKind = days[kind] + (today[kind] > 0 ? 1 : 0);
    float ofOther = days[other] + (today[other] > 0 ? 1 : 0);
    float probes = onDays[kind] + today[kind];
    return ofKind < ofOther || (ofKind == ofOther && probes < onDays[other] + today[other]);
  }

  void writeTo(DataOutput out) throws IOException {
    out.writeByte(VERSION);
    Varint.writeTime(out, time, 0);
    Varint.writeRing(out, recent, recentAt);
    writeDays(out);
    Varint.writeTime(out, day, Math.floorDiv(time, DAY_MILLIS));
    Varint.writeDouble(out, marks);
    Varint.write(out, kinds);
    Varint.write(out, calls);
    Varint.write(out, repeats);
    Varint.write(out, answered);
    Varint.writeTime(out, votedAt, time);
    Varint.writeTime(out, answeredAt, time);
    Varint.writeTime(out, letInAt, time);
  }

  /** Which kinds it ever had, as bits, and what is known of each. */
  private void writeDays(DataOutput out) throws IOException {
    int had = 0;
    for (int k = 0; k < KINDS; k++) {
      had |= had(k) ? 1 << k : 0;
    }
    Varint.write(out, had);
    for (int k = 0; k < KINDS; k++) {
      if ((had & (1 << k)) != 0) {
        out.writeFloat(days[k]);
        out.writeFloat(onDays[k]);
        Varint.write(out, today[k]);
      }
    }
  }

  private void readDays(DataInput in) throws IOException {
    int had = Varint.readInt(in);
    for (int k = 0; k < Integer.SIZE; k++) {
      if ((had & (1 << k)) != 0) {
        float d = in.readFloat();
        float on = in.readFloat();
        int now = Varint.readInt(in);
        if (k < KINDS) {
          days[k] = d;
          onDays[k] = on;
          today[k] = now;
        }
      }
    }
  }

  static ProbeTrail readFrom(DataInput in) throws IOException {
    int version = in.readByte();
    if (version < 1 || version > VERSION) {
      throw new IOException("probe trail of version " + version + " (expected: 1 or 2)");
    }
    ProbeTrail trail = new ProbeTrail();
    if (version == 1) {
      trail.readFirst(in);
      return trail;
    }
    trail.time = Varint.readTime(in, 0);
    trail.recentAt = Varint.readRing(in, trail.recent);
    trail.readDays(in);
    trail.day = Varint.readTime(in, Math.floorDiv(trail.time, DAY_MILLIS));
    trail.marks = Varint.readDouble(in);
    trail.kinds = Varint.readInt(in);
    trail.calls = Varint.readInt(in);
    trail.repeats = Varint.readInt(in);
    trail.answered = Varint.readInt(in);
    trail.votedAt = Varint.readTime(in, trail.time);
    trail.answeredAt = Varint.readTime(in, trail.time);
    trail.letInAt = Varint.readTime(in, trail.time);
    return trail;
  }

  private void readFirst(DataInput in) throws IOException {
    for (int i = 0; i < MEMORY; i++) {
      recent[i] = in.readInt();
    }
    recentAt = in.readByte();
    readDays(in);
    day = in.readLong();
    marks = in.readDouble();
    time = in.readLong();
    kinds = Varint.readInt(in);
    calls = Varint.readInt(in);
    repeats = Varint.readInt(in);
    answered = Varint.readInt(in);
    votedAt = in.readLong();
    answeredAt = in.readLong();
    letInAt = in.readLong();
  }
}
