package io.gatewatch.ingest.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VersionSegmentTest {
  @ParameterizedTest
  @ValueSource(strings = {"v1", "V2", "v3.1", "v2.0.1", "v1beta1", "v10.0.0", "v1alpha"})
  void versionsAreTold(String segment) {
    assertThat(VersionSegment.matches(segment)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "v", "1.0", "v1234", "v1.", "vendor", "v1x", "v1beta1234", "v.1", "x1"})
  void nothingElseIs(String segment) {
    assertThat(VersionSegment.matches(segment)).isFalse();
  }
}
