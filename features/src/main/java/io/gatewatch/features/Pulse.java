package io.gatewatch.features;

import io.gatewatch.ingest.ApiCall;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * The part of a principal's state that every call touches: two sliding windows, counts that fade,
 * how regularly calls come, the last call ids, the open round. At most 400 bytes stored, by {@link
 * PulseForm}.
 */
public final class Pulse {
  /** Counters over one minute in steps of 10 s. */
  enum Minute {
    CALLS,
    SERVER_ERRORS
  }

  /** Counters over five minutes in steps of one minute. */
  enum Five {
    CALLS,
    UNAUTHORIZED,
    FORBIDDEN,
    NOT_FOUND,
    REFUSED,
    OTHER_CLIENT_ERRORS,
    NEW_OBJECTS,
    WALK_STEPS,
    NEW_ROUTES,
    WRITES,
    CLAIMS,
    KILOBYTES
  }

  /** Counters that fade over an hour or a day. */
  enum Late {
    CALLS_1H,
    NEW_OBJECTS_1H,
    KILOBYTES_1H,
    PAYMENTS_1H,
    CALLS_24H,
    PAYMENTS_24H
  }

  /** How much a call may do; each weight has a cadence of its own. */
  enum Weight {
    READ,
    WRITE,
    PAYMENT
  }

  private static final long TURNED_AWAY_MILLIS = 600_000;
  private static final int CALL_IDS = 16;
  private static final int WALK_MEMORY = 8;
  private static final int CLAIM_MEMORY = 4;

  final Window minute = new Window(Minute.values().length, 6, Rounds.MILLIS);
  final Window five = new Window(Five.values().length, 5, 60_000);
  final FadingCounts late =
      new FadingCounts(
          FadingCounts.HOUR,
          FadingCounts.HOUR,
          FadingCounts.HOUR,
          FadingCounts.HOUR,
          FadingCounts.DAY,
          FadingCounts.DAY);
  final Gaps gaps = new Gaps();
  final RoundUse use = new RoundUse();
  final int[] callIds = new int[CALL_IDS];
  final int[] nextIds = new int[WALK_MEMORY];
  final int[] claims = new int[CLAIM_MEMORY];
  int callIdAt;
  int nextIdAt;
  int claimAt;
  long lastCall;
  int repeats;
  long now = Long.MIN_VALUE;
  boolean unobserved;
  long turnedAwayAt = Long.MIN_VALUE;
  final long[] observedAt = new long[Weight.values().length];

  /** An empty state. */
  public Pulse() {
    Arrays.fill(observedAt, Long.MIN_VALUE);
  }

  /** The principal's own time: that of its latest call; Long.MIN_VALUE before the first. */
  public long now() {
    return now;
  }

  /** When a call of this weight, or a weightier one, was last observed. */
  long observedAt(Weight weight) {
    return observedAt[weight.ordinal()];
  }

  /** A call of this weight is observed: for the lighter ones too, since features show them all. */
  void observed(Weight weight, long time) {
    Arrays.fill(observedAt, 0, weight.ordinal() + 1, time);
    unobserved = false;
  }

  /** Counts a call among those that fade, and the gap before it. */
  void countLate(ApiCall call) {
    gaps.meet(now);
    late.fade(now);
    late.add(Late.CALLS_1H.ordinal(), 1);
    late.add(Late.CALLS_24H.ordinal(), 1);
    if (call.bytesOut() != null) {
      late.add(Late.KILOBYTES_1H.ordinal(), CallEvidence.kilobytes(call));
    }
    if (CallEvidence.weight(call) == Weight.PAYMENT) {
      late.add(Late.PAYMENTS_1H.ordinal(), 1);
      late.add(Late.PAYMENTS_24H.ordinal(), 1);
    }
  }

  /** Whether it was not turned away within the last ten minutes; notes that it is now. */
  boolean turnedAwayAnew() {
    boolean anew = turnedAwayAt == Long.MIN_VALUE || now - turnedAwayAt >= TURNED_AWAY_MILLIS;
    turnedAwayAt = anew ? now : turnedAwayAt;
    return anew;
  }

  /**
   * Whether this call id (half its fingerprint) was among the last 16; remembers it. Of 270 million
   * calls, chance takes one for another.
   */
  boolean seenBefore(int callId) {
    if (contains(callIds, callId)) {
      return true;
    }
    callIds[callIdAt] = callId;
    callIdAt = (callIdAt + 1) % CALL_IDS;
    return false;
  }

  /**
   * Whether this object follows one of the last eight by one; remembers which id would follow it.
   */
  boolean walks(int walkId, int nextId) {
    boolean step = contains(nextIds, walkId);
    nextIds[nextIdAt] = nextId;
    nextIdAt = (nextIdAt + 1) % WALK_MEMORY;
    return step;
  }

  /** Whether this claimed identity is not among the last four; remembers it. */
  boolean claimsAnew(int claim) {
    if (contains(claims, claim)) {
      return false;
    }
    claims[claimAt] = claim;
    claimAt = (claimAt + 1) % CLAIM_MEMORY;
    return true;
  }

  /** Counts how often the very same call was made in a row. */
  int repeat(long call) {
    repeats = call == lastCall ? repeats + 1 : 1;
    lastCall = call;
    return repeats;
  }

  int repeats() {
    return repeats;
  }

  /** Half an hour without a call: what looks back less far makes no difference any more. */
  void rest() {
    Arrays.fill(observedAt, Long.MIN_VALUE);
    turnedAwayAt = Long.MIN_VALUE;
    gaps.forget();
  }

  void forgetWalks() {
    Arrays.fill(nextIds, 0);
    nextIdAt = 0;
  }

  void forgetClaims() {
    Arrays.fill(claims, 0);
    claimAt = 0;
  }

  void forgetRepeats() {
    repeats = 0;
    lastCall = 0;
  }

  /** Remembers only so many of the last call ids. */
  void keepCallIds(int most) {
    int[] kept = new int[CALL_IDS];
    int filled = callIds[CALL_IDS - 1] != 0 ? CALL_IDS : callIdAt;
    int size = Math.min(most, filled);
    for (int i = 0; i < size; i++) {
      kept[i] = callIds[Math.floorMod(callIdAt - size + i, CALL_IDS)];
    }
    System.arraycopy(kept, 0, callIds, 0, CALL_IDS);
    callIdAt = size % CALL_IDS;
  }

  private static boolean contains(int[] ring, int value) {
    for (int known : ring) {
      if (known == value) {
        return true;
      }
    }
    return false;
  }

  /** Writes the state, version first. */
  public void writeTo(DataOutput out) throws IOException {
    PulseForm.write(this, out);
  }

  /** Reads a state of any released version. */
  public static Pulse readFrom(DataInput in) throws IOException {
    return PulseForm.read(in);
  }
}
