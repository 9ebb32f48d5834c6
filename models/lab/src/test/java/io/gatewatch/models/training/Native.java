package io.gatewatch.models.training;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;

/** Whether XGBoost's native library loads here. */
final class Native {
  private Native() {}

  /** Skips a test, visibly, where a trainer cannot run. */
  static void needed(String trainer) {
    assumeTrue(!trainer.equals("xgboost") || loads(), "XGBoost does not load (libgomp1?)");
  }

  private static boolean loads() {
    try {
      Boosted.fit(
          List.of(new double[] {0}, new double[] {1}),
          List.of("benign", "scraping"),
          1,
          1,
          0.3,
          1,
          1,
          1);
      return true;
    } catch (LinkageError e) {
      return false;
    }
  }
}
