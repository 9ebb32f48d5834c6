package io.gatewatch.collector;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LastFailureTest {
  private final LastFailure last = new LastFailure();

  @Test
  void aCauseThatStaysIsNewOnceAndAgainAfterItWentWell() {
    assertThat(last.isNew(new IllegalStateException("away"))).isTrue();
    assertThat(last.isNew(new IllegalStateException("away"))).isFalse();
    assertThat(last.isNew(new IllegalStateException("refused"))).isTrue();
    last.over();
    assertThat(last.isNew(new IllegalStateException("refused"))).isTrue();
  }
}
