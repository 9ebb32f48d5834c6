package io.gatewatch.replaydata.cli;

import io.gatewatch.models.ModelFile;
import io.gatewatch.models.registry.PlainText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code models add}: puts a model file in, as a candidate. */
@Command(
    name = "add",
    description = "Puts a model file into the registry, as a candidate.",
    mixinStandardHelpOptions = true)
final class ModelsAddCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private RegistryOptions registry;

  @Parameters(paramLabel = "FILE", description = "A model.json that train has written.")
  private Path file;

  @Option(
      names = "--why",
      defaultValue = "added by hand",
      paramLabel = "TEXT",
      description = "Why, for the record (default: ${DEFAULT-VALUE}).")
  private String why;

  @Mixin private MlflowOption mlflow;

  @Override
  public Integer call() {
    try {
      String text = ModelFile.text(file);
      String version = ModelFile.open(text).version();
      registry.registry().add(text, registry.who(), PlainText.of(why, PlainText.WHY));
      spec.commandLine().getOut().println(version + ": a candidate");
      if (mlflow.isGiven()) {
        mirror(version, text);
      }
      return 0;
    } catch (IllegalArgumentException e) {
      throw Failure.input(file + ": " + e.getMessage());
    } catch (IOException e) {
      throw Failure.input(e.getMessage());
    }
  }

  private void mirror(String version, String text) {
    try {
      String number = mlflow.mirror().add(version, text, ModelFile.read(text).card(), Map.of());
      spec.commandLine().getOut().println("MLflow: version " + number);
    } catch (IOException e) {
      throw Failure.unreachable("added, but " + e.getMessage());
    }
  }
}
