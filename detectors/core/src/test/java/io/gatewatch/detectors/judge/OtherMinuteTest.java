package io.gatewatch.detectors.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatewatch.detectors.Contexts;
import io.gatewatch.detectors.Detection;
import io.gatewatch.detectors.Finding;
import io.gatewatch.detectors.MadeModels;
import io.gatewatch.detectors.cel.Measures;
import io.gatewatch.detectors.cel.Moments;
import io.gatewatch.detectors.fusion.AlertBudget;
import io.gatewatch.detectors.fusion.Budget;
import io.gatewatch.features.Feature;
import io.gatewatch.features.FeatureSchema;
import io.gatewatch.features.FeatureVector;
import io.gatewatch.features.Observation;
import io.gatewatch.models.AnomalyModel;
import io.gatewatch.models.Calibration;
import io.gatewatch.models.Centroids;
import io.gatewatch.models.Input;
import io.gatewatch.models.ModelFile;
import io.gatewatch.models.Scaling;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What would have kept a model quiet: the same state is asked once more with what is said. */
class OtherMinuteTest {
  private static final Contexts NOBODY = (view, round) -> null;
  private static final Budget BUDGET = AlertBudget.DEFAULT.model();
  private static final Feature[] INPUTS = {
    Feature.CALLS_1M,
    Feature.NOT_FOUND_5M,
    Feature.NEW_OBJECTS_5M,
    Feature.CLIENT_ERROR_SHARE_5M,
    Feature.WRITE_SHARE_5M,
    Feature.KILOBYTES_OUT_5M
  };
  private static final List<String> SEEN =
      List.of(
          "calls_1m",
          "calls_5m",
          "unauthorized_5m",
          "forbidden_5m",
          "not_found_5m",
          "client_error_share_5m",
          "new_objects_5m",
          "walk_steps_5m",
          "new_routes_5m",
          "write_share_5m",
          "repeat_run",
          "kilobytes_out_5m");
  private static final AnomalyModel MODEL = model();

  @Test
  void aModelIsQuietAtWhatItSays() throws IOException {
    int told = 0;
    int carried = 0;
    for (int seed = 0; seed < 60; seed++) {
      Random random = new Random(seed);
      ModelEvidence state = new ModelEvidence();
      Feature first = INPUTS[random.nextInt(INPUTS.length)];
      Feature second = random.nextBoolean() ? first : INPUTS[random.nextInt(INPUTS.length)];
      for (int minute = 0; minute < 200; minute++) {
        byte[] before = bytes(state);
        double[] values = ordinary(random);
        if (minute >= 120) {
          values[first.ordinal()] = wild(first, random);
          values[second.ordinal()] = wild(second, random);
        }
        Observation seen = at(values, 60_000L * minute);
        Finding finding = asked(BUDGET, state).inspect(seen, NOBODY);
        if (finding == null) {
          continue;
        }
        told++;
        if (finding.counterfactual() != null) {
          carried++;
          Finding again = asked(BUDGET, read(before)).inspect(otherwise(seen, finding), NOBODY);
          assertThat(again).as(finding.counterfactual()).isNull();
        }
      }
    }
    assertThat(told).isGreaterThan(300);
    assertThat(carried).isGreaterThan(told / 2);
  }

  @Test
  void aModelAsksForMoreEvidenceWhereLessIsAllowedToChance() {
    int[] told = new int[2];
    for (int i = 0; i < 2; i++) {
      Budget budget = new AlertBudget(i == 0 ? 10 : 0.001).model();
      ModelEvidence state = new ModelEvidence();
      Random random = new Random(4);
      for (int minute = 0; minute < 140; minute++) {
        double[] values = ordinary(random);
        if (minute >= 120) {
          values[Feature.CALLS_1M.ordinal()] = 3_000;
        }
        Observation seen = at(values, 60_000L * minute);
        told[i] += asked(budget, state).inspect(seen, NOBODY) == null ? 0 : 1;
      }
    }
    assertThat(told[1]).isLessThan(told[0]);
  }

  private static ModelDetector asked(Budget budget, ModelEvidence state) {
    return new ModelDetector(MODEL, Detection.Mode.LIVE, budget, state);
  }

  private static Observation otherwise(Observation seen, Finding finding) {
    double[] values = seen.features().toArray();
    String said = finding.counterfactual();
    for (Feature feature : Feature.values()) {
      double number = Double.parseDouble(said.replaceAll("quiet at ([0-9.]+) .*", "$1"));
      double value = feature.unit().equals("share") ? number / 100 : number;
      if (said.equals("quiet at " + Measures.spoken(feature, value))) {
        values[feature.ordinal()] = value;
        return at(values, seen.time());
      }
    }
    throw new AssertionError(said);
  }

  private static Observation at(double[] values, long time) {
    Observation any = Moments.with();
    return new Observation(
        any.who(), time, false, null, new FeatureVector(values), List.of(), List.of(), List.of());
  }

  private static double[] ordinary(Random random) {
    double[] values = new double[FeatureSchema.size()];
    for (Feature feature : Feature.values()) {
      values[feature.ordinal()] =
          Math.rint(10 * random.nextDouble()) / (feature.unit().equals("share") ? 100 : 1);
    }
    return values;
  }

  private static double wild(Feature feature, Random random) {
    double much = 0.3 + 0.7 * random.nextDouble();
    return feature.unit().equals("share") ? much : Math.rint(much * 4_000);
  }

  /** One kind of agent whose minutes are known: how far from its middle a minute lies. */
  private static AnomalyModel model() {
    List<Input> inputs = SEEN.stream().map(Input::of).toList();
    Random random = new Random(1);
    List<double[]> rows = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      FeatureVector minute = new FeatureVector(ordinary(random));
      rows.add(inputs.stream().mapToDouble(input -> input.read(minute)).toArray());
    }
    Scaling scaling = Scaling.of(rows);
    Centroids middle = new Centroids(new double[][] {new double[SEEN.size()]});
    double[] distances = rows.stream().mapToDouble(r -> middle.score(scaling.apply(r))).toArray();
    return ModelFile.open(
        ModelFile.of(
                MadeModels.card("made-up", "low", "all"),
                inputs,
                scaling,
                middle,
                Calibration.of(distances))
            .write());
  }

  private static byte[] bytes(ModelEvidence state) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    state.writeTo(new DataOutputStream(bytes));
    return bytes.toByteArray();
  }

  private static ModelEvidence read(byte[] bytes) throws IOException {
    return ModelEvidence.readFrom(new DataInputStream(new ByteArrayInputStream(bytes)));
  }
}
