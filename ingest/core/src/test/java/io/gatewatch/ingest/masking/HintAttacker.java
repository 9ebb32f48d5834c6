package io.gatewatch.ingest.masking;

import io.gatewatch.ingest.ObjectRef;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Has the stored objects of many calls, the number behind one of them, and this project's source,
 * but no key. Joins what is equal: a next with a walk gives the number beside, a block with a block
 * the stretch it lies in, and a walk across an edge the order of two blocks.
 */
final class HintAttacker {
  private static final int BLOCK = 64;

  private final int spread;
  private final Map<String, ObjectRef> byWalk = new HashMap<>();
  private final Map<String, ObjectRef> byNext = new HashMap<>();

  /** Numbers that follow from the known one, by hash. */
  final Map<String, Long> computed = new HashMap<>();

  /** For everything else in a block that can be placed: how many numbers it may be. */
  final Map<String, Integer> candidates = new HashMap<>();

  private final TreeMap<Long, ObjectRef> own = new TreeMap<>();
  private final Map<String, Integer> offsets = new HashMap<>();
  private final TreeMap<Integer, Long> firstOwn = new TreeMap<>();
  private final TreeMap<Integer, Long> lastOwn = new TreeMap<>();
  private final List<Long> indexes = new ArrayList<>();

  /**
   * @param spread how far an edge may lie behind its multiple of 64: 63, or 0 when there are none
   *     but multiples
   */
  HintAttacker(List<ObjectRef> stored, ObjectRef known, long number, int spread) {
    this.spread = spread;
    for (ObjectRef object : stored) {
      byWalk.put(object.walkHash(), object);
      byNext.put(object.nextHash(), object);
    }
    walk(known, number);
    placeBlocks(known);
    placeKnownBlock(number);
    for (List<ObjectRef> chain : otherChains()) {
      place(chain, number);
    }
  }

  private void walk(ObjectRef known, long number) {
    ObjectRef here = known;
    for (long n = number; here != null; n++) {
      found(here, n);
      here = byWalk.get(here.nextHash());
    }
    here = byNext.get(known.walkHash());
    for (long n = number - 1; here != null; n--) {
      found(here, n);
      here = byNext.get(here.walkHash());
    }
  }

  private void found(ObjectRef object, long number) {
    computed.put(object.hash(), number);
    own.put(number, object);
  }

  /** How many blocks each block lies behind the known one, as far as walks lead from one to one. */
  private void placeBlocks(ObjectRef known) {
    Map<String, String> after = new HashMap<>();
    Map<String, String> before = new HashMap<>();
    for (ObjectRef object : byWalk.values()) {
      ObjectRef next = byWalk.get(object.nextHash());
      if (next != null && !next.blockHash().equals(object.blockHash())) {
        after.put(object.blockHash(), next.blockHash());
        before.put(next.blockHash(), object.blockHash());
      }
    }
    Deque<String> open = new ArrayDeque<>(List.of(known.blockHash()));
    offsets.put(known.blockHash(), 0);
    while (!open.isEmpty()) {
      String block = open.pop();
      visit(after.get(block), offsets.get(block) + 1, open);
      visit(before.get(block), offsets.get(block) - 1, open);
    }
  }

  private void visit(String block, int offset, Deque<String> open) {
    if (block != null && offsets.putIfAbsent(block, offset) == null) {
      open.push(block);
    }
  }

  private List<List<ObjectRef>> otherChains() {
    List<List<ObjectRef>> chains = new ArrayList<>();
    for (ObjectRef object : byWalk.values()) {
      if (!byNext.containsKey(object.walkHash()) && !computed.containsKey(object.hash())) {
        List<ObjectRef> chain = new ArrayList<>();
        for (ObjectRef here = object; here != null; here = byWalk.get(here.nextHash())) {
          chain.add(here);
        }
        chains.add(chain);
      }
    }
    return chains;
  }

  /** Tries every number that a chain may start with, under each place the known block may have. */
  private void place(List<ObjectRef> chain, long number) {
    if (!offsets.containsKey(chain.get(0).blockHash())) {
      return;
    }
    int fitting = 0;
    long middle = (number / BLOCK + offsets.get(chain.get(0).blockHash())) * BLOCK;
    for (long start = middle - 2 * BLOCK; start <= middle + 3 * BLOCK; start++) {
      fitting += fits(chain, start) ? 1 : 0;
    }
    for (ObjectRef object : chain) {
      candidates.put(object.hash(), fitting);
    }
  }

  private boolean fits(List<ObjectRef> chain, long start) {
    if (own.containsKey(start - 1) || own.containsKey(start + chain.size())) {
      return false;
    }
    for (long index : indexes) {
      boolean fits = true;
      for (int i = 0; i < chain.size() && fits; i++) {
        fits = !own.containsKey(start + i) && mayHold(chain.get(i), start + i, index);
      }
      if (fits) {
        return true;
      }
    }
    return false;
  }

  /** Whether the block of an object may hold a number, by where its edges can be. */
  private boolean mayHold(ObjectRef object, long number, long index) {
    Integer offset = offsets.get(object.blockHash());
    if (offset == null) {
      return true;
    }
    long block = index + offset;
    long lowest = spread > 0 ? (block - 1) * BLOCK : block * BLOCK;
    long highest = lowest + BLOCK + spread - 1;
    Map.Entry<Integer, Long> before = lastOwn.lowerEntry(offset);
    Map.Entry<Integer, Long> after = firstOwn.higherEntry(offset);
    return number >= Math.max(lowest, before == null ? lowest : before.getValue() + 1)
        && number <= Math.min(highest, after == null ? highest : after.getValue() - 1);
  }

  /** Where the known block may lie: what is known must fit. */
  private void placeKnownBlock(long number) {
    own.forEach(
        (n, object) -> {
          Integer offset = offsets.get(object.blockHash());
          if (offset != null) {
            firstOwn.merge(offset, n, Math::min);
            lastOwn.merge(offset, n, Math::max);
          }
        });
    for (long index = number / BLOCK; index <= number / BLOCK + (spread > 0 ? 1 : 0); index++) {
      long here = index;
      if (own.entrySet().stream().allMatch(e -> mayHold(e.getValue(), e.getKey(), here))) {
        indexes.add(here);
      }
    }
  }
}
