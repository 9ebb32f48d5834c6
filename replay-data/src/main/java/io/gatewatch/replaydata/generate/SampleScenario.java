package io.gatewatch.replaydata.generate;

import io.gatewatch.replaydata.generate.AttackMix.PlannedAttack;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The one-machine stack's traffic. Its bank's clock is set so that "now", six hours after the
 * start, is a Wednesday, half past two: whoever looks, whenever, sees a working day.
 */
final class SampleScenario {
  private static final int AGENTS = 25;
  private static final int[] HISTORY_MINUTES = {62, 105, 142, 186, 221, 264, 301, 330, 346};
  private static final int[] LIVE_MINUTES = {1, 4, 8};
  private static final int HISTORY = 6 * 60;
  private static final Instant A_WEDNESDAY = Instant.parse("2026-01-14T14:30:00Z");

  /** Loud ones first to arrive, so that a person sees them; no two alike next to each other. */
  private static final AttackKind[] TURNS = {
    AttackKind.OBJECT_ENUMERATION,
    AttackKind.CREDENTIAL_STUFFING,
    AttackKind.SCRAPING,
    AttackKind.VOLUME_SPIKE,
    AttackKind.ENDPOINT_DISCOVERY,
    AttackKind.DATA_EXFILTRATION,
    AttackKind.PAYMENT_BURST,
    AttackKind.RUNAWAY_LOOP,
    AttackKind.CREDENTIAL_STUFFING,
    AttackKind.OBJECT_ENUMERATION,
    AttackKind.RUNAWAY_LOOP,
    AttackKind.ENDPOINT_DISCOVERY,
  };

  /** Kinds that are over within hours, so that there is always one to be seen. */
  private static final List<AttackKind> QUICK =
      List.of(
          AttackKind.CREDENTIAL_STUFFING,
          AttackKind.OBJECT_ENUMERATION,
          AttackKind.VOLUME_SPIKE,
          AttackKind.ENDPOINT_DISCOVERY,
          AttackKind.RUNAWAY_LOOP,
          AttackKind.SCRAPING,
          AttackKind.DATA_EXFILTRATION,
          AttackKind.PAYMENT_BURST,
          AttackKind.INJECTION_PROBE,
          AttackKind.BULK_OBJECT_ACCESS,
          AttackKind.SCOPE_VIOLATION,
          AttackKind.UNDOCUMENTED_ENDPOINT);

  private SampleScenario() {}

  static Scenario of(long seed, Instant start) {
    Instant now = start.plus(Duration.ofMinutes(HISTORY));
    AttackMix attacks = new AttackMix(36, Duration.ofMinutes(HISTORY + 40), QUICK, planned(seed));
    IncidentMix incidents = new IncidentMix(4, 2, 2, 0.08, Duration.ofHours(9));
    Duration shift = Duration.between(now, A_WEDNESDAY);
    return new Scenario(seed, start, 0, AGENTS, 1, shift, attacks, incidents, 2, 0);
  }

  private static List<PlannedAttack> planned(long seed) {
    Draw draw = Draw.of(seed, Draw.name("sample"));
    List<PlannedAttack> planned = new ArrayList<>();
    for (int minute : HISTORY_MINUTES) {
      long millis = minute * 60_000L + draw.below(6 * 60_000);
      AttackKind kind = TURNS[planned.size()];
      planned.add(plainest(kind, Duration.ofMillis(millis), draw.between(0, 0.7)));
    }
    for (int minute : LIVE_MINUTES) {
      long millis = (HISTORY + minute) * 60_000L + draw.below(60_000);
      AttackKind kind = TURNS[planned.size()];
      planned.add(plainest(kind, Duration.ofMillis(millis), draw.between(0, 0.35)));
    }
    return planned;
  }

  private static PlannedAttack plainest(AttackKind kind, Duration after, double stealth) {
    return new PlannedAttack(kind, AttackVariant.of(kind).get(0), after, stealth);
  }
}
