package io.gatewatch.replaydata.generate;

import java.util.List;

/**
 * The truth about a span of generated traffic.
 *
 * @param attacks in the order of their first calls
 * @param benign harmless surprises, in the order of their start
 */
public record Labels(long seed, List<LabelledAttack> attacks, List<BenignEvent> benign) {
  public Labels {
    attacks = List.copyOf(attacks);
    benign = List.copyOf(benign);
  }
}
