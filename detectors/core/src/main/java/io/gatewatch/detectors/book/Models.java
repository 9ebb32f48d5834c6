package io.gatewatch.detectors.book;

import io.gatewatch.features.FeatureSchema;
import io.gatewatch.features.FeatureVector;
import io.gatewatch.ingest.ApiCall;
import io.gatewatch.ingest.ControlRecord;
import io.gatewatch.ingest.book.Timeline;
import io.gatewatch.models.AnomalyModel;
import io.gatewatch.models.ModelFile;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Which models were in force when. A pointer counts when the file that it points to was published
 * to count no later than itself; whether the file was read before the pointer or after it does not
 * show.
 */
final class Models {
  /** An opened file, and the moment from which pointers may point to it, in ms since 1970. */
  private record Content(long from, AnomalyModel model) {}

  private final Map<String, Content> contents = new HashMap<>();
  private final Set<ControlRecord> waiting = new LinkedHashSet<>();
  private final Timeline<AnomalyModel> champions = new Timeline<>();
  private final Timeline<AnomalyModel> shadows = new Timeline<>();

  /** Whole models in records of their own, as they were before there were pointers: champions. */
  private final Timeline<AnomalyModel> whole = new Timeline<>();

  /**
   * Adds a file, and what has waited for it.
   *
   * @throws IllegalArgumentException when it cannot be opened, or its id is not its hash
   */
  void addFile(ControlRecord record) {
    AnomalyModel model = openFile(record);
    long from = record.effectiveFrom().toEpochMilli();
    contents.merge(
        record.sha256(), new Content(from, model), (a, b) -> a.from() <= b.from() ? a : b);
    waiting.removeIf(pointer -> whyNot(pointer) == null && follow(pointer));
  }

  /**
   * Adds a record of kind {@code model}.
   *
   * @throws IllegalArgumentException when it cannot be used: nothing changes then, now; a pointer
   *     waits for its file
   */
  void add(ControlRecord record) {
    if (!ModelPointer.isPointer(record.id())) {
      whole.add(record, open(record.payload()));
      return;
    }
    String whyNot = whyNot(record);
    if (whyNot != null) {
      waiting.add(record);
      throw new IllegalArgumentException(whyNot);
    }
    follow(record);
  }

  /**
   * Refuses a file or a pointer that is none, whatever else there is.
   *
   * @throws IllegalArgumentException in one line
   */
  static void check(ControlRecord record) {
    if (record.kind().equals(ControlRecord.MODEL_FILE)) {
      openFile(record);
    } else if (ModelPointer.isPointer(record.id())) {
      ModelPointer.read(record.payload());
    } else {
      open(record.payload());
    }
  }

  /** Why a pointer cannot be followed; null when it can. */
  private String whyNot(ControlRecord record) {
    ModelPointer pointer = ModelPointer.read(record.payload());
    if (pointer.sha256() == null) {
      return null;
    }
    Content content = contents.get(pointer.sha256());
    if (content == null) {
      return "model: "
          + record.id()
          + " points to file "
          + pointer.sha256()
          + ", which is not here";
    }
    if (content.from() > record.effectiveFrom().toEpochMilli()) {
      return "model: " + record.id() + " points to file " + pointer.sha256() + " of a later time";
    }
    String version = content.model().version();
    return version.equals(pointer.model())
        ? null
        : "model: " + record.id() + " names another than its file (expected: " + version + ")";
  }

  private boolean follow(ControlRecord record) {
    String file = ModelPointer.read(record.payload()).sha256();
    AnomalyModel model = file == null ? null : contents.get(file).model();
    (record.id().equals(ModelPointer.SHADOW) ? shadows : champions).add(record, model);
    return true;
  }

  private static AnomalyModel openFile(ControlRecord record) {
    if (!record.id().equals(record.sha256())) {
      throw new IllegalArgumentException(
          "model-file: id "
              + record.id().lines().findFirst().orElse("")
              + " (expected: the hash of its payload)");
    }
    return open(record.payload());
  }

  /** Opens a model and asks it once, so that the first call that it judges waits for nothing. */
  private static AnomalyModel open(String text) {
    AnomalyModel model = ModelFile.open(text);
    try {
      FeatureVector nothing = new FeatureVector(new double[FeatureSchema.size()]);
      double p = model.pValue(nothing, ApiCall.AgentClass.AISP);
      if (!(p > 0 && p <= 1)) {
        throw new IllegalArgumentException("model: a p-value of " + p + " (expected: in (0, 1])");
      }
      model.likeliest(nothing);
      return model;
    } catch (IllegalArgumentException e) {
      throw e;
    } catch (RuntimeException | LinkageError e) {
      throw new IllegalArgumentException(
          "model: cannot be asked (" + e.getClass().getSimpleName() + ")", e);
    }
  }

  /** The model whose findings alert; null for none. A pointer beats a whole model. */
  AnomalyModel champion(long epochMillis) {
    long pointed = champions.since(epochMillis);
    boolean isPointed = pointed != Long.MIN_VALUE && pointed >= whole.since(epochMillis);
    return (isPointed ? champions : whole).inForce(epochMillis);
  }

  /** The model on trial; null for none. */
  AnomalyModel shadow(long epochMillis) {
    return shadows.inForce(epochMillis);
  }

  /** Since when these have been in force. */
  long since(long epochMillis) {
    long champion = Math.max(champions.since(epochMillis), whole.since(epochMillis));
    return Math.max(champion, shadows.since(epochMillis));
  }

  /** Until when they stay so, as far as is known; exclusive. */
  long until(long epochMillis) {
    long champion = Math.min(champions.until(epochMillis), whole.until(epochMillis));
    return Math.min(champion, shadows.until(epochMillis));
  }
}
