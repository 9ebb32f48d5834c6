package io.gatewatch.features;

import io.gatewatch.ingest.ApiCall;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * What one agent does in each of the operation groups that it uses most: eight of them. A further
 * group takes the place of the one with the fewest calls of late, so that whoever makes up groups
 * pushes out one and no more. 1.9 KB at most.
 */
final class OperationGroups {
  private static final int MOST = 8;

  private GroupLevels[] groups = new GroupLevels[0];
  private int last;

  /** Lets the windows of the last call's group reach a moment; only they are looked at. */
  void advance(long time) {
    if (last < groups.length) {
      groups[last].advance(time);
    }
  }

  /** Counts a call. */
  void count(ApiCall call, long time) {
    int group = Fingerprint.half(Fingerprint.of(call.operationGroup()));
    if (last >= groups.length || groups[last].group != group) {
      last = find(group, time);
    }
    groups[last].count(call, time);
  }

  private int find(int group, long time) {
    for (int i = 0; i < groups.length; i++) {
      if (groups[i].group == group) {
        return i;
      }
    }
    int place = groups.length;
    if (place < MOST) {
      groups = Arrays.copyOf(groups, place + 1);
    } else {
      place = fewest(time);
    }
    groups[place] = new GroupLevels(group);
    return place;
  }

  private int fewest(long time) {
    int fewest = 0;
    double left = Double.MAX_VALUE;
    for (int i = 0; i < groups.length; i++) {
      double calls = groups[i].calls24hLeft(time);
      if (calls < left) {
        left = calls;
        fewest = i;
      }
    }
    return fewest;
  }

  /** Learns a minute that is over, since 1970-01-01T00:00Z. */
  void learn(long minute) {
    for (GroupLevels group : groups) {
      group.learn(minute);
    }
  }

  /** Fingerprint of the group with the most calls of a day; 0 before the first. */
  int most(long time) {
    int most = 0;
    double calls = 0;
    for (GroupLevels group : groups) {
      double left = group.calls24hLeft(time);
      most = left > calls ? group.group : most;
      calls = Math.max(calls, left);
    }
    return most;
  }

  /** That of the last call; null before the first. */
  GroupLevels last() {
    return last < groups.length ? groups[last] : null;
  }

  void writeTo(DataOutput out, long near) throws IOException {
    out.writeByte(groups.length);
    out.writeByte(last);
    for (GroupLevels group : groups) {
      group.writeTo(out, near);
    }
  }

  void readInto(DataInput in, long near, int version) throws IOException {
    int size = in.readByte();
    if (size < 0 || size > MOST) {
      throw new IOException("operation groups: " + size + " (at most " + MOST + ")");
    }
    groups = new GroupLevels[size];
    last = in.readByte();
    for (int i = 0; i < size; i++) {
      groups[i] = GroupLevels.readFrom(in, near, version);
    }
  }
}
