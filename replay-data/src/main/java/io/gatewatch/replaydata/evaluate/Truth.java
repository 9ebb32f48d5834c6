package io.gatewatch.replaydata.evaluate;

import java.util.List;
import java.util.stream.Stream;

/**
 * What is known of a span of traffic.
 *
 * @param attacks what was harmful
 * @param benign what only looked so
 * @param complete whether these are all attacks that there were
 */
public record Truth(List<KnownAttack> attacks, List<KnownEvent> benign, boolean complete) {
  /** Of which nobody says that it is all. */
  public Truth(List<KnownAttack> attacks, List<KnownEvent> benign) {
    this(attacks, benign, false);
  }

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
