package io.gatewatch.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.gatewatch.features.FeatureVector;
import io.gatewatch.ingest.ApiCall;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class AnomalyModelTest {
  private static final AnomalyModel MODEL = Models.model(Models.centroids());

  @Test
  void theScoreIsTheDistanceToTheNearestCentroid() {
    assertThat(MODEL.score(Models.vector(30, 0, 0))).isCloseTo(0, within(1e-12));
    assertThat(MODEL.score(Models.vector(30, 9, 0))).isCloseTo(StrictMath.log(10), within(1e-12));
  }

  @Test
  void anInputMayBeHeldAgainstTheAgentsOwnPast() {
    assertThat(MODEL.score(Models.vector(30, 9, 9))).isCloseTo(0, within(1e-12));
    assertThat(MODEL.score(Models.vector(30, 9, 0)))
        .isGreaterThan(MODEL.score(Models.vector(30, 9, 3)));
  }

  @Test
  void theLeadingFeatureIsTheOneThatLiesFarthestOut() {
    assertThat(MODEL.leadingFeature(Models.vector(1e6, 3, 0))).isEqualTo("calls_1m");
    assertThat(MODEL.leadingFeature(Models.vector(30, 5_000, 0))).isEqualTo("not_found_5m");
  }

  @Test
  void whatIsOrdinaryIsToldInTheFeaturesOwnUnit() {
    FeatureVector vector = Models.vector(25, 100, 4);
    assertThat(MODEL.ordinary("calls_1m", vector)).isCloseTo(30, within(1e-9));
    // The centroid says: as many as usual, and usual are 4.
    assertThat(MODEL.ordinary("not_found_5m", vector)).isCloseTo(4, within(1e-9));
    assertThatThrownBy(() -> MODEL.ordinary("calls_5m", vector))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("calls_5m");
  }

  @Test
  void ordinaryIsUndoneThroughTheScalingToo() {
    Scaling scaling = new Scaling(new double[] {1, 0}, new double[] {2, 1});
    double centre = (StrictMath.log1p(30) - 1) / 2;
    Centroids one = new Centroids(new double[][] {{centre, 0}});
    AnomalyModel model =
        ModelFile.open(
            ModelFile.of(Models.card(), Models.INPUTS, scaling, one, Models.SCORES).write());
    assertThat(model.score(Models.vector(30, 4, 4))).isCloseTo(0, within(1e-12));
    assertThat(model.ordinary("calls_1m", Models.vector(1, 4, 4))).isCloseTo(30, within(1e-9));
  }

  @Test
  void aModelOfOneCohortJudgesNoOther() {
    String text = Models.file(Models.centroids()).write();
    AnomalyModel aisp = ModelFile.open(text.replace("\"cohort\":\"all\"", "\"cohort\":\"aisp\""));
    for (ApiCall.AgentClass agents : ApiCall.AgentClass.values()) {
      assertThat(MODEL.judges(agents)).isTrue();
      assertThat(aisp.judges(agents)).isEqualTo(agents == ApiCall.AgentClass.AISP);
    }
  }

  @Test
  void onlyAModelThatKnowsAttacksNamesOne() {
    assertThat(MODEL.likeliest(Models.vector(1e6, 1e6, 0))).isNull();
    assertThat(Models.model(Models.trees()).likeliest(Models.vector(1, 0, 0)))
        .as("benign is no attack, however likely")
        .isEqualTo("scraping");
  }

  @Test
  void treesVoteAndTheScoreIsTheShareThatIsNotBenign() {
    AnomalyModel model = Models.model(Models.trees());
    assertThat(model.score(Models.vector(30, 9, 0))).isEqualTo(0.5);
    assertThat(model.score(Models.vector(0, 9, 0))).isZero();
    assertThat(model.score(Models.vector(StrictMath.E - 1, 9, 0)))
        .as("at the threshold itself a walk goes left")
        .isZero();
  }

  @Test
  void aMinuteIsHeldAgainstThoseOfItsAgentsClass() {
    Calibration ofBatches = Calibration.of(new double[] {40, 50, 60});
    ModelFile file =
        Models.file(Models.centroids()).with(new TreeMap<>(Map.of("batch", ofBatches)));
    AnomalyModel model = ModelFile.open(file.write());
    assertThat(model.pValueOf(9, ApiCall.AgentClass.BATCH)).isEqualTo(1);
    assertThat(model.pValueOf(9, ApiCall.AgentClass.AISP)).isEqualTo(2 / 6.0);
    assertThat(model.pValueOf(70, ApiCall.AgentClass.BATCH)).isEqualTo(1 / 4.0);
  }

  /** As every file was until form 2. */
  @Test
  void aFileOfFormOneHoldsAllClassesAgainstTheSameScores() {
    String one =
        Models.file(Models.centroids())
            .write()
            .replace("\"format\":2", "\"format\":1")
            .replace("\"byClass\":{},", "");
    AnomalyModel model = ModelFile.open(one);
    for (ApiCall.AgentClass agents : ApiCall.AgentClass.values()) {
      assertThat(model.pValueOf(9, agents)).isEqualTo(2 / 6.0);
    }
  }

  @Test
  void aModelThatComesToNoNumberHasNothingToSay() {
    double[][] weights = {{1e308, -1e308}, {-1e308, 1e308}};
    AnomalyModel huge =
        Models.model(new Softmax(List.of("benign", "scraping"), weights, new double[2]));
    FeatureVector real = Models.vector(200, 200, 0);
    assertThat(huge.score(real)).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(huge.pValue(real, ApiCall.AgentClass.AISP)).isEqualTo(1);
  }

  @Test
  void aVersionIsTheNameAndTheContent() {
    String text = Models.file(Models.centroids()).write();
    assertThat(ModelFile.open(text).version())
        .isEqualTo(MODEL.version())
        .matches("by-hand-[0-9a-f]{12}");
    assertThat(ModelFile.open(text.replace("made up", "made Up")).version())
        .isNotEqualTo(MODEL.version());
  }

  @Test
  void theClosenessOfAnInputFallsBothWaysAndNothingIsTooFar() {
    Hyperplane plane = new Hyperplane(new double[] {2, 1}, 2.5);
    assertThat(plane.score(new double[] {0, 0})).isEqualTo(-0.5);
    assertThat(plane.score(new double[] {1, 0})).isEqualTo(plane.score(new double[] {-1, 0}));
    assertThat(plane.score(new double[] {1e300, -1e300})).isEqualTo(2.5);
  }
}
