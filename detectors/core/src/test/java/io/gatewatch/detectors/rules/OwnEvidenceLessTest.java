package io.gatewatch.detectors.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatewatch.detectors.Finding;
import io.gatewatch.features.evidence.EvidenceStream;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * What own evidence says would have been quiet, is: the last minutes are played again from the
 * state of then, with the amount that is said and all else as it was.
 */
class OwnEvidenceLessTest {
  private static final Pattern AMOUNT =
      Pattern.compile("(\\d+) ([a-zA-Z ]+?) (in its last minute|in its last 10 s|spread over)");

  @Test
  void whatIsSaidToBeQuietIsWhenItIsPlayedAgain() {
    Map<String, int[]> outcomes = new HashMap<>();
    int first = 0;
    int firstWithout = 0;
    for (int seed = 0; seed < 50; seed++) {
      LivelyAgent agent = new LivelyAgent(new Random(seed));
      int told = 0;
      for (int round = 0; round < 180; round++) {
        Finding finding = agent.attackRound();
        if (finding == null || (told > 0 && round % 12 != 0)) {
          continue;
        }
        told++;
        first += told == 1 ? 1 : 0;
        if (finding.counterfactual() == null) {
          firstWithout += told == 1 ? 1 : 0;
        } else {
          confirm(agent, finding.counterfactual(), outcomes);
        }
      }
    }
    assertThat(first).isGreaterThan(30);
    assertThat(firstWithout).as("first findings that carry none").isLessThanOrEqualTo(first / 20);
    outcomes.forEach(
        (kind, of) -> {
          assertThat(of[0]).as(kind).isGreaterThan(30);
          assertThat(of[1]).as(kind + " of " + of[0]).isEqualTo(of[0]);
        });
  }

  private static void confirm(LivelyAgent agent, String said, Map<String, int[]> outcomes) {
    boolean all = said.contains("spread over");
    Map<EvidenceStream, Integer> amounts = amounts(said);
    Finding again = all ? agent.playAll(amounts) : agent.playLast(amounts);
    String kind = all ? "all the while" : "last";
    int[] of = outcomes.computeIfAbsent(kind, k -> new int[2]);
    of[0]++;
    of[1] += again == null ? 1 : 0;
  }

  private static Map<EvidenceStream, Integer> amounts(String said) {
    assertThat(said).startsWith("quiet at ").endsWith(" or fewer");
    Map<EvidenceStream, Integer> amounts = new HashMap<>();
    Matcher matcher = AMOUNT.matcher(said.substring("quiet at ".length()).replace(" and ", " "));
    while (matcher.find()) {
      String unit = matcher.group(2).trim();
      EvidenceStream stream =
          Arrays.stream(EvidenceStream.values())
              .filter(s -> s != EvidenceStream.REFUSED_CALLERS && s.unit().equals(unit))
              .findFirst()
              .orElseThrow(() -> new AssertionError(said));
      amounts.put(stream, Integer.parseInt(matcher.group(1)));
    }
    return amounts;
  }
}
