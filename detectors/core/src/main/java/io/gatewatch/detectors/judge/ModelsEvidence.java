package io.gatewatch.detectors.judge;

import io.gatewatch.detectors.book.Brain;
import io.gatewatch.features.Varint;
import io.gatewatch.models.AnomalyModel;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What models have gathered against one principal, each by itself: of those in force alone, two at
 * most. So a model that was on trial goes on with what it has when it becomes the champion, and no
 * model begins with what another one thought. About 100 bytes a model.
 */
final class ModelsEvidence {
  /** Of states that knew one model only, and not which. */
  private static final String UNNAMED = "";

  private static final int HOUR = 60;

  private final TreeMap<String, ModelEvidence> byVersion = new TreeMap<>();
  private long minute = Long.MIN_VALUE;

  /** Not stored: models are asked at once. */
  private boolean hourBegins;

  boolean isEmpty() {
    return byVersion.isEmpty();
  }

  /** Whether models are to be asked, which is once a minute; if so, it is done for this one. */
  boolean begins(long minute) {
    boolean begins = minute != this.minute;
    hourBegins = Math.floorDiv(minute, HOUR) != Math.floorDiv(this.minute, HOUR);
    this.minute = minute;
    return begins;
  }

  /** Whether the minute that began last was the first that was asked about in its hour. */
  boolean beginsAnHour() {
    return hourBegins;
  }

  /**
   * Forgets models that are no longer in force. What an unnamed model had gathered becomes the
   * champion's.
   *
   * @return versions of those that were forgotten
   */
  Set<String> keepThoseOf(Brain brain) {
    ModelEvidence unnamed = byVersion.remove(UNNAMED);
    if (unnamed != null && brain.champion() != null) {
      byVersion.putIfAbsent(brain.champion().version(), unnamed);
    }
    Set<String> forgotten = Set.of();
    for (String version : byVersion.keySet()) {
      if (!isOf(brain.champion(), version) && !isOf(brain.shadow(), version)) {
        forgotten = forgotten.isEmpty() ? new TreeSet<>() : forgotten;
        forgotten.add(version);
      }
    }
    byVersion.keySet().removeAll(forgotten);
    return forgotten;
  }

  private static boolean isOf(AnomalyModel model, String version) {
    return model != null && model.version().equals(version);
  }

  ModelEvidence of(AnomalyModel model) {
    return byVersion.computeIfAbsent(model.version(), v -> new ModelEvidence());
  }

  void writeTo(DataOutput out) throws IOException {
    Varint.write(out, byVersion.size());
    for (Map.Entry<String, ModelEvidence> model : byVersion.entrySet()) {
      Varint.writeText(out, model.getKey());
      model.getValue().writeTo(out);
    }
    Varint.writeTime(out, minute, 0);
  }

  void readInto(DataInput in) throws IOException {
    int size = Varint.readInt(in);
    for (int i = 0; i < size; i++) {
      byVersion.put(Varint.readText(in), ModelEvidence.readFrom(in));
    }
    minute = Varint.readTime(in, 0);
  }

  /** As in suspicions up to version 6. */
  void readUnnamed(ModelEvidence evidence, long minute) {
    this.minute = minute;
    if (minute != Long.MIN_VALUE) {
      byVersion.put(UNNAMED, evidence);
    }
  }
}
