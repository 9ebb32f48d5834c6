package io.gatewatch.replaydata.bench;

import io.gatewatch.alerting.Lane;
import io.gatewatch.detectors.Category;
import io.gatewatch.detectors.Entity;
import io.gatewatch.detectors.Severity;
import io.gatewatch.ingest.Principal;
import io.gatewatch.replaydata.evaluate.Raised;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Alerts of a baseline, joined as Gatewatch joins its own: an alert goes on until ten minutes, and
 * a window, passed without another finding.
 */
final class Episodes {
  private static final long QUIET_MILLIS = 600_000;

  private record Open(String id, Instant since, long last) {}

  private final String detector;
  private final long quiet;
  private final Map<String, Open> open = new HashMap<>();
  private final List<Raised> versions = new ArrayList<>();
  private int number;

  Episodes(String detector, long windowMillis) {
    this.detector = detector;
    this.quiet = QUIET_MILLIS + windowMillis;
  }

  void tell(Principal.Kind kind, String id, long time) {
    Open known = open.get(id);
    Instant now = Instant.ofEpochMilli(time);
    boolean goesOn = known != null && time - known.last <= quiet;
    Open next =
        goesOn
            ? new Open(known.id, known.since, time)
            : new Open(detector + "-" + ++number, now, time);
    open.put(id, next);
    versions.add(
        new Raised(
            next.id,
            now,
            next.since,
            now,
            false,
            Lane.SECURITY,
            kind == Principal.Kind.AGENT ? Entity.Kind.AGENT : Entity.Kind.SOURCE,
            id,
            Category.UNUSUAL_BEHAVIOUR,
            Severity.MEDIUM,
            List.of(detector),
            List.of()));
  }

  List<Raised> versions() {
    return versions;
  }
}
