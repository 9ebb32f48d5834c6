package io.gatewatch.gateways;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;

/**
 * Whether the controller is alive, by the heartbeats that come. Silence changes no limit: what is
 * not renewed ends by itself; it is said, with the time when the last one will have ended. Safe for
 * use by many threads.
 */
public final class ControllerWatch {
  /** The controller gives a sign of life every 5 s. */
  static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("HH:mm").withZone(ZoneOffset.UTC);

  private volatile Instant lastHeard;

  /** Starts to wait. */
  public ControllerWatch(Instant start) {
    lastHeard = requireNonNull(start, "start");
  }

  /** A heartbeat came. */
  void heard(Instant now) {
    lastHeard = now;
  }

  /** Whether nothing was heard for half a minute. */
  boolean isSilent(Instant now) {
    return Duration.between(lastHeard, now).compareTo(PATIENCE) > 0;
  }

  /** What that means, in words. */
  String tell(Collection<EffectiveLimit> limits) {
    long last = limits.stream().mapToLong(EffectiveLimit::until).max().orElse(0);
    return limits.isEmpty()
        ? "controller silent, no limits in force"
        : "controller silent, %d limits lapse by %s UTC"
            .formatted(limits.size(), CLOCK.format(Instant.ofEpochSecond(last + 59)));
  }
}
