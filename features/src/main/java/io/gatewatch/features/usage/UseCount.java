package io.gatewatch.features.usage;

import io.gatewatch.features.UsageHistogram;
import io.gatewatch.features.Varint;
import io.gatewatch.ingest.ApiCall;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The counters behind a {@link Use}, while its hour goes on. 20 bytes, seldom more. */
final class UseCount {
  private static final int MINUTES = 60;

  private long calls;
  private long good;
  private long refused;
  private long failed;
  private long throttled;
  private long bytesOut;

  /** Minutes of this hour that are over and had calls, by bin. */
  private final byte[] minutes = new byte[UsageHistogram.BINS];

  private int minute;
  private int inMinute;

  /** Counts a call of this minute of the hour, 0..59; minutes never go back. */
  void add(ApiCall call, int minuteOfHour) {
    if (call.status() == 429) {
      throttled++;
      return;
    }
    calls++;
    if (call.status() < 400) {
      good++;
    } else if (call.status() < 500) {
      refused++;
    } else {
      failed++;
    }
    if (call.bytesOut() != null) {
      bytesOut += Math.max(0, call.bytesOut());
    }
    if (minuteOfHour != minute) {
      closeMinute();
      minute = minuteOfHour;
    }
    inMinute++;
  }

  private void closeMinute() {
    if (inMinute > 0) {
      minutes[UsageHistogram.bin(inMinute)]++;
      inMinute = 0;
    }
  }

  /** The hour is over: what it held. */
  Use close() {
    closeMinute();
    int busy = 0;
    int last = 0;
    for (int bin = 1; bin < minutes.length; bin++) {
      busy += minutes[bin];
      last = minutes[bin] > 0 ? bin : last;
    }
    List<Integer> bins = new ArrayList<>(last + 1);
    bins.add(MINUTES - busy);
    for (int bin = 1; bin <= last; bin++) {
      bins.add((int) minutes[bin]);
    }
    return new Use(calls, good, refused, failed, throttled, bytesOut, bins);
  }

  void writeTo(DataOutput out) throws IOException {
    for (long count : new long[] {calls, good, refused, failed, throttled, bytesOut}) {
      Varint.write(out, count);
    }
    out.writeByte(minute);
    Varint.write(out, inMinute);
    for (int bin = 1; bin < minutes.length; bin++) {
      if (minutes[bin] > 0) {
        out.writeByte(bin);
        out.writeByte(minutes[bin]);
      }
    }
    out.writeByte(0);
  }

  static UseCount readFrom(DataInput in) throws IOException {
    UseCount count = new UseCount();
    count.calls = Varint.read(in);
    count.good = Varint.read(in);
    count.refused = Varint.read(in);
    count.failed = Varint.read(in);
    count.throttled = Varint.read(in);
    count.bytesOut = Varint.read(in);
    count.minute = in.readByte();
    count.inMinute = Varint.readInt(in);
    for (int bin = in.readByte(); bin != 0; bin = in.readByte()) {
      count.minutes[bin] = in.readByte();
    }
    return count;
  }
}
