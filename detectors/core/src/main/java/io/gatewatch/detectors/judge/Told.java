package io.gatewatch.detectors.judge;

import io.gatewatch.features.Fingerprint;
import io.gatewatch.features.Varint;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which topics were told of one principal, and when: so that each is told once in a while and no
 * oftener. At most 64 topics a detector; while all of them are recent a further one goes untold, so
 * that a caller who makes up topics does not make a flood. Stored 8 bytes a topic and 7 a detector.
 */
final class Told {
  static final int MAX_TOPICS = 64;

  /** By the half fingerprint of a detector's id. */
  private final TreeMap<Integer, Topics> detectors = new TreeMap<>();

  /** By their half fingerprints, when each was told; of those forgotten, how many and the last. */
  private static final class Topics {
    private final TreeMap<Integer, Long> times = new TreeMap<>();
    private int forgotten;
    private long lastForgotten = Long.MIN_VALUE;

    void expire(long time, long onceInMillis) {
      times.values().removeIf(told -> time - told >= onceInMillis);
      if (forgotten > 0 && time - lastForgotten >= onceInMillis) {
        forgotten = 0;
        lastForgotten = Long.MIN_VALUE;
      }
    }

    Map.Entry<Integer, Long> oldest() {
      Map.Entry<Integer, Long> oldest = times.firstEntry();
      for (Map.Entry<Integer, Long> topic : times.entrySet()) {
        oldest = topic.getValue() < oldest.getValue() ? topic : oldest;
      }
      return oldest;
    }

    void forget(int topic) {
      lastForgotten = Math.max(lastForgotten, times.remove(topic));
      forgotten = Math.min(MAX_TOPICS, forgotten + 1);
    }
  }

  /** Whether a topic is due; when it is, it counts as told. */
  boolean tell(String detector, String topic, long time, long onceInMillis) {
    Topics topics = detectors.computeIfAbsent(half(detector), d -> new Topics());
    topics.expire(time, onceInMillis);
    if (topics.times.size() + topics.forgotten >= MAX_TOPICS) {
      return false;
    }
    return topics.times.putIfAbsent(half(topic), time) == null;
  }

  private static int half(String text) {
    return Fingerprint.half(Fingerprint.of(text));
  }

  void clear() {
    detectors.clear();
  }

  /**
   * Forgets the oldest topics, until what is stored takes so many bytes; without any topic, the
   * detectors that have been silent longest. A topic that is forgotten may be told again, but still
   * counts among the 64 of its detector.
   *
   * @param near the time as of which it is stored
   */
  void shrinkTo(int bytes, long near) {
    while (size(near) > bytes) {
      if (!forgetOldest()) {
        detectors.remove(longestSilent());
      }
    }
  }

  private int size(long near) {
    DataOutputStream out = new DataOutputStream(OutputStream.nullOutputStream());
    try {
      writeTo(out, near);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.size();
  }

  private int longestSilent() {
    int longest = detectors.firstKey();
    for (int detector : detectors.keySet()) {
      longest = last(detector) < last(longest) ? detector : longest;
    }
    return longest;
  }

  private long last(int detector) {
    Topics topics = detectors.get(detector);
    long last = topics.lastForgotten;
    for (long told : topics.times.values()) {
      last = Math.max(last, told);
    }
    return last;
  }

  private boolean forgetOldest() {
    Topics of = null;
    Map.Entry<Integer, Long> oldest = null;
    for (Topics topics : detectors.values()) {
      Map.Entry<Integer, Long> topic = topics.oldest();
      if (topic != null && (oldest == null || topic.getValue() < oldest.getValue())) {
        oldest = topic;
        of = topics;
      }
    }
    if (of != null) {
      of.forget(oldest.getKey());
    }
    return of != null;
  }

  void writeTo(DataOutput out, long near) throws IOException {
    Varint.write(out, detectors.size());
    for (Map.Entry<Integer, Topics> detector : detectors.entrySet()) {
      Topics topics = detector.getValue();
      out.writeInt(detector.getKey());
      Varint.write(out, 2L * topics.times.size() + (topics.forgotten > 0 ? 1 : 0));
      for (Map.Entry<Integer, Long> topic : topics.times.entrySet()) {
        out.writeInt(topic.getKey());
        Varint.writeTime(out, topic.getValue(), near);
      }
      if (topics.forgotten > 0) {
        Varint.write(out, topics.forgotten);
        Varint.writeTime(out, topics.lastForgotten, near);
      }
    }
  }

  void readInto(DataInput in, long near) throws IOException {
    int size = Varint.readInt(in);
    for (int d = 0; d < size; d++) {
      Topics topics = new Topics();
      detectors.put(in.readInt(), topics);
      int count = Varint.readInt(in);
      for (int i = 0; i < count / 2; i++) {
        topics.times.put(in.readInt(), Varint.readTime(in, near));
      }
      if (count % 2 == 1) {
        topics.forgotten = Varint.readInt(in);
        topics.lastForgotten = Varint.readTime(in, near);
      }
    }
  }

  /** As in suspicions up to version 4. */
  void readPlainInto(DataInput in) throws IOException {
    int size = Varint.readInt(in);
    for (int d = 0; d < size; d++) {
      Topics topics = new Topics();
      detectors.put(half(Varint.readText(in)), topics);
      int count = Varint.readInt(in);
      for (int i = 0; i < count; i++) {
        topics.times.put(Fingerprint.half(in.readLong()), in.readLong());
      }
    }
  }
}
