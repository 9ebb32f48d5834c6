package io.gatewatch.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EventJournalTest {
  private final EventJournal journal = new EventJournal("r", 3);

  @Test
  void aListenerGoesOnAfterTheLastEventItSaw() {
    journal.append("alert", "1");
    journal.append("alert", "2");

    assertThat(journal.resume("r-1")).hasValue(1);
    assertThat(journal.after(1, 1_000).text()).isEqualTo("id: r-2\nevent: alert\ndata: 2\n\n");
    assertThat(journal.after(2, 1_000).text()).isEmpty();
  }

  @Test
  void oneWhoWasAwayTooLongCannotGoOn() {
    for (int i = 1; i <= 5; i++) {
      journal.append("alert", "" + i);
    }

    assertThat(journal.resume("r-1")).isEmpty();
    assertThat(journal.after(1, 1_000)).isNull();
    assertThat(journal.resume("r-2")).hasValue(2);
    assertThat(journal.after(2, 1_000).last()).isEqualTo(5);
  }

  @Test
  void idsOfOtherRunsAndNonsenseAreNotResumed() {
    journal.append("alert", "1");

    assertThat(journal.resume("old-1")).isEmpty();
    assertThat(journal.resume("r-99")).isEmpty();
    assertThat(journal.resume("r-x")).isEmpty();
    assertThat(journal.resume(null)).isEmpty();
  }

  @Test
  void aBigBacklogComesInPieces() {
    journal.append("alert", "a".repeat(50));
    journal.append("alert", "b".repeat(50));

    EventJournal.Batch first = journal.after(0, 20);
    assertThat(first.last()).isEqualTo(1);
    assertThat(journal.after(first.last(), 20).text()).contains("bbb");
  }
}
