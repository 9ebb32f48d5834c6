package io.gatewatch.models.evaluation;

import io.gatewatch.features.Feature;
import io.gatewatch.features.FeatureSchema;
import io.gatewatch.features.FeatureVector;
import io.gatewatch.ingest.ApiCall;
import io.gatewatch.models.AnomalyModel;
import io.gatewatch.models.Calibration;
import io.gatewatch.models.Centroids;
import io.gatewatch.models.Hyperplane;
import io.gatewatch.models.Input;
import io.gatewatch.models.ModelCard;
import io.gatewatch.models.ModelFile;
import io.gatewatch.models.Scaling;
import io.gatewatch.models.Scorer;
import io.gatewatch.models.Softmax;
import io.gatewatch.models.training.TrainingRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Rows whose scores are chosen: a model scores log(1 + one feature). */
final class TestFleet {
  static final Instant START = Instant.parse("2026-11-02T00:00:00Z");
  static final int DAY = 24 * 60;

  private final List<TrainingRow> rows = new ArrayList<>();

  /** A row of an ordinary minute in which nothing was told. */
  TestFleet minute(String agent, int minute, double calls) {
    return row(agent, minute, calls, Scorer.ORDINARY, null, null, TrainingRow.Told.NOTHING);
  }

  TestFleet attacked(String event, String label, String agent, int minute, double calls) {
    return row(agent, minute, calls, label, event, null, TrainingRow.Told.NOTHING);
  }

  TestFleet row(
      String agent,
      int minute,
      double calls,
      String label,
      String event,
      TrainingRow.Exclusion excluded,
      TrainingRow.Told told) {
    rows.add(
        new TrainingRow(
            agent,
            START.plusSeconds(60L * minute + 7),
            agent.startsWith("bot") ? ApiCall.AgentClass.AI_AGENT : ApiCall.AgentClass.AISP,
            vector(calls, calls),
            label,
            event,
            excluded,
            told));
    return this;
  }

  List<TrainingRow> rows() {
    return List.copyOf(rows);
  }

  static FeatureVector vector(double calls, double errors) {
    double[] v = new double[FeatureSchema.size()];
    v[Feature.CALLS_1M.ordinal()] = calls;
    v[Feature.NOT_FOUND_5M.ordinal()] = errors;
    return new FeatureVector(v);
  }

  /** Scores log(1 + calls of a minute). */
  static AnomalyModel byCalls() {
    return model("by-calls", "all", "calls_1m");
  }

  /** Scores everything the same. */
  static AnomalyModel blind() {
    return open("blind", "all", "calls_1m", new Hyperplane(new double[] {0}, 0));
  }

  /** Scores log(1 + x) of a feature. */
  static AnomalyModel model(String name, String cohort, String input) {
    return open(name, cohort, input, new Centroids(new double[][] {{0}}));
  }

  /** Says that a minute is scraping with probability 1 / (1 + exp(bias − log(1 + calls))). */
  static AnomalyModel labelled(double bias) {
    return open(
        "labelled",
        "all",
        "calls_1m",
        new Softmax(
            List.of(Scorer.ORDINARY, "scraping"),
            new double[][] {{0}, {1}},
            new double[] {bias, 0}));
  }

  private static AnomalyModel open(String name, String cohort, String input, Scorer scorer) {
    double[] calibrating =
        IntStream.range(0, 1000)
            .mapToDouble(i -> scorer.score(new double[] {StrictMath.log1p(i / 10.0)}))
            .toArray();
    return ModelFile.open(
        ModelFile.of(
                card(name, cohort),
                List.of(Input.of(input)),
                Scaling.none(1),
                scorer,
                Calibration.of(calibrating))
            .write());
  }

  static ModelCard card(String name, String cohort) {
    TreeMap<String, Integer> labels = new TreeMap<>();
    labels.put(Scorer.ORDINARY, 1000);
    return new ModelCard(
        name,
        "kmeans",
        FeatureSchema.VERSION,
        cohort,
        "low",
        "name: " + name + "\n",
        7,
        "made up <by hand> | for tests",
        "ab".repeat(32),
        START,
        START.plusSeconds(86_400),
        labels,
        1000,
        List.of("calls_1m alone explains the label"),
        "Blind to the order of calls.",
        "by hand");
  }

  /**
   * A week of 40 agents, each minute of an hour a day: ordinary calls are 0 to 100; on each of 20
   * agents one attack of 10 minutes, of which every other agent's is far louder than ordinary and
   * rules tell of every fifth.
   */
  static List<TrainingRow> week(long seed) {
    Random random = new Random(seed);
    TestFleet fleet = new TestFleet();
    for (int a = 0; a < 40; a++) {
      String agent = (a % 4 == 0 ? "bot-" : "agent-") + a;
      for (int day = 0; day < 7; day++) {
        for (int m = 0; m < 60; m++) {
          fleet.minute(agent, day * DAY + a * 20 + m, 100 * random.nextDouble());
        }
      }
      if (a < 20) {
        boolean loud = a % 2 == 0;
        for (int m = 0; m < 10; m++) {
          fleet.row(
              agent,
              3 * DAY + a * 20 + 100 + m,
              loud && m >= 2 ? 400 : 40,
              a % 3 == 0 ? "scraping" : "object_enumeration",
              "attack-" + a,
              null,
              a % 5 == 0 ? TrainingRow.Told.LOUD : TrainingRow.Told.NOTHING);
        }
      }
    }
    return fleet.rows();
  }

  /** An evaluation of a week, for pages and texts. */
  static ModelEvaluation evaluation() {
    return ModelEvaluator.evaluate(
        byCalls(),
        null,
        week(1),
        week(2),
        agent -> agent.endsWith("7"),
        new EvaluationSettings(1, 100, 5));
  }

  /** A card to go with it. */
  static ModelCard card() {
    return card("by-calls", "all");
  }
}
