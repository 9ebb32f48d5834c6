package io.gatewatch.detectors.judge;

import io.gatewatch.features.Fingerprint;
import io.gatewatch.features.Varint;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which topics were told of one principal, and when: so that each is told once in a while and no
 * oftener. At most 64 topics a detector; while all of them are recent a further one goes untold, so
 * that a caller who makes up topics does not make a flood. Stored 8 bytes a topic and 4 a detector;
 * of a source at rest, see {@link ForgottenTopics}.
 */
final class Told {
  static final int MAX_TOPICS = 64;

  /**
   * By the upper 16 bits of the fingerprint of a detector's id: no two that are shipped share them.
   */
  private final TreeMap<Integer, Topics> detectors = new TreeMap<>();

  /** Whether a topic is due; when it is, it counts as told. */
  boolean tell(String detector, String topic, long time, long onceInMillis) {
    return detectors
        .computeIfAbsent(print(detector), d -> new Topics())
        .tell(half(topic), time, onceInMillis);
  }

  /** Of a detector. */
  static int print(String detector) {
    return half(detector) >>> Short.SIZE;
  }

  private static int half(String text) {
    return Fingerprint.half(Fingerprint.of(text));
  }

  void clear() {
    detectors.clear();
  }

  /**
   * Forgets when topics were told, the oldest first, until what is stored takes so many bytes; then
   * keeps fewer bits of what they were, then lets those be full that nearly are, and at last
   * forgets the detectors that have been silent longest. Idempotent.
   *
   * @param near the time as of which it is stored
   */
  void shrinkTo(int bytes, long near) {
    while (size(near) > bytes) {
      if (!forgetOldest() && !blur() && !fill()) {
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
    for (Map.Entry<Integer, Topics> detector : detectors.entrySet()) {
      boolean longer = detector.getValue().last() < detectors.get(longest).last();
      longest = longer ? detector.getKey() : longest;
    }
    return longest;
  }

  /** One bit less of each forgotten topic, where most bits are held. */
  private boolean blur() {
    ForgottenTopics most = null;
    for (Topics topics : detectors.values()) {
      for (ForgottenTopics some : List.of(topics.forgotten, topics.elder)) {
        boolean more = most == null || some.bits() > most.bits();
        most = some.canBlur() && more ? some : most;
      }
    }
    if (most != null) {
      most.blur();
    }
    return most != null;
  }

  /** Nothing more is told by a detector that has told nearly as much as it may. */
  private boolean fill() {
    for (Topics topics : detectors.values()) {
      if (topics.forgotten.fill() || topics.elder.fill()) {
        return true;
      }
    }
    return false;
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
      of.forget(oldest.getKey(), oldest.getValue());
    }
    return of != null;
  }

  void writeTo(DataOutput out, long near) throws IOException {
    Varint.write(out, detectors.size());
    for (Map.Entry<Integer, Topics> detector : detectors.entrySet()) {
      out.writeShort(detector.getKey());
      detector.getValue().writeTo(out, near);
    }
  }

  void readInto(DataInput in, long near) throws IOException {
    int size = Varint.readInt(in);
    for (int d = 0; d < size; d++) {
      Topics topics = new Topics();
      detectors.put(in.readUnsignedShort(), topics);
      topics.readInto(in, near);
    }
  }

  /** As in suspicions up to version 4. */
  void readPlainInto(DataInput in) throws IOException {
    int size = Varint.readInt(in);
    for (int d = 0; d < size; d++) {
      Topics topics = new Topics();
      detectors.put(print(Varint.readText(in)), topics);
      int count = Varint.readInt(in);
      for (int i = 0; i < count; i++) {
        topics.times.put(Fingerprint.half(in.readLong()), in.readLong());
      }
    }
  }
}
