package io.gatewatch.features;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RecentContextsTest {
  private static final View PROBERS = View.probers("t/g");
  private static final View SERVICE = View.service("t/g", "accounts");

  private final RecentContexts contexts = new RecentContexts();

  @Test
  void ofStrangersWhoProbeTheLatestUpToARoundIsFoundForADay() {
    add(PROBERS, 100, 3);
    add(PROBERS, 400, 5);
    assertThat(contexts.find(PROBERS, 99)).isNull();
    assertThat(contexts.find(PROBERS, 399).usualErrorShare()).isEqualTo(3);
    assertThat(contexts.find(PROBERS, 5_000).usualErrorShare()).isEqualTo(5);
    assertThat(contexts.find(PROBERS, 400 + 8_641)).isNull();
    add(View.reach("t/g"), 400, 16);
    assertThat(contexts.find(View.reach("t/g"), 5_000).usualErrorShare()).isEqualTo(16);
    assertThat(contexts.find(View.reach("t/g"), 400 + 8_641)).isNull();
  }

  @Test
  void whatNobodyCanAskForIsForgottenAndTheNewestOfBeforeIsKept() {
    ContextEntry first = add(PROBERS, 100, 3);
    ContextEntry second = add(PROBERS, 400, 5);
    ContextEntry service = add(SERVICE, 400, 0);
    contexts.prune(Rounds.end(2_000));
    assertThat(contexts.keeps(first)).isFalse();
    assertThat(contexts.keeps(second)).isTrue();
    assertThat(contexts.keeps(service)).isFalse();
    assertThat(contexts.find(PROBERS, 1_999).usualErrorShare()).isEqualTo(5);
    contexts.prune(Rounds.end(20_000));
    assertThat(contexts.keeps(second)).isFalse();
  }

  /** Between the hours at which all is pruned, a view that is told of often keeps no heap. */
  @Test
  void whatIsToldOfAnewForgetsWhatNobodyCanAskForAnyMore() {
    View route = View.route("t/g", 7);
    contexts.prune(Rounds.end(7_200 + 8));
    ContextEntry first = add(route, 7_190, 1);
    ContextEntry second = add(route, 7_205, 2);
    contexts.prune(Rounds.end(7_300 + 8));
    assertThat(contexts.keeps(first)).as("pruned by the hour, or when told anew").isTrue();
    ContextEntry third = add(route, 7_310, 3);
    assertThat(contexts.keeps(first)).isFalse();
    assertThat(contexts.keeps(second)).isTrue();
    assertThat(contexts.find(route, 7_300).usualErrorShare()).isEqualTo(2);
    assertThat(contexts.find(route, 7_310)).isEqualTo(third);
  }

  /** What nobody asks for is over after eight days, and then a late word of it is no news. */
  @Test
  void aLateWordDoesNotBringBackWhatIsOver() {
    View route = View.route("t/g", 7);
    add(route, 100, 1);
    contexts.prune(Rounds.end(100 + 69_121 + 8));
    ContextEntry late = add(route, 90, 1);
    assertThat(contexts.keeps(late)).isFalse();
    assertThat(contexts.find(route, 100 + 69_121)).isNull();
  }

  private ContextEntry add(View view, long round, double usual) {
    Tally tally = Tally.vote(1, 0, true, false, 1);
    ContextEntry entry = new ContextEntry(view, round, tally, tally, usual, -1);
    contexts.add(entry);
    return entry;
  }
}
