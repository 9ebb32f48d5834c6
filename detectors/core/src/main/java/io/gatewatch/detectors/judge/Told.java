package io.gatewatch.detectors.judge;

import io.gatewatch.features.Fingerprint;
import io.gatewatch.features.Varint;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which topics were told of one principal, and when: so that each is told once in a while and no
 * oftener. At most 64 topics a detector; while all of them are recent a further one goes untold, so
 * that a caller who makes up topics does not make a flood. 16 bytes a topic.
 */
final class Told {
  static final int MAX_TOPICS = 64;

  private final TreeMap<String, TreeMap<Long, Long>> times = new TreeMap<>();

  /** Whether a topic is due; when it is, it counts as told. */
  boolean tell(String detector, String topic, long time, long onceInMillis) {
    TreeMap<Long, Long> topics = times.computeIfAbsent(detector, d -> new TreeMap<>());
    topics.values().removeIf(told -> time - told >= onceInMillis);
    if (topics.size() >= MAX_TOPICS) {
      return false;
    }
    return topics.putIfAbsent(Fingerprint.of(topic), time) == null;
  }

  void clear() {
    times.clear();
  }

  void writeTo(DataOutput out) throws IOException {
    Varint.write(out, times.size());
    for (Map.Entry<String, TreeMap<Long, Long>> detector : times.entrySet()) {
      Varint.writeText(out, detector.getKey());
      Varint.write(out, detector.getValue().size());
      for (Map.Entry<Long, Long> topic : detector.getValue().entrySet()) {
        out.writeLong(topic.getKey());
        out.writeLong(topic.getValue());
      }
    }
  }

  void readInto(DataInput in) throws IOException {
    int detectors = Varint.readInt(in);
    for (int d = 0; d < detectors; d++) {
      TreeMap<Long, Long> topics = new TreeMap<>();
      times.put(Varint.readText(in), topics);
      int size = Varint.readInt(in);
      for (int i = 0; i < size; i++) {
        topics.put(in.readLong(), in.readLong());
      }
    }
  }
}
