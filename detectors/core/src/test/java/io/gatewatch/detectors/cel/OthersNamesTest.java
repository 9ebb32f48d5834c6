package io.gatewatch.detectors.cel;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatewatch.detectors.Contexts;
import io.gatewatch.features.ContextEntry;
import io.gatewatch.features.Observation;
import io.gatewatch.features.Tally;
import io.gatewatch.features.View;
import io.gatewatch.ingest.ApiCall.AgentClass;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a condition learns of others than the caller: two rounds back, of its own group. */
class OthersNamesTest {
  private static final Observation CALL = Moments.with();
  private static final long KNOWN_ROUND = CALL.round() - 2;
  private static final String WHERE = View.where("bank", "edge");

  @Test
  void oneGiantOrThreeDoNotMoveWhatBusyPeersCall() {
    for (int giants = 0; giants <= 3; giants++) {
      Contexts peers = peers(12, giants);
      assertThat(holds("peers.busy_calls >= 10 && peers.busy_calls < 20", peers))
          .as("%s giants", giants)
          .isTrue();
    }
    assertThat(holds("peers.busy_calls > 2000", peers(12, 4))).isTrue();
  }

  @Test
  void ofAGiantAmongFewPeersNothingIsKnown() {
    Contexts few = peers(2, 1);
    assertThat(holds("peers.busy_calls > 0 || peers.busy_calls <= 0", few)).isFalse();
    assertThat(holds("peers.busy_calls > 0", peers(3, 1))).isTrue();
  }

  @Test
  void strangersWhoProbeAreThoseOfTheOwnGroup() {
    assertThat(holds("strangers.probing == 7", probers(WHERE))).isTrue();
    assertThat(holds("strangers.probing == 0", probers(View.where("bank", "other")))).isTrue();
    assertThat(holds("strangers.probing == 0", Moments.NOBODY)).isTrue();
  }

  @Test
  void howFarStrangersGoIsThatOfTheOwnGroup() {
    View reach = View.reach(WHERE);
    Contexts far = only(new ContextEntry(reach, KNOWN_ROUND, new Tally(), new Tally(), 16, -1));
    assertThat(holds("strangers.closedPaths == 16 && strangers.probing == 0", far)).isTrue();
    assertThat(holds("strangers.closedPaths == 0", probers(WHERE))).isTrue();
    assertThat(holds("strangers.closedPaths == 0", Moments.NOBODY)).isTrue();
  }

  @Test
  void aRoundThatIsNotCompleteYetSaysNothingOfThem() {
    Contexts later =
        (view, round) -> round > KNOWN_ROUND ? probers(WHERE).find(view, KNOWN_ROUND) : null;
    assertThat(holds("strangers.probing == 0", later)).isTrue();
  }

  /** So many of its class with 12 calls in the minute, and giants with 3,000. */
  private static Contexts peers(int usual, int giants) {
    Tally tally = new Tally();
    for (int i = 0; i < usual + giants; i++) {
      tally.add(Tally.vote(2, 0, false, false, i < usual ? 12 : 3_000));
    }
    return only(new ContextEntry(cohort(), KNOWN_ROUND, tally, tally, 0, -1));
  }

  private static View cohort() {
    return View.cohort(WHERE, AgentClass.AISP);
  }

  private static Contexts probers(String where) {
    return only(new ContextEntry(View.probers(where), KNOWN_ROUND, new Tally(), new Tally(), 7, 1));
  }

  private static Contexts only(ContextEntry entry) {
    return (view, round) -> view.equals(entry.view()) && round == entry.round() ? entry : null;
  }

  private static boolean holds(String condition, Contexts contexts) {
    return Condition.of(condition, Names.of(Map.of(), null)).holds(Facts.of(CALL, contexts));
  }
}
