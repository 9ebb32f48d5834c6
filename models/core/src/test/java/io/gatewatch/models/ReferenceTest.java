package io.gatewatch.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ReferenceTest {
  @Test
  void everyRowFallsIntoOneOfTenEquallyFullBins() {
    Reference reference = Reference.of(of("aisp", rows(1_000)), ReferenceTest::pValue);
    assertThat(reference.cohorts()).containsExactly("aisp");
    for (int count : reference.counts("aisp", 0)) {
      assertThat(count).isBetween(99, 101);
    }
    assertThat(reference.bins("aisp", new double[] {-5, 0}, 1)[0]).isZero();
    assertThat(reference.bins("aisp", new double[] {5_000, 0}, 1)[0]).isEqualTo((byte) 9);
  }

  @Test
  void anInputThatIsNearlyAlwaysNothingTellsNothingFromSomething() {
    Reference reference = Reference.of(of("aisp", rows(1_000)), ReferenceTest::pValue);
    assertThat(reference.counts("aisp", 1)).containsExactly(990, 10);
    assertThat(reference.bins("aisp", new double[] {0, 0}, 1)[1]).isZero();
    assertThat(reference.bins("aisp", new double[] {0, 3}, 1)[1]).isEqualTo((byte) 1);
  }

  @Test
  void thePValuesOfTheseRowsAreRememberedAsTheyWere() {
    Reference reference = Reference.of(of("aisp", rows(1_000)), ReferenceTest::pValue);
    assertThat(reference.counts("aisp", 2)).containsExactly(10, 0, 0, 0, 0, 0, 990, 0, 0, 0);
    assertThat(reference.bins("aisp", new double[] {0, 0}, 0.61)[2]).isEqualTo((byte) 6);
    assertThat(reference.bins("aisp", new double[] {0, 0}, 1)[2]).isEqualTo((byte) 9);
  }

  @Test
  void aClassWithFewRowsIsLeftOut() {
    SortedMap<String, List<double[]>> rows = of("aisp", rows(1_000));
    rows.put("batch", rows(199));
    assertThat(Reference.of(rows, ReferenceTest::pValue).cohorts()).containsExactly("aisp");
  }

  private static SortedMap<String, List<double[]>> of(String cohort, List<double[]> rows) {
    return new TreeMap<>(Map.of(cohort, rows));
  }

  private static double pValue(String cohort, double[] row) {
    return row[1] > 0 ? 0.01 : 0.6;
  }

  private static List<double[]> rows(int size) {
    List<double[]> rows = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      rows.add(new double[] {i, i % 100 == 99 ? 4 : 0});
    }
    return rows;
  }
}
