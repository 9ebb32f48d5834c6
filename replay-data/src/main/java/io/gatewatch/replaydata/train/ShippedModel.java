package io.gatewatch.replaydata.train;

import io.gatewatch.ingest.LineContext;
import io.gatewatch.ingest.LineParser;
import io.gatewatch.ingest.ParsedLine;
import io.gatewatch.ingest.assemble.ParserSettings;
import io.gatewatch.ingest.formats.Formats;
import io.gatewatch.ingest.masking.MaskingKeys;
import io.gatewatch.models.training.Recipe;
import io.gatewatch.models.training.ShippedRecipes;
import io.gatewatch.models.training.Training;
import io.gatewatch.replaydata.generate.GeneratedLine;
import io.gatewatch.replaydata.generate.Scenario;
import io.gatewatch.replaydata.generate.TrafficGenerator;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.logging.LogManager;

/**
 * The model that Gatewatch starts with: trained by the build itself on two days of generated
 * traffic without its attacks, so that there is something to judge with before a bank has trained
 * its own.
 */
public final class ShippedModel {
  private static final long SEED = 20_260_105;
  private static final int AGENTS = 30;
  private static final Duration SPAN = Duration.ofHours(36);

  private ShippedModel() {}

  /** The model file's text; null when the build left it out. */
  public static String text() {
    try (InputStream in = ShippedModel.class.getResourceAsStream("/models/shipped.json")) {
      return in == null ? null : new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("models/shipped.json", e);
    }
  }

  /** Trains it; what the build calls. */
  public static void main(String[] args) throws IOException {
    LogManager.getLogManager().reset();
    Path out = Path.of(args[0]);
    Files.createDirectories(out.toAbsolutePath().getParent());
    Files.writeString(out, train());
  }

  static String train() {
    Scenario scenario = Scenario.defaults(SEED, AGENTS);
    LineParser parser =
        Formats.named("kong").parser(ParserSettings.shipped(MaskingKeys.wellKnown()));
    LineContext context = new LineContext("generated", "kong", null, null);
    MinuteRows minutes = new MinuteRows();
    TrafficGenerator traffic =
        TrafficGenerator.of(scenario, scenario.start(), scenario.start().plus(SPAN));
    while (traffic.hasNext()) {
      GeneratedLine line = traffic.next();
      if (line.attackId() == null
          && parser.parse(line.line(), context) instanceof ParsedLine.Accepted accepted) {
        minutes.call(accepted.call());
      }
    }
    String data =
        "demonstration, trained on generated traffic: seed "
            + SEED
            + ", "
            + AGENTS
            + " agents, "
            + SPAN.toHours()
            + " h, attacks left out";
    Recipe recipe = Recipe.read(ShippedRecipes.text(ShippedRecipes.MINUTES_KMEANS));
    return Training.train(recipe.withoutTest(SEED), minutes.rows(), data).write();
  }
}
