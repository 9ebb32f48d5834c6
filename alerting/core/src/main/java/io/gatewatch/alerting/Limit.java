package io.gatewatch.alerting;

/**
 * So many requests in a window.
 *
 * @param requests at most, in one window
 * @param windowSeconds length of the window
 * @param burst requests that may come at once on top of an even pace
 */
public record Limit(int requests, int windowSeconds, int burst) {
  public Limit {
    if (requests < 1 || windowSeconds < 1 || burst < 1) {
      throw new IllegalArgumentException(
          "requests, windowSeconds, burst: "
              + requests
              + ", "
              + windowSeconds
              + ", "
              + burst
              + " (expected: 1 or more)");
    }
  }

  /** Calls a minute that it lets through when evenly paced. */
  double perMinute() {
    return requests * 60.0 / windowSeconds;
  }

  /** This share of it, rounded up to whole requests, at least 1. */
  Limit times(double factor) {
    return new Limit(share(requests, factor), windowSeconds, share(burst, factor));
  }

  private static int share(int whole, double factor) {
    // A hair off before rounding up, so that 0.1 · 600 is 60 and not 61.
    return Math.max(1, (int) Math.ceil(whole * factor - 1e-9));
  }
}
