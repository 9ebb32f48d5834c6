package io.gatewatch.replaydata.cli;

import io.gatewatch.models.training.TrainingSetInfo;
import io.gatewatch.models.training.TrainingSetReader;
import io.gatewatch.models.training.TrainingSetWriter;
import io.gatewatch.replaydata.replay.Counted;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code features}: a history as a table of what models are asked about. */
@Command(
    name = "features",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Plays historical logs through the same core as production and writes a row for each"
            + " authenticated agent and minute: its features as a model would see them, labels, and"
            + " what may not be learned from.")
public final class FeaturesCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "The table, .csv or .csv.gz; FILE.json beside it says what it holds.")
  private Path out;

  @Mixin private ExtractOptions extract;

  @Override
  public Integer call() {
    extract.history().check();
    try {
      TrainingSetWriter.checkName(out);
    } catch (IllegalArgumentException e) {
      throw Failure.usage("--out " + e.getMessage());
    }
    try (TrainingSetWriter writer = new TrainingSetWriter(out)) {
      ExtractOptions.Extracted extracted =
          extract.extract("features", (row, share) -> writer.write(row));
      if (writer.rows() == 0) {
        throw Failure.input(
            "no authenticated agent in the input: nothing to learn from ('gatewatch doctor' says"
                + " who is charged)");
      }
      TrainingSetInfo info = writer.finish(extracted.versions());
      spec.commandLine()
          .getOut()
          .printf(
              "%s of %s: %s; %s; %s and %s%n",
              Counted.of(info.rows(), "row"),
              Counted.of(info.agents(), "agent"),
              RowWords.labels(info.labels()),
              RowWords.excluded(info.excluded()),
              out,
              TrainingSetReader.beside(out).getFileName());
      extracted.remarks().forEach(r -> spec.commandLine().getErr().println("gatewatch: " + r));
      return 0;
    } catch (IOException e) {
      throw Failure.input("cannot write " + e.getMessage());
    }
  }
}
