package io.gatewatch.features.evidence;

import io.gatewatch.features.RecentSet;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Which call an agent makes after which. An agent's calls are many conversations at once, so the
 * call before is looked for in three places: the last call from the same address, the last that
 * touched the same object, the last of all. If any of them has led here before, the order is known;
 * if any of them led here about as often as chance would have it, it is not rare. Up to 1,024 pairs
 * of routes (4 to 16 bytes each), a table of how often, and 40 numbers.
 */
final class OrderMemory {
  private static final int PAIRS = 1024;
  private static final int SLOTS = 8;
  private static final int RARE_ONES = 4;

  private final RecentSet pairs = new RecentSet(PAIRS);
  private final int[] keys = new int[2 * SLOTS];
  private final int[] routes = new int[2 * SLOTS];
  private final OrderCounts counts = new OrderCounts();
  private final int[] rareOnes = new int[RARE_ONES];
  private int rareAt;
  private int last;

  /** Of the call last met; not part of the state. */
  private boolean rare;

  /** How the call last met follows those before; not part of the state. */
  private FirstSteps.Order order = new FirstSteps.Order(0, 0, 0);

  /**
   * Remembers a call.
   *
   * @param route fingerprint of method and route
   * @param address fingerprint of where it came from; 0 unknown
   * @param object fingerprint of the object it touched; 0 none
   * @return whether this agent never made this call after any of those before
   */
  boolean isNew(int route, int address, int object) {
    int ofAddress = swap(0, address, route);
    int ofObject = swap(SLOTS, object, route);
    boolean known =
        last == 0
            || isKnown(last, route)
            || (ofAddress != 0 && isKnown(ofAddress, route))
            || (ofObject != 0 && isKnown(ofObject, route));
    boolean seldom =
        last != 0
            && last != route
            && counts.isRare(last, route)
            && ofAddress != route
            && ofObject != route
            && (ofAddress == 0 || counts.isRare(ofAddress, route))
            && (ofObject == 0 || counts.isRare(ofObject, route));
    rare = seldom && isAnother(pair(last, route));
    if (!known) {
      order =
          new FirstSteps.Order(after(last, route), after(ofAddress, route), after(ofObject, route));
    }
    learn(last, route);
    learn(ofAddress, route);
    learn(ofObject, route);
    last = route;
    return !known;
  }

  /**
   * Whether the call last met came in an order that is rare for this agent, and is none of the last
   * four such: one new habit is one, however often. The same call once more is a matter of its own:
   * see {@link EvidenceStream#MONOTONY}.
   */
  boolean isRare() {
    return rare;
  }

  /** How the call that was last found new follows those before. */
  FirstSteps.Order newOrder() {
    return order;
  }

  /** Fingerprints of which call it makes after which, sorted. */
  int[] orders() {
    return pairs.all();
  }

  private static int after(int before, int route) {
    return before == 0 ? 0 : pair(before, route);
  }

  /** Route of the last call; 0 before the first. */
  int last() {
    return last;
  }

  private boolean isKnown(int before, int route) {
    return pairs.contains(pair(before, route));
  }

  private boolean isAnother(int pair) {
    for (int known : rareOnes) {
      if (known == pair) {
        return false;
      }
    }
    rareOnes[rareAt] = pair;
    rareAt = (rareAt + 1) % RARE_ONES;
    return true;
  }

  private void learn(int before, int route) {
    if (before != 0) {
      pairs.add(pair(before, route));
      counts.learn(before, route);
    }
  }

  private static int pair(int before, int route) {
    int pair = before * 0x9e3779b9 + Integer.rotateLeft(route, 13) * 0x85ebca6b;
    pair ^= pair >>> 15;
    return pair == 0 ? 1 : pair;
  }

  /** The route last seen under this key; notes the new one. */
  private int swap(int from, int key, int route) {
    if (key == 0) {
      return 0;
    }
    int slot = from + (key & (SLOTS - 1));
    int before = keys[slot] == key ? routes[slot] : 0;
    keys[slot] = key;
    routes[slot] = route;
    return before;
  }

  void writeTo(DataOutput out) throws IOException {
    pairs.writeTo(out);
    for (int i = 0; i < keys.length; i++) {
      out.writeInt(keys[i]);
      out.writeInt(routes[i]);
    }
    out.writeInt(last);
    counts.writeTo(out);
    for (int pair : rareOnes) {
      out.writeInt(pair);
    }
    out.writeByte(rareAt);
  }

  void readInto(DataInput in, int version) throws IOException {
    pairs.readInto(in, version);
    for (int i = 0; i < keys.length; i++) {
      keys[i] = in.readInt();
      routes[i] = in.readInt();
    }
    last = in.readInt();
    if (version > 5) {
      counts.readInto(in);
      for (int i = 0; i < RARE_ONES; i++) {
        rareOnes[i] = in.readInt();
      }
      rareAt = in.readByte();
    }
  }
}
