package io.gatewatch.detectors.judge;

import io.gatewatch.features.Varint;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/**
 * What one detector told of one principal: by the half fingerprints of topics, when each was told;
 * and topics of which the time is forgotten. Of those there are two generations, so that who brings
 * something new every day does not keep the elder ones from being told again: a younger one becomes
 * the elder when its first topic would be due, by when the elder one before it is over.
 */
final class Topics {
  final TreeMap<Integer, Long> times = new TreeMap<>();
  ForgottenTopics forgotten = new ForgottenTopics();
  ForgottenTopics elder = new ForgottenTopics();

  boolean tell(int topic, long time, long onceInMillis) {
    expire(time, onceInMillis);
    int told = times.size() + forgotten.count() + elder.count();
    if (forgotten.has(topic) || elder.has(topic) || told >= Told.MAX_TOPICS) {
      return false;
    }
    return times.putIfAbsent(topic, time) == null;
  }

  private void expire(long time, long onceInMillis) {
    times.values().removeIf(told -> time - told >= onceInMillis);
    elder = elder.isOver(time, onceInMillis) ? new ForgottenTopics() : elder;
    forgotten = forgotten.isOver(time, onceInMillis) ? new ForgottenTopics() : forgotten;
    if (elder.count() == 0 && forgotten.begunBy(time - onceInMillis)) {
      elder = forgotten;
      forgotten = new ForgottenTopics();
    }
  }

  Map.Entry<Integer, Long> oldest() {
    Map.Entry<Integer, Long> oldest = times.firstEntry();
    for (Map.Entry<Integer, Long> topic : times.entrySet()) {
      oldest = topic.getValue() < oldest.getValue() ? topic : oldest;
    }
    return oldest;
  }

  /** Forgets when it was told, and nothing else of it. */
  void forget(int topic, long told) {
    times.remove(topic);
    forgotten.add(topic, told);
  }

  /** When it told something last. */
  long last() {
    long last = Math.max(forgotten.last(), elder.last());
    for (long told : times.values()) {
      last = Math.max(last, told);
    }
    return last;
  }

  void writeTo(DataOutput out, long near) throws IOException {
    int forms = 8 * elder.form() + forgotten.form();
    int twins = (elder.hasTwins() ? 2 : 0) + (forgotten.hasTwins() ? 1 : 0);
    Varint.write(out, 2L * times.size() + (forms > 0 ? 1 : 0));
    for (Map.Entry<Integer, Long> topic : times.entrySet()) {
      out.writeInt(topic.getKey());
      Varint.writeTime(out, topic.getValue(), near);
    }
    if (forms > 0) {
      out.writeByte(64 * twins + forms);
      forgotten.writeTo(out, near);
      elder.writeTo(out, near);
    }
  }

  void readInto(DataInput in, long near) throws IOException {
    int count = Varint.readInt(in);
    for (int i = 0; i < count / 2; i++) {
      times.put(in.readInt(), Varint.readTime(in, near));
    }
    if (count % 2 == 1) {
      int forms = in.readUnsignedByte();
      forgotten.readInto(in, forms % 8, forms / 64 % 2 > 0, near);
      elder.readInto(in, forms / 8 % 8, forms >= 128, near);
    }
  }
}
