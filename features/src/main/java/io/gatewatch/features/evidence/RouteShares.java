package io.gatewatch.features.evidence;

import io.gatewatch.features.Varint;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * In how many of its busy minutes an agent uses a route, in the long run: up to 96 routes with a
 * memory of some thousand minutes, 12 bytes a route. Minutes are counted, not calls, so that a
 * flood of one route moves little. A route that finds no place counts as rare.
 */
final class RouteShares {
  private static final int SLOTS = 128;
  private static final int MOST = 96;
  private static final float MEMORY = 4_000;
  private static final float RARE = 0.03f;
  private static final float ENOUGH = 60;

  private int[] routes = new int[8];
  private float[] minutes = new float[8];
  private int[] lastMinute = new int[8];
  private int size;
  private float total;
  private int newest;

  /** Notes a call; true when its route is rare: used in less than one busy minute of 33. */
  boolean isRare(int route, int minute) {
    if (minute != newest) {
      newest = minute;
      total++;
      if (total > MEMORY) {
        halve();
      }
    }
    int slot = find(route);
    boolean known = routes[slot] == route;
    boolean rare = !known || minutes[slot] < RARE * total;
    if (!known && size < MOST) {
      insert(route, 1, minute);
    } else if (known && lastMinute[slot] != minute) {
      minutes[slot]++;
      lastMinute[slot] = minute;
    }
    return rare && total > ENOUGH;
  }

  private int find(int route) {
    int slot = route & (routes.length - 1);
    while (routes[slot] != 0 && routes[slot] != route) {
      slot = (slot + 1) & (routes.length - 1);
    }
    return slot;
  }

  private void insert(int route, float count, int minute) {
    if (4 * (size + 1) > 3 * routes.length && routes.length < SLOTS) {
      rebuild(routes.length * 2, 1);
    }
    int slot = find(route);
    routes[slot] = route;
    minutes[slot] = count;
    lastMinute[slot] = minute;
    size++;
  }

  /** Forgets half of what was, and routes of which nothing is left. */
  private void halve() {
    total /= 2;
    rebuild(routes.length, 0.5f);
  }

  private void rebuild(int slots, float keep) {
    int[] oldRoutes = routes;
    float[] oldMinutes = minutes;
    int[] oldLast = lastMinute;
    routes = new int[slots];
    minutes = new float[slots];
    lastMinute = new int[slots];
    size = 0;
    for (int i = 0; i < oldRoutes.length; i++) {
      if (oldRoutes[i] != 0 && oldMinutes[i] * keep >= 0.5f) {
        insert(oldRoutes[i], oldMinutes[i] * keep, oldLast[i]);
      }
    }
  }

  void writeTo(DataOutput out) throws IOException {
    Varint.write(out, routes.length);
    for (int i = 0; i < routes.length; i++) {
      out.writeInt(routes[i]);
      if (routes[i] != 0) {
        out.writeFloat(minutes[i]);
        out.writeInt(lastMinute[i]);
      }
    }
    out.writeFloat(total);
    out.writeInt(newest);
  }

  void readInto(DataInput in) throws IOException {
    int slots = Varint.readInt(in);
    if (slots > SLOTS || Integer.bitCount(slots) != 1) {
      throw new IOException("a table of " + slots + " routes (at most " + SLOTS + ")");
    }
    routes = new int[slots];
    minutes = new float[slots];
    lastMinute = new int[slots];
    size = 0;
    for (int i = 0; i < slots; i++) {
      routes[i] = in.readInt();
      if (routes[i] != 0) {
        minutes[i] = in.readFloat();
        lastMinute[i] = in.readInt();
        size++;
      }
    }
    total = in.readFloat();
    newest = in.readInt();
  }
}
