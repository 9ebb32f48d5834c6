package io.gatewatch.models.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PromotionPolicyTest {
  @Test
  void whatIsNotSaidStaysAsItShips() {
    PromotionPolicy policy = PromotionPolicy.read("shadowFor: PT12H\nalertsPerDay: 0.5\n");
    assertThat(policy.shadowFor()).isEqualTo(Duration.ofHours(12));
    assertThat(policy.alertsPerDay()).isEqualTo(0.5);
    assertThat(policy.mostBytes()).isEqualTo(PromotionPolicy.DEFAULT.mostBytes());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "alertsPerDay: 0",
        "alertsPerDay: .inf",
        "mostMicros: .nan",
        "shadow: 3",
        "shadowFor: soon",
        "- 1",
        "shadowFor: PT-1H",
        "shadowFor: 7",
        "shadowFor: '7'",
        "shadowFor: P7D\nshadowFor: PT1S"
      })
  void whatIsNoPolicyIsRefusedInOneLine(String yaml) {
    assertThatThrownBy(() -> PromotionPolicy.read(yaml))
        .isInstanceOf(IllegalArgumentException.class)
        .message()
        .startsWith("policy: ")
        .hasLineCount(1);
  }
}
