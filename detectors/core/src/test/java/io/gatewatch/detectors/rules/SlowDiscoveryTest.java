package io.gatewatch.detectors.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatewatch.detectors.Detector;
import io.gatewatch.detectors.cel.Moments;
import io.gatewatch.features.CallGlance;
import io.gatewatch.features.CallStanding;
import io.gatewatch.features.Feature;
import io.gatewatch.features.FeatureSchema;
import io.gatewatch.features.Observation;
import io.gatewatch.features.PathReading;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A search for endpoints over hours speaks while it goes on. */
class SlowDiscoveryTest {
  private final Detector rule =
      RuleSet.shipped().detectors().stream()
          .filter(d -> d.id().startsWith("rule.endpoint-discovery@"))
          .findFirst()
          .orElseThrow();

  @Test
  void oneMoreDoorIsEnoughWhenTheFortiethWasShut() {
    assertThat(speaks(41, 1)).isTrue();
    assertThat(speaks(39, 1)).isFalse();
    assertThat(speaks(41, 0)).isFalse();
  }

  /** Of 260 that were shut before, 150 are left after five hours. */
  @Test
  void oneMoreDoorHoursAfterALongSearchIsNotThatSearch() {
    assertThat(speaks(150, 1)).isFalse();
    assertThat(speaks(150, 3)).isTrue();
  }

  private boolean speaks(double shutOfLate, int newRoutes) {
    double[] values = new double[FeatureSchema.size()];
    values[Feature.NEW_ROUTES_5M.ordinal()] = newRoutes;
    values[Feature.NOT_FOUND_5M.ordinal()] = newRoutes;
    values[Feature.CALLS_5M.ordinal()] = newRoutes;
    values[Feature.CALLS_24H.ordinal()] = 2 * shutOfLate;
    CallGlance seen = Moments.glance("GET", "/backup", 404);
    PathReading paths = new PathReading(false, List.of(), shutOfLate, false, 0, 0, 0, false);
    CallGlance call =
        new CallGlance(
            seen.method(),
            seen.route(),
            seen.operationGroup(),
            seen.status(),
            seen.sourceAddress(),
            seen.callId(),
            null,
            seen.sensitivity(),
            List.of(),
            List.of(),
            null,
            new CallStanding("ledger", 1, false, null, null, paths),
            0);
    Observation moment = Moments.observation(values, call);
    return rule.inspect(moment, Moments.NOBODY) != null;
  }
}
