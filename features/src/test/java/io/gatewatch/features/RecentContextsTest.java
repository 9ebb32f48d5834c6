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

  private ContextEntry add(View view, long round, double usual) {
    Tally tally = Tally.vote(1, 0, true, false, 1);
    ContextEntry entry = new ContextEntry(view, round, tally, tally, usual, -1);
    contexts.add(entry);
    return entry;
  }
}
