package io.gatewatch.features.usage;

import io.gatewatch.features.Varint;
import io.gatewatch.features.Who;
import io.gatewatch.ingest.ApiCall;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/**
 * A principal's open hour. Of operation groups it holds the first that the hour has, 16 for an
 * agent and 4 for a source; the rest counts together. A call whose hour was told before counts in
 * the hour after it, so that each hour is told once. At most 2 KB for an agent, 0.2 KB as a rule;
 * five bytes between hours with calls.
 */
final class HourUse {
  private static final int LONGEST_NAME = 64;
  private static final long NONE = Long.MIN_VALUE;

  private final int mostGroups;
  private final TreeMap<String, UseCount> groups = new TreeMap<>();
  private UseCount all;
  private UseCount other;
  private long hour = NONE;

  /** The group of the last call, and what counts it: most calls have the same; not stored. */
  private String lastGroup;

  private UseCount ofLastGroup;
  private long firstUntold = NONE;

  HourUse(boolean agent) {
    this.mostGroups = agent ? 16 : 4;
  }

  /**
   * Counts a call at a moment of the principal's own time, which is not past the open hour's end.
   */
  void count(ApiCall call, long time) {
    if (hour == NONE) {
      hour = Math.max(UsageHour.of(time), firstUntold);
      all = new UseCount();
    }
    int minute = (int) (Math.max(0, time - hour * UsageHour.MILLIS) / 60_000);
    all.add(call, minute);
    ofGroup(call.operationGroup()).add(call, minute);
  }

  private UseCount ofGroup(String group) {
    if (!group.equals(lastGroup)) {
      lastGroup = group;
      ofLastGroup = find(group);
    }
    return ofLastGroup;
  }

  private UseCount find(String group) {
    UseCount count = groups.get(group);
    if (count != null) {
      return count;
    }
    if (groups.size() < mostGroups && group.length() <= LONGEST_NAME) {
      count = new UseCount();
      groups.put(group, count);
      return count;
    }
    other = other == null ? new UseCount() : other;
    return other;
  }

  /** When the open hour is over; Long.MAX_VALUE while none is open. */
  long endsAt() {
    return hour == NONE ? Long.MAX_VALUE : (hour + 1) * UsageHour.MILLIS;
  }

  /** Ends the open hour. */
  UsageHour close(Who who) {
    TreeMap<String, Use> uses = new TreeMap<>();
    for (Map.Entry<String, UseCount> entry : groups.entrySet()) {
      uses.put(entry.getKey(), entry.getValue().close());
    }
    UsageHour told =
        new UsageHour(who, hour, all.close(), uses, other == null ? null : other.close());
    firstUntold = hour + 1;
    hour = NONE;
    all = null;
    other = null;
    groups.clear();
    lastGroup = null;
    return told;
  }

  void writeTo(DataOutput out) throws IOException {
    Varint.writeTime(out, firstUntold, 0);
    Varint.writeTime(out, hour, 0);
    if (hour == NONE) {
      return;
    }
    all.writeTo(out);
    out.writeByte(groups.size());
    for (Map.Entry<String, UseCount> entry : groups.entrySet()) {
      Varint.writeText(out, entry.getKey());
      entry.getValue().writeTo(out);
    }
    out.writeBoolean(other != null);
    if (other != null) {
      other.writeTo(out);
    }
  }

  void readInto(DataInput in) throws IOException {
    firstUntold = Varint.readTime(in, 0);
    hour = Varint.readTime(in, 0);
    if (hour != NONE) {
      readOpenHour(in);
    }
  }

  /** As in histories of version 4. */
  void readPlainInto(DataInput in) throws IOException {
    firstUntold = in.readLong();
    if (in.readBoolean()) {
      hour = in.readLong();
      readOpenHour(in);
    }
  }

  private void readOpenHour(DataInput in) throws IOException {
    all = UseCount.readFrom(in);
    int size = in.readByte();
    for (int i = 0; i < size; i++) {
      groups.put(Varint.readText(in), UseCount.readFrom(in));
    }
    other = in.readBoolean() ? UseCount.readFrom(in) : null;
  }
}
