package io.gatewatch.features;

import io.gatewatch.features.GroupWindows.Five;
import io.gatewatch.ingest.ApiCall;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * What one agent does in one operation group: of late, and usually in minutes with calls to it (a
 * mean with a memory of 1,000 of them). A minute that the history does not learn is not learned
 * here. 230 bytes at most, with its {@link GroupWindows}.
 */
final class GroupLevels {
  /** Of late. */
  private enum Late {
    CALLS_1H,
    ERRORS_1H,
    KILOBYTES_1H,
    CALLS_24H
  }

  /** Of a minute with calls, and calls of late as that minute showed them. */
  private enum Usual {
    CALLS_1H,
    CALLS,
    ERRORS,
    KILOBYTES
  }

  final int group;
  private final FadingCounts late =
      new FadingCounts(FadingCounts.HOUR, FadingCounts.HOUR, FadingCounts.HOUR, FadingCounts.DAY);
  private final float[] usual = new float[Usual.values().length];

  private final GroupWindows windows = new GroupWindows();
  private int minutes;

  GroupLevels(int group) {
    this.group = group;
  }

  /** Lets its windows reach a moment. */
  void advance(long time) {
    windows.advance(time);
  }

  void count(ApiCall call, long time) {
    late.fade(time);
    int kilobytes = call.bytesOut() == null ? 0 : CallEvidence.kilobytes(call);
    late.add(Late.CALLS_1H.ordinal(), 1);
    late.add(Late.ERRORS_1H.ordinal(), call.status() >= 400 ? 1 : 0);
    late.add(Late.KILOBYTES_1H.ordinal(), kilobytes);
    late.add(Late.CALLS_24H.ordinal(), 1);
    windows.count(call, kilobytes, time);
  }

  /** Learns a minute that is over, if it had calls to this group. */
  void learn(long minute) {
    if (windows.isOpen(minute)) {
      minutes = Math.min(GroupWindows.MEMORY_MINUTES, minutes + 1);
      learn(Usual.CALLS_1H, calls1h());
      learn(Usual.CALLS, windows.newest(Five.CALLS));
      learn(Usual.ERRORS, windows.newest(Five.ERRORS));
      learn(Usual.KILOBYTES, windows.newest(Five.KILOBYTES));
      windows.learn();
    }
  }

  private void learn(Usual of, double seen) {
    usual[of.ordinal()] += (float) ((seen - usual[of.ordinal()]) / minutes);
  }

  /** What it does within minutes. */
  GroupWindows windows() {
    return windows;
  }

  double calls1h() {
    return late.get(Late.CALLS_1H.ordinal());
  }

  double calls24h() {
    return late.get(Late.CALLS_24H.ordinal());
  }

  /** Its calls of late, as they would be seen at a moment. */
  double calls24hLeft(long time) {
    return late.left(Late.CALLS_24H.ordinal(), time);
  }

  double usualCalls1h() {
    return usual[Usual.CALLS_1H.ordinal()];
  }

  double errorShare() {
    return perCall(late.get(Late.ERRORS_1H.ordinal()), calls1h());
  }

  double usualErrorShare() {
    return perCall(usual[Usual.ERRORS.ordinal()], usual[Usual.CALLS.ordinal()]);
  }

  double kilobytesPerCall() {
    return perCall(late.get(Late.KILOBYTES_1H.ordinal()), calls1h());
  }

  double usualKilobytesPerCall() {
    return perCall(usual[Usual.KILOBYTES.ordinal()], usual[Usual.CALLS.ordinal()]);
  }

  private static double perCall(double part, double calls) {
    return calls <= 0 ? 0 : part / calls;
  }

  void writeTo(DataOutput out, long near) throws IOException {
    out.writeInt(group);
    late.writeTo(out, near);
    Varint.write(out, minutes);
    for (float level : usual) {
      Varint.writeFloat(out, level);
    }
    windows.writeTo(out, late.minute());
  }

  static GroupLevels readFrom(DataInput in, long near, int version) throws IOException {
    GroupLevels levels = new GroupLevels(in.readInt());
    levels.late.readInto(in, near);
    levels.minutes = Varint.readInt(in);
    for (int i = 0; i < levels.usual.length; i++) {
      levels.usual[i] = Varint.readFloat(in);
    }
    if (version > 7) {
      levels.windows.readInto(in, levels.late.minute());
    } else {
      levels.readOpen(in);
    }
    return levels;
  }

  /** The open minute, as in histories up to version 7. */
  private void readOpen(DataInput in) throws IOException {
    int calls = Varint.readInt(in);
    if (calls > 0) {
      windows.open(late.minute(), calls, Varint.readInt(in), Varint.readInt(in));
    }
  }
}
