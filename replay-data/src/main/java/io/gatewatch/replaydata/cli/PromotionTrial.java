package io.gatewatch.replaydata.cli;

import io.gatewatch.models.AnomalyModel;
import io.gatewatch.models.evaluation.ModelEvaluation;
import io.gatewatch.models.evaluation.ModelEvaluationJson;
import io.gatewatch.models.registry.Event;
import io.gatewatch.models.registry.Fixtures;
import io.gatewatch.models.registry.Gates;
import io.gatewatch.models.registry.ModelRegistry;
import io.gatewatch.models.registry.PromotionPolicy;
import io.gatewatch.models.registry.Stages;
import io.gatewatch.models.registry.Store;
import io.gatewatch.models.registry.Trial;
import io.gatewatch.models.registry.Trials;
import io.gatewatch.replaydata.train.KnownLabels;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A candidate beside the champion, over rows that neither has learned from. What analysts called
 * false becomes a fixture on the way, and the evaluation is kept in the registry.
 */
final class PromotionTrial {
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
            rows.sha256(), policy.keep(registry.registry().store()), keep(evaluated.found()));
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
          new Fixtures(registry.registry().store()).all(),
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
    for (KnownLabels.FalseAlarm alarm : rows.falseAlarms()) {
      String id =
          fixtures.keep(alarm.agent(), alarm.from(), alarm.to(), alarm.reason(), rows.rows());
      if (id == null) {
        unchecked.add(
            String.format(
                Locale.ROOT,
                "what an analyst called false from %s to %s (%s) has no ordinary minute in the table;"
                    + " give features that hold it",
                alarm.from(),
                alarm.to(),
                alarm.reason()));
      }
    }
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
