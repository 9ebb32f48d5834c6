package io.gatewatch.replaydata.cli;

import io.gatewatch.detectors.book.ModelPointer;
import io.gatewatch.ingest.ControlRecord;
import io.gatewatch.models.ModelFile;
import io.gatewatch.models.registry.DirectoryStore;
import io.gatewatch.models.registry.ModelRegistry;
import io.gatewatch.models.registry.Stages;
import io.gatewatch.replaydata.train.ShippedModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** The models that a replay judges with, in force since ever. */
final class GivenModels {
  private GivenModels() {}

  /** What ships, as the shadow; nothing when the build left it out. */
  static List<ControlRecord> shipped() {
    String text = ShippedModel.text();
    return text == null ? List.of() : ModelPointer.sinceEver(ModelPointer.SHADOW, text);
  }

  /**
   * Of a folder: its {@code model.json} as the champion, or the champion and the shadow of a
   * registry.
   *
   * @throws IllegalArgumentException with one line when it holds neither, or no model
   */
  static List<ControlRecord> in(Path folder) throws IOException {
    Path single = folder.resolve("model.json");
    if (Files.exists(single)) {
      return ModelPointer.sinceEver(ModelPointer.CHAMPION, ModelFile.text(single));
    }
    ModelRegistry registry = new ModelRegistry(new DirectoryStore(folder), Clock.systemUTC());
    Stages stages = registry.stages();
    if (stages.models().isEmpty()) {
      throw new IllegalArgumentException(
          "--models " + folder + ": neither model.json nor a registry of models");
    }
    List<ControlRecord> records = new ArrayList<>();
    if (stages.champion() != null) {
      String text = registry.text(stages.champion());
      records.addAll(ModelPointer.sinceEver(ModelPointer.CHAMPION, text));
    }
    if (stages.shadow() != null) {
      String text = registry.text(stages.shadow());
      records.addAll(ModelPointer.sinceEver(ModelPointer.SHADOW, text));
    }
    return records;
  }
}
