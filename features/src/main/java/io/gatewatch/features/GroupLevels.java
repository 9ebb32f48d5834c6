package io.gatewatch.features;

import io.gatewatch.ingest.ApiCall;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * What one agent does in one operation group: of late, and usually in minutes with calls to it (a
 * mean with a memory of 1,000 of them). A minute that the history does not learn is not learned
 * here. At most 60 bytes.
 */
final class GroupLevels {
  private static final int MEMORY_MINUTES = 1_000;

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

  private int openCalls;
  private int openErrors;
  private int openKilobytes;
  private int minutes;

  GroupLevels(int group) {
    this.group = group;
  }

  void count(ApiCall call, long time) {
    int before = late.minute();
    late.fade(time);
    if (late.minute() != before) {
      forgetMinute();
    }
    int error = call.status() >= 400 ? 1 : 0;
    int kilobytes = call.bytesOut() == null ? 0 : CallEvidence.kilobytes(call);
    late.add(Late.CALLS_1H.ordinal(), 1);
    late.add(Late.ERRORS_1H.ordinal(), error);
    late.add(Late.KILOBYTES_1H.ordinal(), kilobytes);
    late.add(Late.CALLS_24H.ordinal(), 1);
    openCalls++;
    openErrors += error;
    openKilobytes += kilobytes;
  }

  private void forgetMinute() {
    openCalls = 0;
    openErrors = 0;
    openKilobytes = 0;
  }

  /** Learns a minute, if it is the open one. */
  void learn(long minute) {
    if (late.minute() == minute && openCalls > 0) {
      minutes = Math.min(MEMORY_MINUTES, minutes + 1);
      learn(Usual.CALLS_1H, calls1h());
      learn(Usual.CALLS, openCalls);
      learn(Usual.ERRORS, openErrors);
      learn(Usual.KILOBYTES, openKilobytes);
      forgetMinute();
    }
  }

  private void learn(Usual of, double seen) {
    usual[of.ordinal()] += (float) ((seen - usual[of.ordinal()]) / minutes);
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
    Varint.write(out, openCalls);
    if (openCalls > 0) {
      Varint.write(out, openErrors);
      Varint.write(out, openKilobytes);
    }
  }

  static GroupLevels readFrom(DataInput in, long near) throws IOException {
    GroupLevels levels = new GroupLevels(in.readInt());
    levels.late.readInto(in, near);
    levels.minutes = Varint.readInt(in);
    for (int i = 0; i < levels.usual.length; i++) {
      levels.usual[i] = Varint.readFloat(in);
    }
    levels.openCalls = Varint.readInt(in);
    if (levels.openCalls > 0) {
      levels.openErrors = Varint.readInt(in);
      levels.openKilobytes = Varint.readInt(in);
    }
    return levels;
  }
}
