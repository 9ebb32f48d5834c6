package io.gatewatch.detectors.book;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatewatch.detectors.Category;
import io.gatewatch.detectors.Court;
import io.gatewatch.detectors.Detection;
import io.gatewatch.detectors.TestCalls;
import io.gatewatch.detectors.rules.RuleSet;
import io.gatewatch.ingest.ControlRecord;
import io.gatewatch.ingest.Sha256;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What was in force when. */
class BookTest {
  private static final String SHIPPED = RuleSet.shipped().text();
  private static final String STRICT =
      SHIPPED
          .replace(
              "version: 2\n    category: credential_stuffing",
              "version: 3\n    category: credential_stuffing")
          .replace("failures: 25", "failures: 1");
  private static final ControlRecord OLD = rules("shipped", 1, Instant.EPOCH, SHIPPED);

  @Test
  void theRulesOfATimeAreTheLastThatHadBegunToCount() {
    Book book = Book.of(List.of(OLD, rules("bank", 1, at(60), STRICT)));
    String old = RuleSet.read(SHIPPED).version();
    String strict = RuleSet.read(STRICT).version();
    assertThat(book.inForce(at(60).toEpochMilli() - 1).rules().version()).isEqualTo(old);
    assertThat(book.inForce(at(60).toEpochMilli()).rules().version()).isEqualTo(strict);
    assertThat(book.inForce(at(9_999).toEpochMilli()).versions().rules()).isEqualTo(strict);
  }

  @Test
  void theOrderInWhichRecordsAreReadDoesNotShow() {
    ControlRecord first = rules("bank", 1, at(60), SHIPPED);
    ControlRecord second = rules("bank", 2, at(60), STRICT);
    long time = at(60).toEpochMilli();
    assertThat(Book.of(List.of(OLD, first, second)).inForce(time).rules().version())
        .isEqualTo(Book.of(List.of(second, first, OLD)).inForce(time).rules().version())
        .isEqualTo(RuleSet.read(STRICT).version());
  }

  @Test
  void beforeTheFirstRulesNothingCanBeJudged() {
    Book book = Book.of(List.of(rules("bank", 1, at(60), STRICT)));
    assertThatThrownBy(() -> book.inForce(at(59).toEpochMilli()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("no rules in force at 2026-03-02T09:00:59Z");
  }

  @Test
  void rulesThatCannotBeReadLeaveTheBookAsItWas() {
    Book book = Book.of(List.of(OLD));
    assertThatThrownBy(() -> book.add(rules("bank", 1, at(60), "rules: }")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(book.inForce(at(60).toEpochMilli()).rules().version())
        .isEqualTo(RuleSet.read(SHIPPED).version());
  }

  @Test
  void aConditionThatIsNoneLeavesTheOldRulesInForce() {
    Book book = Book.of(List.of(OLD));
    String broken = SHIPPED.replace("unauthorized >= max(", "unauthorised >= max(");
    assertThatThrownBy(() -> book.add(rules("bank", 2, at(60), broken)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("unauthorised (did you mean unauthorized?)");
    TestCalls stuffer = TestCalls.agent("a").answered(401).every(1, 100, 130);
    assertThat(new Court(book).hear(stuffer.list()).categories())
        .containsExactly(Category.CREDENTIAL_STUFFING);
  }

  @Test
  void kindsThatAreNoneOfItsBusinessChangeNothing() {
    Book book = Book.of(List.of(OLD, ControlRecord.of("weather", "w", 1, at(1), "{}")));
    assertThat(book.inForce(at(60).toEpochMilli()).versions())
        .isEqualTo(Book.of(List.of(OLD)).inForce(at(60).toEpochMilli()).versions());
  }

  @Test
  void theRegistryOfATimeIsCitedBesideTheRules() {
    String text = "agents: [{id: a, name: A}]";
    Book book = Book.of(List.of(OLD, ControlRecord.of("registry", "agents", 1, at(60), text)));
    assertThat(book.inForce(at(60).toEpochMilli() - 1).versions().registry()).isNull();
    assertThat(book.inForce(at(60).toEpochMilli()).versions().registry())
        .isEqualTo(Sha256.hex(text).substring(0, 12));
    assertThat(book.inForce(at(60).toEpochMilli()).versions().rules())
        .isEqualTo(RuleSet.read(SHIPPED).version());
  }

  @Test
  void aChangeInMidStreamCountsFromItsVeryMillisecond() {
    Book book = Book.of(List.of(OLD, rules("bank", 1, at(60), STRICT)));
    TestCalls before = TestCalls.agent("before").answered(401).at(59.999);
    TestCalls exactly = TestCalls.agent("exactly").answered(401).at(60);
    Court court = new Court(book).hear(TestCalls.together(List.of(before, exactly)));
    assertThat(court.categories()).containsExactly(Category.CREDENTIAL_STUFFING);
    Detection only = court.detections().get(0);
    assertThat(court.detections()).extracting(d -> d.entity().id()).containsOnly("exactly");
    assertThat(only.detector()).isEqualTo("rule.credential-stuffing@3");
    assertThat(only.versions().rules()).isEqualTo(RuleSet.read(STRICT).version());
  }

  @Test
  void aShadowRuleIsToldAsSuch() {
    String shadow = STRICT.replaceFirst("severity: high", "severity: high\n    mode: shadow");
    Court court =
        new Court(Book.of(List.of(rules("bank", 1, Instant.EPOCH, shadow))))
            .hear(TestCalls.agent("a").answered(401).at(1).list());
    assertThat(court.detections()).extracting(Detection::mode).containsOnly(Detection.Mode.SHADOW);
  }

  private static ControlRecord rules(String id, int version, Instant from, String text) {
    return ControlRecord.of(ControlRecord.RULES, id, version, from, text);
  }

  private static Instant at(int second) {
    return Instant.ofEpochMilli(TestCalls.START).plusSeconds(second);
  }
}
