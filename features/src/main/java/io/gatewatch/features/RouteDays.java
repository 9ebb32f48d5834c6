package io.gatewatch.features;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * The routes that a caller uses, and on which day each was used last; when there is no room, the
 * longest unused is forgotten, but none of today: who uses more in a day than there is room for has
 * no say about the rest. 6 bytes a route.
 */
final class RouteDays {
  private final int most;
  private int[] routes = new int[2];
  private short[] days = new short[2];
  private int size;

  RouteDays(int most) {
    this.most = most;
  }

  boolean has(int route) {
    return find(route) >= 0;
  }

  /** Whether another route has a place: not when all were used on this day. */
  boolean hasRoom(short day) {
    return size < most || days[longestUnused()] < day;
  }

  /**
   * Notes a use; whether it is the first of its day. One without room is not noted.
   *
   * @param day days since 1970-01-01, UTC
   */
  boolean use(int route, short day) {
    int at = find(route);
    if (at >= 0) {
      boolean anew = days[at] < day;
      days[at] = anew ? day : days[at];
      return anew;
    }
    if (!hasRoom(day)) {
      return false;
    }
    int place = size < most ? size++ : longestUnused();
    if (size > routes.length) {
      routes = Arrays.copyOf(routes, 2 * routes.length);
      days = Arrays.copyOf(days, 2 * days.length);
    }
    routes[place] = route;
    days[place] = day;
    return true;
  }

  private int longestUnused() {
    int oldest = 0;
    for (int i = 1; i < size; i++) {
      oldest = days[i] < days[oldest] ? i : oldest;
    }
    return oldest;
  }

  private int find(int route) {
    for (int i = 0; i < size; i++) {
      if (routes[i] == route) {
        return i;
      }
    }
    return -1;
  }

  void writeTo(DataOutput out) throws IOException {
    Varint.write(out, size);
    for (int i = 0; i < size; i++) {
      out.writeInt(routes[i]);
      out.writeShort(days[i]);
    }
  }

  void readInto(DataInput in) throws IOException {
    size = Varint.readInt(in);
    if (size > most) {
      throw new IOException("routes: " + size + " (at most " + most + ")");
    }
    routes = new int[Math.max(2, size)];
    days = new short[routes.length];
    for (int i = 0; i < size; i++) {
      routes[i] = in.readInt();
      days[i] = in.readShort();
    }
  }
}
