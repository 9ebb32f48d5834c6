package io.gatewatch.replaydata.cli;

import com.fasterxml.jackson.databind.SerializationFeature;
import io.gatewatch.detectors.DetectionCodec;
import io.gatewatch.ingest.Sha256;
import io.gatewatch.models.ModelFile;
import io.gatewatch.models.registry.DirectoryStore;
import io.gatewatch.models.registry.ModelRegistry;
import io.gatewatch.models.training.Recipe;
import io.gatewatch.models.training.ShippedRecipes;
import io.gatewatch.models.training.Training;
import io.gatewatch.models.training.TrainingRow;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code train}: a model by a recipe, from historical logs or from a table of features. */
@Command(
    name = "train",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Trains a model by a recipe, from logs or from what the command features wrote; or takes in"
            + " one that was trained elsewhere (--onnx). Without labels everything counts as ordinary:"
            + " give it traffic that you trust.")
public final class TrainCommand implements Callable<Integer> {
  private static final Set<String> OF_A_TABLE =
      Set.of(
          "--features",
          "--recipe",
          "--out",
          "--store",
          "--seed",
          "--when-drifted",
          "--onnx",
          "--labels",
          "--verdicts",
          "--alerts");

  @Spec private CommandSpec spec;

  @Option(
      names = "--features",
      paramLabel = "FILE",
      description = "A table of the command features, instead of --format and --input.")
  private Path features;

  @Option(
      names = "--recipe",
      paramLabel = "NAME|FILE",
      description =
          "How the model is made: one that ships, or a YAML file (default: minutes-kmeans on all"
              + " rows, nothing held back for a test).")
  private String recipe;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "Folder for model.json and its card, model.card.json; may be left out with --store.")
  private Path out;

  @Option(
      names = "--store",
      paramLabel = "DIR",
      description = "Also put it into this registry of models, as a candidate.")
  private Path store;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Seed of all that is drawn (default: the recipe's).")
  private Long seed;

  @Mixin private WhenDrifted when;
  @Mixin private OnnxOption onnx;
  @Mixin private ExtractOptions extract;

  @Override
  public Integer call() {
    PrintWriter told = spec.commandLine().getOut();
    if (out == null && store == null) {
      throw Failure.usage("give --out DIR, --store DIR or both");
    }
    if (when.isAsked() && !when.find(store, features, told)) {
      return 0;
    }
    Recipe asked = recipe();
    boolean imported = recipe == null && !onnx.isGiven() && when.isImported();
    if (!imported) {
      onnx.check(asked);
    }
    if ((features != null) == extract.history().isGiven()) {
      throw Failure.usage(
          "give either --features FILE, or --format F with --input FILE… or --topic");
    }
    if (features != null && !extract.hasQuotas()) {
      Given.only(spec, "--features", OF_A_TABLE);
    }
    RowSource source = RowSource.of(features, extract);
    if (when.isAsked() && !when.trains(source, imported, told)) {
      return 0;
    }
    told.printf("%d minutes: %s%n", source.rows().size(), counted(source.rows()));
    source.remarks().forEach(this::remark);
    try {
      ModelFile model = trained(asked, source);
      String place = out == null ? "" : "; model in " + written(model);
      model.card().warnings().forEach(this::remark);
      String made = onnx.isGiven() ? onnx.words() : "trained on " + counts(model.card().rows());
      told.printf("%s, calibrated on %d%s%n", made, model.card().calibrated(), place);
      keep(model.write());
      return 0;
    } catch (IllegalArgumentException e) {
      throw Failure.input(e.getMessage());
    } catch (IOException e) {
      throw Failure.input("cannot write " + e.getMessage());
    }
  }

  private Path written(ModelFile model) throws IOException {
    Path file = Files.createDirectories(out).resolve("model.json");
    Files.writeString(file, model.write());
    Files.writeString(
        out.resolve("model.card.json"),
        DetectionCodec.mapper()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .writeValueAsString(model.card())
            + "\n");
    return file;
  }

  private ModelFile trained(Recipe asked, RowSource source) {
    if (onnx.isGiven()) {
      return onnx.wrap(asked, source);
    }
    // A single training tells nothing before it is done: the bar says how long it has run.
    boolean searches = asked.search() != null;
    try (Progress bar = Progress.bar(searches ? "search" : "train", searches ? 1 : -1)) {
      return Training.train(
          asked, source.rows(), source.data(), (done, all) -> bar.stepTo(done, all));
    }
  }

  /** Into a registry, when one is named. */
  private void keep(String text) throws IOException {
    if (store != null) {
      String from = "trained from " + (features == null ? "logs" : features.getFileName());
      String made = onnx.isGiven() ? onnx.words() : from;
      String why = when.isAsked() ? when.why() : made;
      ModelRegistry registry = new ModelRegistry(new DirectoryStore(store), Clock.systemUTC());
      String sha256 = Sha256.hex(text);
      boolean known = registry.stages().models().stream().anyMatch(m -> m.sha256().equals(sha256));
      registry.add(text, System.getProperty("user.name"), why);
      spec.commandLine()
          .getOut()
          .println(
              ModelFile.open(text).version()
                  + (known ? ": in the registry already, nothing new" : ": a candidate"));
    }
  }

  private Recipe recipe() {
    try {
      if (recipe == null && when.isAsked()) {
        return seed == null ? when.recipe() : when.recipe().withSeed(seed);
      }
      if (recipe == null) {
        Recipe shipped = Recipe.read(ShippedRecipes.text(ShippedRecipes.MINUTES_KMEANS));
        return shipped.withoutTest(seed == null ? 1 : seed);
      }
      boolean isFile = recipe.endsWith(".yaml") || recipe.endsWith(".yml") || recipe.contains("/");
      String text = isFile ? Files.readString(Path.of(recipe)) : ShippedRecipes.text(recipe);
      Recipe read = Recipe.read(text);
      return seed == null ? read : read.withSeed(seed);
    } catch (IOException e) {
      throw Failure.input("--recipe " + recipe + ": cannot be read");
    } catch (IllegalArgumentException e) {
      throw Failure.usage("--recipe " + recipe + ": " + e.getMessage());
    }
  }

  private static String counted(List<TrainingRow> rows) {
    TreeMap<String, Long> labels = new TreeMap<>();
    TreeMap<String, Long> excluded = new TreeMap<>();
    for (TrainingRow row : rows) {
      labels.merge(row.label(), 1L, Long::sum);
      if (row.excluded() != null) {
        excluded.merge(row.excluded().name().toLowerCase(Locale.ROOT), 1L, Long::sum);
      }
    }
    return RowWords.labels(labels) + "; " + RowWords.excluded(excluded);
  }

  private static String counts(Map<String, Integer> rows) {
    TreeMap<String, Long> counts = new TreeMap<>();
    rows.forEach((label, n) -> counts.put(label, n.longValue()));
    return RowWords.labels(counts);
  }

  private void remark(String line) {
    spec.commandLine().getErr().println("gatewatch: " + line);
  }
}
