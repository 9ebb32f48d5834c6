package io.gatewatch.replaydata.control;

import io.gatewatch.collector.ControlDesk;
import io.gatewatch.detectors.book.ModelPointer;
import io.gatewatch.ingest.ControlRecord;
import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;

/** Tells the running system which model is champion and which is the shadow. */
public final class ModelDesk {
  private final ControlDesk desk;

  /** A desk at a broker. */
  public ModelDesk(String broker) {
    this.desk = Positions.desk(broker);
  }

  /**
   * What the system was told last that can be read; to no model when nothing was.
   *
   * @param role {@link ModelPointer#CHAMPION} or {@link ModelPointer#SHADOW}
   * @throws org.apache.kafka.common.KafkaException when no broker answers
   */
  public ModelPointer newest(String role) {
    return desk.records(ControlRecord.MODEL).stream()
        .filter(record -> record.id().equals(role))
        .sorted(Comparator.comparingInt(ControlRecord::version).reversed())
        .map(ModelDesk::pointer)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(ModelPointer.NONE);
  }

  /** Null when it is none: what was in force before it stays so. */
  private static ModelPointer pointer(ControlRecord record) {
    try {
      return ModelPointer.read(record.payload());
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /** From which event time on a change would count now. */
  public Instant position() {
    return desk.position();
  }

  /**
   * Lets a model be champion or shadow from the next free position on.
   *
   * @param role {@link ModelPointer#CHAMPION} or {@link ModelPointer#SHADOW}
   * @param pointer to the model, or to none
   * @param text of the model file; null for none
   * @return from which event time on it counts
   * @throws org.apache.kafka.common.KafkaException when no broker answers
   */
  public Instant point(String role, ModelPointer pointer, String text) {
    if (text != null) {
      // First, so that whoever reads the pointer has the content already.
      desk.publishChanged(ControlRecord.MODEL_FILE, pointer.sha256(), text);
    }
    return desk.publish(ControlRecord.MODEL, role, pointer.write()).effectiveFrom();
  }
}
