package io.gatewatch.features.presence;

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
}
