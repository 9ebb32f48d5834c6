package io.gatewatch.replaydata.cli;

import io.gatewatch.models.registry.MlflowMirror;
import io.gatewatch.models.registry.ModelRegistry;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import picocli.CommandLine.Option;

/** An MLflow server that hears of the registry; it never decides anything here. */
final class MlflowOption {
  @Option(
      names = "--mlflow",
      paramLabel = "URL",
      description =
          "Also tells an MLflow server, with the token of MLFLOW_TRACKING_TOKEN where there is one.")
  private URI server;

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
      mirror().stages(registry);
    } catch (IOException | IllegalArgumentException e) {
      complaints.println(
          "gatewatch: the registry is as said; "
              + e.getMessage()
              + " (the next change with --mlflow tells it all)");
    }
  }
}
