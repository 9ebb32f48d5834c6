package io.gatewatch.models;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a file says that its model remembers is not believed either. */
class HostileReferenceTest {
  private static final String EDGES = "\"edges\": [[1.0]], \"counts\": [[3, 4]]";

  @Test
  void tenthsThatAreMissingAreRefused() {
    assertRefused(EDGES);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "[1, 2, 3]", "[0, 0, 0, 0, 0, 0, 0, 0, 0, -1]", "null"})
  void tenthsThatAreNotTenCountsAreRefused(String tenths) {
    assertRefused(EDGES + ", \"tenths\": " + tenths);
  }

  private static void assertRefused(String cohort) {
    assertThatThrownBy(
            () ->
                new ObjectMapper()
                    .readValue("{\"cohorts\": {\"aisp\": {" + cohort + "}}}", Reference.class)
                    .check(1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("reference: (expected: ten tenths)");
  }
}
