package io.gatewatch.features;

import io.gatewatch.ingest.ApiCall;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * What one agent does in one operation group within minutes: in two sliding windows, and usually,
 * as minutes with calls to it left it (a mean with a memory of 1,000 of them). Its times are whole
 * minutes since 1970-01-01T00:00Z. 180 bytes at most, 30 to 45 as a rule.
 */
final class GroupWindows {
  static final int MEMORY_MINUTES = 1_000;
  private static final long MINUTE_MILLIS = 60_000;

  /** Counters over five minutes in steps of one minute. */
  enum Five {
    CALLS,
    ERRORS,
    SERVER_ERRORS,
    DENIED,
    WRITES,
    KILOBYTES
  }

  /** Of a minute with calls, and calls of five as that minute showed them. */
  private enum Usual {
    CALLS_5M,
    CALLS,
    SERVER_ERRORS,
    DENIED,
    WRITES
  }

  /** Calls of one minute, in steps of 10 s. */
  private final Window minute = new Window(1, Rounds.A_MINUTE, Rounds.MILLIS);

  private final Window five = new Window(Five.values().length, 5, MINUTE_MILLIS);
  private final float[] usual = new float[Usual.values().length];
  private int minutes;

  /** Lets time reach a moment; how often, or how late, makes no difference. */
  void advance(long time) {
    minute.advance(time);
    five.advance(time);
  }

  void count(ApiCall call, int kilobytes, long time) {
    advance(time);
    minute.add(0, 1);
    add(Five.CALLS, 1);
    add(Five.KILOBYTES, kilobytes);
    int status = call.status();
    if (status >= 400) {
      add(Five.ERRORS, 1);
      if (status >= 500) {
        add(Five.SERVER_ERRORS, 1);
      } else if (status == 401 || status == 403 || status == 404) {
        add(Five.DENIED, 1);
      }
    }
    if (CallEvidence.isWrite(call.method())) {
      add(Five.WRITES, 1);
    }
  }

  private void add(Five counter, int amount) {
    five.add(counter.ordinal(), amount);
  }

  /** Whether this minute is the newest one, and has calls. */
  boolean isOpen(long of) {
    return five.newestBucket() == of && newest(Five.CALLS) > 0;
  }

  /** What the newest minute holds. */
  int newest(Five counter) {
    return five.newest(counter.ordinal());
  }

  /** Learns the newest minute. */
  void learn() {
    minutes = Math.min(MEMORY_MINUTES, minutes + 1);
    learn(Usual.CALLS_5M, sum(Five.CALLS));
    learn(Usual.CALLS, newest(Five.CALLS));
    learn(Usual.SERVER_ERRORS, newest(Five.SERVER_ERRORS));
    learn(Usual.DENIED, newest(Five.DENIED));
    learn(Usual.WRITES, newest(Five.WRITES));
  }

  private void learn(Usual of, double seen) {
    usual[of.ordinal()] += (float) ((seen - usual[of.ordinal()]) / minutes);
  }

  /** Takes over an open minute of states that knew no more of it. */
  void open(long of, int calls, int errors, int kilobytes) {
    five.advance(of * MINUTE_MILLIS);
    add(Five.CALLS, calls);
    add(Five.ERRORS, errors);
    add(Five.KILOBYTES, kilobytes);
  }

  int calls1m() {
    return minute.sum(0);
  }

  double usualCalls1m() {
    return usual[Usual.CALLS.ordinal()];
  }

  double usualCalls5m() {
    return usual[Usual.CALLS_5M.ordinal()];
  }

  /** Minutes that were learned, 1,000 at most. */
  int minutes() {
    return minutes;
  }

  int sum(Five counter) {
    return five.sum(counter.ordinal());
  }

  /** Of the calls of five minutes; 0 while there are none. */
  double perCall(Five counter) {
    int calls = sum(Five.CALLS);
    return calls == 0 ? 0 : (double) sum(counter) / calls;
  }

  double usualServerErrorShare() {
    return usualShare(Usual.SERVER_ERRORS);
  }

  double usualDeniedShare() {
    return usualShare(Usual.DENIED);
  }

  double usualWriteShare() {
    return usualShare(Usual.WRITES);
  }

  private double usualShare(Usual of) {
    double calls = usualCalls1m();
    return calls == 0 ? 0 : Math.min(1, usual[of.ordinal()] / calls);
  }

  /**
   * Writes it.
   *
   * @param near a minute near to its last call
   */
  void writeTo(DataOutput out, long near) throws IOException {
    minute.writeTo(out, near * MINUTE_MILLIS);
    five.writeTo(out, near * MINUTE_MILLIS);
    Varint.write(out, minutes);
    for (float level : usual) {
      Varint.writeFloat(out, level);
    }
  }

  void readInto(DataInput in, long near) throws IOException {
    minute.readInto(in, near * MINUTE_MILLIS);
    five.readInto(in, near * MINUTE_MILLIS);
    minutes = Varint.readInt(in);
    for (int i = 0; i < usual.length; i++) {
      usual[i] = Varint.readFloat(in);
    }
  }
}
