package io.gatewatch.replaydata.generate;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;

/**
 * An attack as it really occurred in the lines.
 *
 * @param entity whom an alert should name; the first network when there are several, the route when
 *     there are many
 * @param victim whose name was used without proof; null for nobody's
 * @param networks /24 networks it came from; empty when from the agent's own
 * @param begun when it was begun, which is long before {@code from} where it grows unseen
 * @param from end of its first call that counts; of a silence, its beginning
 * @param to end of its last call; of a silence, its end
 * @param calls its lines; 0 for a silence alone
 * @param stealth 0 loud … 1 hardly to be seen
 */
public record LabelledAttack(
    String id,
    AttackVariant variant,
    LabelEntity entity,
    LabelEntity victim,
    List<String> networks,
    Instant begun,
    Instant from,
    Instant to,
    long calls,
    double stealth) {

  public LabelledAttack {
    requireNonNull(id, "id");
    requireNonNull(variant, "variant");
    requireNonNull(entity, "entity");
    networks = List.copyOf(networks);
    int least = variant.kind() == AttackKind.SILENCE ? 0 : 1;
    if (calls < least) {
      throw new IllegalArgumentException("calls: " + calls + " (expected: at least " + least + ")");
    }
  }

  public AttackKind kind() {
    return variant.kind();
  }
}
