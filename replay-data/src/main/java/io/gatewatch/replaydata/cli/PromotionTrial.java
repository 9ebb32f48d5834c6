package io.gatewatch.replaydata.cli;

import io.gatewatch.models.AnomalyModel;
import io.gatewatch.models.evaluation.ModelEvaluation;
import io.gatewatch.models.evaluation.ModelEvaluationJson;
import io.gatewatch.models.registry.Event;
import io.gatewatch.models.registry.Fixtures;
import io.gatewatch.models.registry.Gates;
import io.gatewatch.models.registry.ModelRegistry;
import io.gatewatch.models.registry.PlainText;
import io.gatewatch.models.registry.PromotionPolicy;
import io.gatewatch.models.registry.Stages;
import io.gatewatch.models.registry.Store;
import io.gatewatch.models.registry.Trial;
import io.gatewatch.models.registry.Trials;
import io.gatewatch.models.training.TrainingRow;
import io.gatewatch.replaydata.train.FalseAlarm;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A candidate beside the champion, over rows that neither has learned from. What analysts called
 * false becomes a fixture on the way, and the evaluation is kept in the registry.
 */
final class PromotionTrial {
  private static final int MOST_NAMED = 5;
  private static final int LONGEST_ID = 40;

  private final RegistryOptions registry;
  private final PromotionPolicy policy;
  private final AnomalyModel model;
  private final ModelRegistry.Entry entry;
  private final Trial trial;
  private final List<String> remarks;
  private final List<String> unchecked = new ArrayList<>();
  private final Event.Basis basis;

  private PromotionTrial(
      RegistryOptions registry, Stages stages, ModelRegistry.Entry entry, RowSource rows)
      throws IOException {
    this.registry = registry;
    this.policy = registry.policy();
    this.entry = entry;
    this.remarks = new ArrayList<>(rows.remarks());
    Evaluated evaluated =
        Evaluated.of(
            registry.text(entry.sha256()),
            registry.model(stages.champion()),
            rows.rows(),
            policy.alertsPerDay());
    this.model = evaluated.model();
    keepFixtures(rows);
    this.basis =
        new Event.Basis(
            rows.sha256(),
            policy.keep(registry.registry().store()),
            keep(evaluated.found()),
            rows.labels(),
            rows.verdicts());
    this.trial =
        Trials.of(evaluated.found(), evaluated.micros(), evaluated.bytes(), model.isForeign());
  }

  /** Evaluates a candidate on rows, of which the newest count. */
  static PromotionTrial of(
      RegistryOptions registry, Stages stages, ModelRegistry.Entry entry, RowSource rows) {
    try {
      return new PromotionTrial(registry, stages, entry, rows);
    } catch (IOException e) {
      throw Failure.input(e.getMessage());
    } catch (IllegalArgumentException e) {
      throw Failure.input(entry.model() + ": " + e.getMessage());
    }
  }

  /**
   * What every gate says, at an event time.
   *
   * @param shadowFrom since when it scores live traffic as the shadow; null when it does not
   */
  List<Gates.Verdict> ask(Instant shadowFrom, Instant now) {
    try {
      return Gates.ask(
          policy,
          model,
          trial,
          new Fixtures(registry.registry().store()).asked(registry.registry().events()),
          unchecked,
          shadowFrom,
          now);
    } catch (IOException e) {
      throw Failure.input(e.getMessage());
    }
  }

  /** Lines on what was odd. */
  List<String> remarks() {
    return remarks;
  }

  /** What the gates look at, for the record. */
  Event.Basis basis() {
    return basis;
  }

  private void keepFixtures(RowSource rows) throws IOException {
    Fixtures fixtures = new Fixtures(registry.registry().store());
    List<String> missing = new ArrayList<>();
    List<String> otherwise = new ArrayList<>();
    List<String> ofTopic = new ArrayList<>();
    for (FalseAlarm alarm : rows.falseAlarms()) {
      List<TrainingRow> harmless = alarm.harmless(rows.rows());
      String id = fixtures.keep(alarm.agent(), alarm.from(), alarm.to(), alarm.reason(), harmless);
      if (id == null) {
        boolean called = alarm.isCalledOtherwise(rows.rows());
        (called ? otherwise : alarm.ofTopic() ? ofTopic : missing).add(name(alarm));
      }
    }
    if (!missing.isEmpty()) {
      unchecked.add(
          "what an analyst called false, "
              + few(missing)
              + ", has no ordinary minute in the table; give features that hold it");
    }
    tell(ofTopic, "has no ordinary minute in the table: no new fixture");
    tell(otherwise, "is called something else by what outranks it: no new fixture");
  }

  private void tell(List<String> alarms, String what) {
    if (!alarms.isEmpty()) {
      remarks.add("what an analyst called false, " + few(alarms) + ", " + what);
    }
  }

  /** By id and time alone: what people wrote has no place in an event. */
  private static String name(FalseAlarm alarm) {
    return PlainText.of(alarm.id(), LONGEST_ID) + " (" + alarm.from() + " to " + alarm.to() + ")";
  }

  private static String few(List<String> names) {
    String first = String.join(", ", names.subList(0, Math.min(MOST_NAMED, names.size())));
    return names.size() <= MOST_NAMED
        ? first
        : first + " and " + (names.size() - MOST_NAMED) + " more";
  }

  private String keep(ModelEvaluation evaluation) throws IOException {
    Store store = registry.registry().store();
    byte[] json = ModelEvaluationJson.of(evaluation).getBytes(StandardCharsets.UTF_8);
    int next = 1;
    while (!store.create(name(next), json)) {
      // Those of earlier trials stay.
      next++;
    }
    return name(next);
  }

  private String name(int number) {
    return "evaluations/" + entry.sha256() + "-" + number + ".json";
  }
}
