package io.gatewatch.replaydata.cli;

import io.gatewatch.models.AnomalyModel;
import io.gatewatch.models.ModelFile;
import io.gatewatch.models.registry.DirectoryStore;
import io.gatewatch.models.registry.Event;
import io.gatewatch.models.registry.ModelRegistry;
import io.gatewatch.models.registry.Stage;
import io.gatewatch.models.registry.Stages;
import io.gatewatch.models.training.Recipe;
import io.gatewatch.models.training.Trainers;
import io.gatewatch.replaydata.train.TableDrift;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import picocli.CommandLine.Option;

/**
 * The half of {@code train} that a timer may start every day: it trains only when the traffic of a
 * model has drifted, by the rule by which the running system tells of it, and at most once a week.
 */
final class WhenDrifted {
  private static final String CHAMPION = "champion";
  private static final Duration WAITS = Duration.ofDays(7);

  @Option(
      names = "--when-drifted",
      paramLabel = "MODEL",
      description =
          "Train only when this model of --store, or 'champion', has drifted in the last seven whole"
              + " days of --features, as it had a day before ('models drift' looks at all of them): by"
              + " the recipe of its card unless --recipe is given. Asks for eight whole days.")
  private String said;

  private ModelRegistry registry;
  private String text;
  private AnomalyModel model;
  private String why;

  boolean isAsked() {
    return said != null;
  }

  /** Finds the model; false, and said so, when there is no champion. */
  boolean find(Path store, Path features, PrintWriter told) {
    if (store == null || features == null) {
      throw Failure.usage("--when-drifted asks for --store DIR and --features FILE");
    }
    registry = new ModelRegistry(new DirectoryStore(store), Clock.systemUTC());
    try {
      Stages stages = registry.stages();
      boolean champion = said.equals(CHAMPION);
      String sha256 = champion ? stages.champion() : RegistryOptions.find(stages, said).sha256();
      if (sha256 == null) {
        told.println("there is no champion that could have drifted: nothing was trained");
        return false;
      }
      text = registry.text(sha256);
      model = ModelFile.open(text);
    } catch (IOException e) {
      throw Failure.input(e.getMessage());
    } catch (IllegalArgumentException e) {
      throw Failure.input(e.getMessage());
    }
    if (model.reference() == null) {
      throw Failure.input(model.version() + " remembers nothing of its training");
    }
    return true;
  }

  /** The recipe that the model was made by. */
  Recipe recipe() {
    if (model.card().recipe().isEmpty()) {
      throw Failure.usage(model.version() + " has no recipe in its card (mend: give --recipe)");
    }
    return Recipe.read(model.card().recipe());
  }

  /** Whether the model was trained elsewhere, so that its own recipe trains nothing here. */
  boolean isImported() {
    return isAsked() && recipe().trainer().equals(Trainers.IMPORTED);
  }

  /**
   * Whether to train; when not, a line says why not.
   *
   * @param imported whether there is no other recipe than that of an import
   */
  boolean trains(RowSource source, boolean imported, PrintWriter told) {
    if (source.rows().isEmpty()) {
      throw Failure.input(source.data() + ": no rows");
    }
    TableDrift drift = TableDrift.of(text, source.rows());
    String name = model.version();
    if (drift.told().isEmpty()) {
      String until = " by " + drift.until();
      told.println(
          drift.canTell()
              ? name + " has not drifted" + until + ": nothing was trained"
              : "whether "
                  + name
                  + " has drifted cannot be told"
                  + until
                  + " (expected: eight whole days, 200 agents' hours a week): nothing was trained");
      return false;
    }
    why = because(name) + " (" + drift.words() + "), trained from " + source.data();
    String idle = idle(imported);
    told.println(name + " has drifted (" + drift.words() + ")" + (idle == null ? "" : idle));
    return idle == null;
  }

  /** Why nothing is trained all the same; null for no reason. */
  private String idle(boolean imported) {
    if (imported) {
      return "; imported: nothing can be trained again here (mend: --onnx FILE or --recipe)";
    }
    String waiting = waiting();
    return waiting == null ? null : "; " + waiting + " waits already: nothing was trained";
  }

  private static String because(String version) {
    return "drift of " + version;
  }

  /** What was trained for the same reason within a week, and is on its way; null for nothing. */
  private String waiting() {
    try {
      Set<Stage> underWay = Set.of(Stage.CANDIDATE, Stage.SHADOW);
      Stages stages = registry.stages();
      for (Event event : registry.events()) {
        boolean same =
            event.action() == Event.Action.ADD
                && event.why().startsWith(because(model.version()) + " ")
                && event.time().isAfter(Clock.systemUTC().instant().minus(WAITS));
        if (same && underWay.contains(RegistryOptions.find(stages, event.sha256()).stage())) {
          return event.model();
        }
      }
      return null;
    } catch (IOException e) {
      throw Failure.input(e.getMessage());
    }
  }

  /** Why the candidate was trained, for the record. */
  String why() {
    return why;
  }
}
