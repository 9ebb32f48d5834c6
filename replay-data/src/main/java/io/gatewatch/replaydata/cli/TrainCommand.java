package io.gatewatch.replaydata.cli;

import io.gatewatch.models.training.Recipe;
import io.gatewatch.models.training.ShippedRecipes;
import io.gatewatch.models.training.Training;
import io.gatewatch.replaydata.replay.HistoryReader;
import io.gatewatch.replaydata.replay.HistoryRun;
import io.gatewatch.replaydata.train.MinuteRows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code train}: a model of ordinary behaviour from historical logs. */
@Command(
    name = "train",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Trains a k-means model of ordinary behaviour from logs; give it traffic that you trust.")
public final class TrainCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--format",
      required = true,
      paramLabel = "F",
      description = "A gateway's format, or calls (our own): ${COMPLETION-CANDIDATES}.",
      completionCandidates = FormatNames.class)
  private String format;

  @Option(
      names = "--input",
      required = true,
      arity = "1..*",
      paramLabel = "FILE",
      description = "Log files.")
  private List<String> inputs;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "Folder for model.json (its card inside).")
  private Path out;

  @Option(
      names = "--seed",
      defaultValue = "1",
      paramLabel = "N",
      description = "Seed (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Mixin private ReadingOptions reading;

  @Override
  public Integer call() {
    if (!HistoryRun.FORMATS.contains(format)) {
      throw FormatNames.unknown(format);
    }
    MinuteRows minutes = new MinuteRows();
    try (Progress bar = Progress.bar("train", 1000)) {
      HistoryReader.calls(
          format,
          reading.context(),
          reading.settings(),
          inputs,
          minutes::call,
          (share, lines) -> bar.stepTo(Math.round(1000 * share)));
    } catch (IOException e) {
      throw Failure.input(e.getMessage());
    }
    try {
      Recipe recipe =
          Recipe.read(ShippedRecipes.text(ShippedRecipes.MINUTES_KMEANS)).withoutTest(seed);
      String model = Training.train(recipe, minutes.rows(), String.join(", ", inputs)).write();
      Path file = Files.createDirectories(out).resolve("model.json");
      Files.writeString(file, model);
      spec.commandLine().getOut().printf("%d minutes; model in %s%n", minutes.rows().size(), file);
      return 0;
    } catch (IllegalArgumentException e) {
      throw Failure.input(e.getMessage());
    } catch (IOException e) {
      throw Failure.input("cannot write " + e.getMessage());
    }
  }
}
