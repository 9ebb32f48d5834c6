package io.gatewatch.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatewatch.alerting.Alert;
import io.gatewatch.alerting.Lane;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AlertBookTest {
  private final AlertBook book = new AlertBook(5);
  private final Samples sample = Samples.enumeration();

  @Test
  void theLatestVersionWinsWhateverTheOrder() {
    assertThat(book.put(sample.withVersion(2).saying("second", "").alert())).isTrue();
    assertThat(book.put(sample.withVersion(1).saying("first", "").alert())).isFalse();
    assertThat(book.put(sample.withVersion(2).saying("again", "").alert())).isFalse();

    assertThat(book.find("a-77e1")).map(Alert::title).contains("second");
    assertThat(all()).hasSize(1);
  }

  @Test
  void theListIsSortedByRiskThenNewestFirst() {
    book.put(sample.withId("old").withRisk(50).alert());
    book.put(sample.withId("new").withRisk(50).at(Samples.TIME.plusSeconds(9)).alert());
    book.put(sample.withId("worst").withRisk(90).alert());

    assertThat(all()).containsExactly("worst", "new", "old");
  }

  @Test
  void anAlertMovesWhenItsRiskRises() {
    book.put(sample.withId("a").withRisk(50).alert());
    book.put(sample.withId("b").withRisk(60).alert());
    book.put(sample.withId("a").withVersion(2).withRisk(70).alert());

    assertThat(all()).containsExactly("a", "b");
  }

  @Test
  void onlyTheNewestAreKept() {
    for (int i = 0; i < 8; i++) {
      book.put(sample.withId("a-" + i).at(Samples.TIME.plusSeconds(i)).alert());
    }

    assertThat(all()).containsExactly("a-7", "a-6", "a-5", "a-4", "a-3");
    assertThat(book.find("a-2")).isEmpty();
    assertThat(book.put(sample.withId("too-old").at(Samples.TIME.minusSeconds(1)).alert()))
        .isFalse();
  }

  @Test
  void laneAndStatusFilterTheList() {
    book.put(sample.withId("s").alert());
    book.put(sample.withId("o").inLane(Lane.OPERATIONS).alert());
    book.put(sample.withId("done").withStatus(Alert.Status.RESOLVED).alert());

    assertThat(ids(AlertQuery.parse("operations", null, null, null))).containsExactly("o");
    assertThat(ids(AlertQuery.parse("security", "open", null, null))).containsExactly("s");
    assertThat(ids(AlertQuery.parse(null, "resolved,in_progress", null, null)))
        .containsExactly("done");
  }

  @Test
  void pagesFollowEachOtherWithoutGapOrRepeatWhileAlertsComeIn() {
    for (int i = 0; i < 5; i++) {
      book.put(sample.withId("a-" + i).withRisk(10 * i).alert());
    }
    AlertPage first = book.list(AlertQuery.parse(null, null, "2", null));
    assertThat(first.total()).isEqualTo(5);
    book.put(sample.withId("late").withRisk(99).at(Samples.TIME.plusSeconds(1)).alert());

    List<String> rest = new ArrayList<>();
    String cursor = first.nextCursor();
    while (cursor != null) {
      AlertPage page = book.list(AlertQuery.parse(null, null, "2", cursor));
      page.alerts().forEach(alert -> rest.add(alert.alertId()));
      cursor = page.nextCursor();
    }
    assertThat(first.alerts()).extracting(Alert::alertId).containsExactly("a-4", "a-3");
    // a-0 gave way to the late one: the book holds five.
    assertThat(rest).containsExactly("a-2", "a-1");
  }

  private List<String> all() {
    return ids(AlertQuery.parse(null, null, null, null));
  }

  private List<String> ids(AlertQuery query) {
    return book.list(query).alerts().stream().map(Alert::alertId).toList();
  }
}
