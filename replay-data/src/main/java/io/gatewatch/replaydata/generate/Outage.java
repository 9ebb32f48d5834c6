package io.gatewatch.replaydata.generate;

/**
 * A service in trouble: for everybody, and nobody's fault but its own.
 *
 * @param from first moment, epoch milliseconds
 * @param to end, exclusive
 * @param failing share of calls that fail, 0..1
 * @param slowdown factor on the latency of all calls
 */
record Outage(Backend backend, long from, long to, double failing, double slowdown) {
  static Outage draw(long from, Draw draw) {
    // Monitors watch the platform itself; it does not fail with its guests.
    Backend backend = Backend.values()[draw.below(Backend.values().length - 1)];
    long millis = (long) Math.min(40 * 60_000, draw.lognormal(8 * 60_000, 0.6));
    return new Outage(
        backend, from, from + millis, draw.between(0.25, 0.95), draw.lognormal(4, 0.5));
  }

  boolean covers(Backend service, long moment) {
    return service == backend && moment >= from && moment < to;
  }
}
