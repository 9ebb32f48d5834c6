package io.gatewatch.replaydata.generate;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;

/**
 * An attack as it really occurred in the lines.
 *
 * @param entity whom an alert should name; the first network when there are several
 * @param networks /24 networks it came from; empty when from the agent's own
 * @param from end of its first call
 * @param to end of its last call
 * @param calls its lines, at least 1
 * @param stealth 0 loud … 1 hardly to be seen
 */
public record LabelledAttack(
    String id,
    AttackKind kind,
    LabelEntity entity,
    List<String> networks,
    Instant from,
    Instant to,
    long calls,
    double stealth) {

  public LabelledAttack {
    requireNonNull(id, "id");
    requireNonNull(kind, "kind");
    requireNonNull(entity, "entity");
    networks = List.copyOf(networks);
    if (calls < 1) {
      throw new IllegalArgumentException("calls: " + calls + " (expected: at least 1)");
    }
  }
}
