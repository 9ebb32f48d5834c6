package io.gatewatch.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gatewatch.features.evidence.FirstSteps;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What an agent tells of itself, for others of its kind. */
class HabitsViewTest {
  private static final long MINUTE = 60_000;
  private static final long HOUR = 60 * MINUTE;

  @Test
  void anAgentThatIsKnownVotesOnceADay() {
    List<ViewTally> votes = votes(seenFor(75));
    assertThat(votes).hasSize(3);
    assertThat(votes.get(1).round() - votes.get(0).round()).isEqualTo(8_640);
    assertThat(votes.get(0).tally().habits().agents()).isEqualTo(1.1, within(0.01));
    assertThat(votes.get(1).tally().habits().agents()).isEqualTo(0.2, within(0.01));
  }

  @Test
  void itsFirstRoundsAreToldUntilItIsKnown() {
    Seen seen = seenFor(40);
    List<FirstSteps> first =
        seen.observations.stream().map(Observation::steps).filter(s -> s != null).toList();
    assertThat(first).hasSizeBetween(24 * 60, 26 * 60);
    assertThat(first.get(0).kind()).isEqualTo("AISP");
    assertThat(first.get(0).counts()).as("all but walks: it touches no objects").hasSize(7);
    assertThat(seen.observations.get(seen.observations.size() - 1).steps()).isNull();
  }

  @Test
  void aViewThatIsStoredTellsTheSame() throws IOException {
    List<ViewTally> votes = votes(seenFor(75));
    ViewState state = new ViewState();
    for (ViewTally vote : votes) {
      state = readBack(state);
      assertThat(state.add(vote)).isTrue();
      state = readBack(state);
      ContextEntry entry = state.close(vote.round());
      assertThat(entry.lastMinute().habits().agents()).isEqualTo(1.1, within(0.01));
      byte[] bytes = Seen.bytes(entry::writeTo);
      assertThat(ContextEntry.readFrom(new DataInputStream(new ByteArrayInputStream(bytes))))
          .isEqualTo(entry);
      assertThat(state.isForTheRecord()).isFalse();
    }
  }

  private static ViewState readBack(ViewState state) throws IOException {
    byte[] bytes = Seen.bytes(state::writeTo);
    return ViewState.readFrom(new DataInputStream(new ByteArrayInputStream(bytes)));
  }

  private static List<ViewTally> votes(Seen seen) {
    return seen.tallies.stream().filter(t -> t.view().kind() == View.Kind.HABITS).toList();
  }

  /** One call a minute. */
  private static Seen seenFor(int hours) {
    Seen seen = new Seen();
    TestCalls calls = new TestCalls();
    for (long at = 0; at < hours * HOUR; at += MINUTE) {
      seen.advance(at).observe(calls.get(at, 200, "/accounts"));
    }
    return seen.advance(hours * HOUR);
  }
}
