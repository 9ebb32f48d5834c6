package io.gatewatch.replaydata.evaluate;

import java.util.List;
import java.util.stream.Stream;

/** What is known of a span of traffic: all that was harmful, and what only looked so. */
public record Truth(List<KnownAttack> attacks, List<KnownEvent> benign) {
  public Truth {
    attacks = List.copyOf(attacks);
    benign = List.copyOf(benign);
  }

  /** Different agents that are named. */
  public int agents() {
    Stream<String> attackers =
        attacks.stream().filter(a -> a.entityKind().equals("agent")).map(KnownAttack::entityId);
    Stream<String> surprising =
        benign.stream().filter(e -> "agent".equals(e.entityKind())).map(KnownEvent::entityId);
    return (int) Stream.concat(attackers, surprising).distinct().count();
  }
}
