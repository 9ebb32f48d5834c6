package io.gatewatch.features.usage;

import io.gatewatch.features.Varint;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Operation groups that an agent has used, that is, called with success, within 30 days; at most
 * 24, those used last. 20 bytes a group.
 */
final class GroupMemory {
  private static final int MOST = 24;
  private static final int DAYS = 30;

  /** Day of the last use, since 1970-01-01. */
  private final TreeMap<String, Integer> lastUse = new TreeMap<>();

  /** Learns an hour. */
  void see(UsageHour hour) {
    int day = (int) Math.floorDiv(hour.hour(), 24L);
    for (Map.Entry<String, Use> group : hour.groups().entrySet()) {
      if (group.getValue().good() > 0) {
        lastUse.put(group.getKey(), day);
      }
    }
    lastUse.values().removeIf(used -> used <= day - DAYS);
    while (lastUse.size() > MOST) {
      lastUse.remove(longestUnused());
    }
  }

  private String longestUnused() {
    Map.Entry<String, Integer> longest = lastUse.firstEntry();
    for (Map.Entry<String, Integer> entry : lastUse.entrySet()) {
      longest = entry.getValue() < longest.getValue() ? entry : longest;
    }
    return longest.getKey();
  }

  /** Their names, sorted. */
  List<String> names() {
    return List.copyOf(lastUse.keySet());
  }

  void writeTo(DataOutput out) throws IOException {
    out.writeByte(lastUse.size());
    for (Map.Entry<String, Integer> entry : lastUse.entrySet()) {
      Varint.writeText(out, entry.getKey());
      Varint.write(out, entry.getValue());
    }
  }

  void readInto(DataInput in) throws IOException {
    int size = in.readByte();
    for (int i = 0; i < size; i++) {
      lastUse.put(Varint.readText(in), Varint.readInt(in));
    }
  }
}
