package io.gatewatch.features.consent;

import io.gatewatch.features.Varint;
import io.gatewatch.ingest.registry.RegisteredAgent;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * How often one agent has looked into accounts without their customers, counted as the regulation
 * does: per consent, account and endpoint, at most four times in 24 h (RTS 2018/389, Art. 36(5)),
 * or as often as was agreed for that agent. Calls less than five minutes apart are pages, or
 * retries, of one access, for an hour at most. A day is taken as 22½ h: a job that runs every six
 * hours may come a little early, and the clocks may go forward.
 *
 * <p>Remembers 512 such places. An agent that uses more of them in a day is judged by a sample of
 * them, drawn by their hash: every second one, every fourth, … until it uses fewer again. At most 7
 * KB; with more accesses allowed about 2 B more for each and place.
 */
public final class ConsentUse {
  /** Accesses in a day that a consent allows without its customer, where nobody says otherwise. */
  public static final int ALLOWED = 4;

  /** The most that is told apart. */
  public static final int MOST_ALLOWED = RegisteredAgent.MOST_A_DAY;

  private static final int MOST = 512;
  private static final int PAGE_MINUTES = 5;
  private static final int LONGEST_MINUTES = 60;
  private static final int DAY_MINUTES = 22 * 60 + 30;
  private static final long MINUTE_MILLIS = 60_000;
  private static final int HOURS = 24;
  private static final int HOUR_MINUTES = 60;

  private AccessTable table = new AccessTable(8, ALLOWED);
  private int sampledBits;
  private final int[] excess = new int[HOURS];
  private long hour = Long.MIN_VALUE;

  /** Whether there may be excess at all; most never have any. */
  private boolean exceeded;

  /**
   * One call that read an account without its customer.
   *
   * @param place fingerprint of consent, account and endpoint; not 0
   * @param allowed accesses a day, 1 to 48
   * @return whether it began an access beyond those that are allowed
   */
  public boolean access(int place, long time, int allowed) {
    advance(time);
    table = table.keeping(allowed);
    int minute = (int) Math.floorDiv(time, MINUTE_MILLIS);
    if (!isSampled(place)) {
      return false;
    }
    int slot = table.find(place);
    if (slot < 0) {
      insert(place, minute);
      return false;
    }
    int last = table.lastCall(slot, minute);
    if (minute - last < PAGE_MINUTES && minute - table.newestBegin(slot) < LONGEST_MINUTES) {
      return false;
    }
    int before = table.begin(slot, minute, allowed);
    boolean beyond = before != AccessTable.NEVER && minute - before < DAY_MINUTES;
    if (beyond) {
      excess[(int) Math.floorMod(hour, (long) HOURS)]++;
      exceeded = true;
    }
    return beyond;
  }

  /** Forgets what is over before it asks for more room, and then samples more thinly. */
  private void insert(int place, int minute) {
    if (table.size() >= MOST) {
      table = table.without(minute - DAY_MINUTES, 0);
    }
    while (table.size() >= MOST) {
      sampledBits++;
      table = table.without(minute - DAY_MINUTES, sampledBits);
    }
    if (isSampled(place)) {
      table = table.with(place, minute);
    }
  }

  /** The upper bits, since the lower ones are the table's own. */
  private boolean isSampled(int place) {
    return AccessTable.isSampled(place, sampledBits);
  }

  /** Each day that needed little room widens the sample again. */
  private void widen(int minute) {
    if (sampledBits > 0) {
      table = table.without(minute - DAY_MINUTES, sampledBits);
      sampledBits -= table.size() < MOST / 4 ? 1 : 0;
    }
  }

  private void advance(long time) {
    long now = Math.floorDiv(time, 3_600_000L);
    if (hour != Long.MIN_VALUE) {
      if (Math.floorDiv(now, HOURS) > Math.floorDiv(hour, HOURS)) {
        widen((int) Math.floorDiv(time, MINUTE_MILLIS));
      }
      for (long h = Math.max(hour + 1, now - HOURS + 1); h <= now; h++) {
        excess[(int) Math.floorMod(h, (long) HOURS)] = 0;
      }
    }
    hour = Math.max(hour, now);
  }

  /** Accesses in the last 24 h beyond what consents allow; an estimate while there is a sample. */
  public double excess(long time) {
    if (!exceeded) {
      return 0;
    }
    long now = Math.floorDiv(time, 3_600_000L);
    int sum = 0;
    for (long h = now - HOURS + 1; h <= Math.min(now, hour); h++) {
      sum += h > hour - HOURS ? excess[(int) Math.floorMod(h, (long) HOURS)] : 0;
    }
    return sum / sampled();
  }

  /** Share of its places that are looked at. */
  double sampled() {
    return 1.0 / (1 << sampledBits);
  }

  /** Writes the state; what can make no difference any more is left out. */
  public void writeTo(DataOutput out) throws IOException {
    Varint.writeTime(out, hour, 0);
    out.writeByte(table.kept());
    table.writeTo(out, oldest());
    out.writeByte(sampledBits);
    Varint.writeSparse(out, excess);
  }

  /**
   * The minute whose accesses still count at the beginning of the open hour; 0 before the first.
   */
  private int oldest() {
    return hour == Long.MIN_VALUE ? 0 : (int) (hour * HOUR_MINUTES) - DAY_MINUTES;
  }

  /** Reads what a version of histories holds. */
  public void readInto(DataInput in, int version) throws IOException {
    hour = Varint.readTime(in, 0);
    table = AccessTable.readFrom(in, oldest(), version < 6 ? ALLOWED : in.readByte());
    sampledBits = in.readByte();
    Varint.readSparse(in, excess);
    exceeded = true;
  }

  /** As in histories of version 4. */
  public void readPlainInto(DataInput in) throws IOException {
    table = AccessTable.readPlain(in);
    sampledBits = in.readByte();
    for (int i = 0; i < HOURS; i++) {
      excess[i] = in.readShort();
    }
    exceeded = true;
    hour = in.readLong();
  }
}
