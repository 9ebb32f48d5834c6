package io.gatewatch.features;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * The part of a principal's state that every call touches: two sliding windows, the last call ids,
 * the open round. At most 400 bytes serialized, version 3.
 */
public final class Pulse {
  static final int VERSION = 3;

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
  final RoundUse use = new RoundUse();
  private final long[] callIds = new long[CALL_IDS];
  private final int[] nextIds = new int[WALK_MEMORY];
  private final int[] claims = new int[CLAIM_MEMORY];
  private int callIdAt;
  private int nextIdAt;
  private int claimAt;
  private long lastCall;
  private int repeats;
  long now = Long.MIN_VALUE;
  boolean unobserved;
  private long turnedAwayAt = Long.MIN_VALUE;
  private final long[] observedAt = new long[Weight.values().length];

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

  /** Whether it was not turned away within the last ten minutes; notes that it is now. */
  boolean turnedAwayAnew() {
    boolean anew = turnedAwayAt == Long.MIN_VALUE || now - turnedAwayAt >= TURNED_AWAY_MILLIS;
    turnedAwayAt = anew ? now : turnedAwayAt;
    return anew;
  }

  /** Whether this call id was among the last 16; remembers it. */
  boolean seenBefore(long callId) {
    for (long known : callIds) {
      if (known == callId) {
        return true;
      }
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
    out.writeByte(VERSION);
    out.writeLong(now);
    for (long time : observedAt) {
      out.writeLong(time);
    }
    out.writeBoolean(unobserved);
    minute.writeTo(out);
    five.writeTo(out);
    use.writeTo(out);
    for (long id : callIds) {
      out.writeLong(id);
    }
    out.writeByte(callIdAt);
    for (int id : nextIds) {
      out.writeInt(id);
    }
    out.writeByte(nextIdAt);
    for (int claim : claims) {
      out.writeInt(claim);
    }
    out.writeByte(claimAt);
    out.writeLong(lastCall);
    Varint.write(out, repeats);
    out.writeLong(turnedAwayAt);
  }

  /** Reads a state of any released version. */
  public static Pulse readFrom(DataInput in) throws IOException {
    int version = in.readByte();
    if (version < 1 || version > VERSION) {
      throw new IOException("pulse of version " + version + " (expected: up to " + VERSION + ")");
    }
    Pulse pulse = new Pulse();
    pulse.now = in.readLong();
    for (int i = 0; i < (version == 1 ? 1 : pulse.observedAt.length); i++) {
      pulse.observedAt[i] = in.readLong();
    }
    pulse.unobserved = in.readBoolean();
    pulse.minute.readInto(in);
    pulse.five.readInto(in);
    pulse.use.readInto(in, version > 2);
    for (int i = 0; i < CALL_IDS; i++) {
      pulse.callIds[i] = in.readLong();
    }
    pulse.callIdAt = in.readByte();
    for (int i = 0; i < WALK_MEMORY; i++) {
      pulse.nextIds[i] = in.readInt();
    }
    pulse.nextIdAt = in.readByte();
    for (int i = 0; i < CLAIM_MEMORY; i++) {
      pulse.claims[i] = in.readInt();
    }
    pulse.claimAt = in.readByte();
    pulse.lastCall = in.readLong();
    pulse.repeats = Varint.readInt(in);
    if (version > 2) {
      pulse.turnedAwayAt = in.readLong();
    }
    return pulse;
  }
}
