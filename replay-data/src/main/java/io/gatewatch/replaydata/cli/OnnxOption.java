package io.gatewatch.replaydata.cli;

import io.gatewatch.models.Foreign;
import io.gatewatch.models.ModelFile;
import io.gatewatch.models.training.OnnxImport;
import io.gatewatch.models.training.Recipe;
import io.gatewatch.models.training.Trainers;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import picocli.CommandLine.Option;

/** An ONNX file that becomes a model here, instead of one that is trained. */
final class OnnxOption {
  @Option(
      names = "--onnx",
      paramLabel = "FILE",
      description =
          "A model that was trained elsewhere: the recipe (trainer: onnx) says what it sees, and"
              + " ordinary rows say how rare its scores are. It runs native code.")
  private Path file;

  boolean isGiven() {
    return file != null;
  }

  /** What became of it, for people. */
  String words() {
    return "imported from " + RowSource.nameOf(file.toString());
  }

  /** Refuses a recipe that does not go with it. */
  void check(Recipe recipe) {
    boolean imports = recipe.trainer().equals(Trainers.IMPORTED);
    if (imports && file == null) {
      throw Failure.usage(
          "--recipe: " + recipe.name() + " imports a model (trainer: onnx): give --onnx FILE");
    }
    if (!imports && file != null) {
      throw Failure.usage(
          "--onnx goes with a recipe whose trainer is onnx, not " + recipe.trainer());
    }
  }

  /**
   * The model file that it becomes.
   *
   * @throws IllegalArgumentException with one line when it cannot run here, or rows are too few
   */
  ModelFile wrap(Recipe recipe, RowSource source) {
    byte[] content;
    try (InputStream in = Files.newInputStream(file)) {
      // One byte over the limit is enough to be refused: nobody's memory is filled.
      content = in.readNBytes(Foreign.MOST_BYTES + 1);
    } catch (IOException e) {
      throw Failure.input("cannot read " + e.getMessage());
    }
    try {
      return OnnxImport.wrap(
          recipe,
          content,
          source.rows(),
          source.data(),
          Instant.now().truncatedTo(ChronoUnit.SECONDS));
    } catch (IllegalArgumentException e) {
      String why = e.getMessage();
      throw Failure.input(why.startsWith("onnx: ") ? "--onnx " + file + why.substring(4) : why);
    }
  }
}
