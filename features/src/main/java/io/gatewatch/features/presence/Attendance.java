package io.gatewatch.features.presence;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * When an agent is there on days of one kind.
 *
 * @param days days that were learned, 10 at most
 * @param percent slots of ten minutes with calls, for each hour of the day (UTC), 0..100; empty
 *     while no day was learned
 */
public record Attendance(int days, List<Integer> percent) {
  public Attendance {
    percent = List.copyOf(percent);
  }

  /** Writes it. */
  public void writeTo(DataOutput out) throws IOException {
    out.writeByte(days);
    out.writeByte(percent.size());
    for (int share : percent) {
      out.writeByte(share);
    }
  }

  /** Reads one. */
  public static Attendance readFrom(DataInput in) throws IOException {
    int days = in.readByte();
    List<Integer> percent = new ArrayList<>();
    for (int hours = in.readByte(); hours > 0; hours--) {
      percent.add((int) in.readByte());
    }
    return new Attendance(days, percent);
  }
}
