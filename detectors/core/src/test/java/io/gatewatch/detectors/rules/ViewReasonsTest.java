package io.gatewatch.detectors.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatewatch.detectors.Detection;
import io.gatewatch.detectors.Versions;
import io.gatewatch.detectors.ViewDetector;
import io.gatewatch.features.ContextEntry;
import io.gatewatch.features.Tally;
import io.gatewatch.features.View;
import io.gatewatch.features.ViewState;
import io.gatewatch.features.ViewTally;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * What would have kept rules about what many share quiet, played again: the last minute of random
 * votes with as few of them failing as is said.
 */
class ViewReasonsTest {
  private static final Versions NONE = new Versions("r", null, null, null, "f");
  private static final View SERVICE = View.service("t/g", "ledger");
  private static final View LOGINS = View.logins("t/g", "ledger");
  private static final int MINUTE = 6;
  private static final Pattern NUMBER = Pattern.compile("\\d+(\\.\\d+)?");

  /** Callers of a round and how many of them fail; the state before it. */
  private static final class Round {
    final long number;
    final int callers;
    final int failing;
    final byte[] before;

    Round(long number, int callers, int failing, byte[] before) {
      this.number = number;
      this.callers = callers;
      this.failing = failing;
      this.before = before;
    }
  }

  @Test
  void aServiceThatFailsForFewerIsNotDegraded() throws IOException {
    assertThat(confirmed(SERVICE, "service-degraded", 100)).isGreaterThan(300);
  }

  @Test
  void fewerCallersTurnedAwayAreNoStuffing() throws IOException {
    assertThat(confirmed(LOGINS, "distributed-stuffing", 100)).isGreaterThan(300);
  }

  @Test
  void fewerNetworksDoNotProbeAllTheTime() {
    ViewDetector rule = rule("constant-probing");
    Random random = new Random(3);
    View probers = View.probers("t/g");
    for (int i = 0; i < 300; i++) {
      double networks = 5 + random.nextInt(60) + random.nextDouble();
      Detection told = rule.inspect(probing(probers, networks), NONE);
      assertThat(rule.inspect(probing(probers, Math.nextDown(amount(told))), NONE)).isNull();
    }
  }

  private static ContextEntry probing(View probers, double networks) {
    return new ContextEntry(probers, 90, new Tally(), new Tally(), networks, 80);
  }

  private static int confirmed(View view, String id, int episodes) throws IOException {
    ViewDetector rule = rule(id);
    int confirmed = 0;
    for (int seed = 0; seed < episodes; seed++) {
      Random random = new Random(seed);
      ViewState state = new ViewState();
      List<Round> rounds = new ArrayList<>();
      double sick = random.nextDouble();
      int learned = view.equals(LOGINS) ? 9_000 : 60;
      for (int r = 0; r < learned + 60; r++) {
        boolean fails = r >= learned;
        int callers = 1 + random.nextInt(fails || view.equals(SERVICE) ? 12 : 1);
        int failing = fails ? fewer(random, callers, sick) : view.equals(LOGINS) ? callers : 0;
        if (!fails && view.equals(LOGINS) && random.nextInt(20) != 0) {
          continue;
        }
        rounds.add(new Round(r, callers, failing, fails ? bytes(state) : null));
        Detection told = rule.inspect(play(state, view, rounds.get(rounds.size() - 1), 99), NONE);
        if (told != null && rounds.size() > MINUTE) {
          again(view, rule, rounds, told);
          confirmed++;
        }
      }
    }
    return confirmed;
  }

  private static int fewer(Random random, int callers, double share) {
    return (int) random.doubles(callers).filter(d -> d < share).count();
  }

  /** The last minute once more, the first rounds of it failing as they did, as long as they may. */
  private static void again(View view, ViewDetector rule, List<Round> rounds, Detection told)
      throws IOException {
    Round last = rounds.get(rounds.size() - 1);
    int first = rounds.size() - 1;
    while (first > 0 && rounds.get(first - 1).number > last.number - MINUTE) {
      first--;
    }
    if (rounds.get(first).before == null) {
      return;
    }
    ViewState state =
        ViewState.readFrom(new DataInputStream(new ByteArrayInputStream(rounds.get(first).before)));
    int left = (int) amount(told);
    Detection other = null;
    for (Round round : rounds.subList(first, rounds.size())) {
      other = rule.inspect(play(state, view, round, left), NONE);
      left -= Math.min(left, round.failing);
    }
    assertThat(other).as(told.counterfactual()).isNull();
  }

  private static ContextEntry play(ViewState state, View view, Round round, int most) {
    Tally tally = new Tally();
    for (int i = 0; i < round.callers; i++) {
      boolean fails = i < Math.min(most, round.failing);
      if (fails || view.equals(SERVICE)) {
        tally.add(Tally.vote(4, fails ? 4 : 0, fails, false, 24));
      }
    }
    if (view.equals(LOGINS) && tally.principals() == 0) {
      tally.add(Tally.vote(4, 0, false, false, 24));
    }
    state.add(new ViewTally(view, round.number, tally));
    return state.close(round.number);
  }

  private static ViewDetector rule(String id) {
    return new ArrayList<>(RuleSet.shipped().viewDetectors())
        .stream().filter(d -> name(d).equals(id)).findFirst().orElseThrow();
  }

  private static String name(ViewDetector detector) {
    return detector instanceof ServiceDegraded
        ? "service-degraded"
        : detector instanceof DistributedStuffing ? "distributed-stuffing" : "constant-probing";
  }

  private static double amount(Detection told) {
    Matcher number = NUMBER.matcher(told.counterfactual());
    assertThat(number.find()).isTrue();
    return Double.parseDouble(number.group());
  }

  private static byte[] bytes(ViewState state) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    state.writeTo(new DataOutputStream(bytes));
    return bytes.toByteArray();
  }
}
