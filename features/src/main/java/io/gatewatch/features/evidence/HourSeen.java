package io.gatewatch.features.evidence;

import io.gatewatch.features.UsageHistogram;
import io.gatewatch.features.Varint;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** One hour of a stream, as it waits to be learned: what came, and how high its minutes went. */
final class HourSeen {
  final long hour;
  double hits;
  double trials;
  private final byte[] minutes = new byte[UsageHistogram.BINS];

  HourSeen(long hour) {
    this.hour = hour;
  }

  void see(double moreTrials, double moreHits) {
    hits += moreHits;
    trials += moreTrials;
  }

  void seeMinute(double count) {
    int bin = UsageHistogram.bin((long) count);
    minutes[bin] = (byte) Math.min(60, minutes[bin] + 1);
  }

  /** How many minutes lay in this bin. */
  int minutes(int bin) {
    return minutes[bin];
  }

  /** Writes it, near another hour. */
  void writeTo(DataOutput out, long near) throws IOException {
    Varint.writeTime(out, hour, near);
    Varint.writeDouble(out, hits);
    Varint.writeDouble(out, trials);
    int filled = 0;
    for (byte count : minutes) {
      filled += count > 0 ? 1 : 0;
    }
    Varint.write(out, filled);
    for (int bin = 0; bin < minutes.length; bin++) {
      if (minutes[bin] > 0) {
        out.writeByte(bin);
        out.writeByte(minutes[bin]);
      }
    }
  }

  static HourSeen readFrom(DataInput in, long near) throws IOException {
    HourSeen hour = new HourSeen(Varint.readTime(in, near));
    hour.hits = Varint.readDouble(in);
    hour.trials = Varint.readDouble(in);
    hour.readMinutes(in);
    return hour;
  }

  /** As in histories of versions 3 and 4. */
  static HourSeen readPlain(DataInput in) throws IOException {
    HourSeen hour = new HourSeen(in.readLong());
    hour.hits = in.readDouble();
    hour.trials = in.readDouble();
    hour.readMinutes(in);
    return hour;
  }

  private void readMinutes(DataInput in) throws IOException {
    int filled = Varint.readInt(in);
    for (int i = 0; i < filled; i++) {
      int bin = in.readByte();
      minutes[bin] = in.readByte();
    }
  }
}
