package io.gatewatch.replaydata.cli;

import io.gatewatch.models.registry.MlflowMirror;
import io.gatewatch.models.registry.ModelRegistry;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** An MLflow server that hears of the registry; it never decides anything here. */
final class MlflowOption {
  @Option(
      names = "--mlflow",
      paramLabel = "URL",
      converter = Address.class,
      description =
          "Also tells an MLflow server, with the token of MLFLOW_TRACKING_TOKEN where there is one.")
  private URI server;

  /** Refuses what is no address while options are read: then nothing was done yet. */
  static final class Address implements ITypeConverter<URI> {
    @Override
    public URI convert(String text) {
      try {
        return MlflowMirror.address(text);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }

  boolean isGiven() {
    return server != null;
  }

  MlflowMirror mirror() {
    return new MlflowMirror(server, System.getenv("MLFLOW_TRACKING_TOKEN"));
  }

  /** Tells where all models stand, and figures; what fails is a line, since all else is done. */
  void tell(ModelRegistry registry, PrintWriter complaints) {
    if (server == null) {
      return;
    }
    try {
      mirror().stages(registry).forEach(line -> complaints.println("gatewatch: " + line));
    } catch (IOException | IllegalArgumentException e) {
      complaints.println(
          "gatewatch: the registry is as said; "
              + e.getMessage()
              + " (the next change with --mlflow tells it all)");
    }
  }
}
