package io.gatewatch.gateways;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;

/** Waits for a condition, and fails with words when it does not come within ten seconds. */
final class Awaiting {
  private Awaiting() {}

  @FunctionalInterface
  interface Condition {
    boolean holds() throws Exception;
  }

  static void until(String what, Condition condition) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (!condition.holds()) {
      assertThat(System.nanoTime() < deadline).as(what).isTrue();
      TimeUnit.MILLISECONDS.sleep(10);
    }
  }
}
