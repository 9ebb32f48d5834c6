package io.gatewatch.detectors.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatewatch.detectors.Court;
import io.gatewatch.detectors.Detection;
import io.gatewatch.detectors.Detector;
import io.gatewatch.detectors.Need;
import io.gatewatch.detectors.TestCalls;
import io.gatewatch.detectors.book.Book;
import io.gatewatch.ingest.ControlRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rules that people write themselves. */
class CelRuleTest {
  private static final String DELETES =
      """
      rules:
        - id: deletes-by-strangers
          version: 1
          category: scope_violation
          severity: medium
          thresholds: {least: 2}
          window: 5m
          condition: |
            call.method == "DELETE"
            && calls >= least
          verb: deletes things
          explanation: "{call.route} was deleted, {calls} calls, {client_error_share} refused"
          owasp: ["API5:2023"]
      """;

  @Test
  void aRuleOfOnesOwnSpeaksInItsOwnWords() {
    Detection first = found(DELETES, deleter("a").every(10, 0, 30)).get(0);
    assertThat(first.detector()).isEqualTo("rule.deletes-by-strangers@1");
    assertThat(first.title()).isEqualTo("the a deletes things");
    assertThat(first.summary()).isEqualTo("/accounts was deleted, 2 calls, 0 % refused");
    assertThat(first.counterfactual()).isEqualTo("quiet below 2 calls in 5 min");
    assertThat(first.owasp()).containsExactly("API5:2023");
    assertThat(first.need()).isEqualTo(Need.OWN);
  }

  @Test
  void aSuppressedTopicIsToldAgainOnlyAfterItsTime() {
    String once = DELETES + "    suppression: 2m\n    topic: \"{call.method} {call.route}\"\n";
    TestCalls calls = deleter("a").calling(n -> n < 20 ? "/one" : "/two").every(10, 0, 300);
    assertThat(found(once, calls))
        .extracting(Detection::summary)
        .satisfiesExactly(
            s -> assertThat(s).startsWith("/one was deleted, 2 calls"),
            s -> assertThat(s).startsWith("/one was deleted, 14 calls"),
            s -> assertThat(s).startsWith("/two was deleted, 21 calls"));
  }

  @Test
  void aRuleThatAsksItsPeersWaitsForTheirPast() {
    String peers = DELETES.replace("&& calls >= least", "&& peers.count >= least");
    assertThat(RuleSet.read(peers).detectors()).extracting(Detector::need).containsOnly(Need.PAST);
  }

  @Test
  void whatPrimitivesCannotSayRunsOnTheRuntime() {
    String loose = DELETES.replace("== \"DELETE\"", ".size() == 6");
    assertThat(RuleSet.check(DELETES).get(0).runs()).isEqualTo(ReadRule.Runs.COMPILED);
    assertThat(RuleSet.check(loose).get(0).runs()).isEqualTo(ReadRule.Runs.CEL_RUNTIME);
    assertThat(found(loose, deleter("a").every(10, 0, 30))).isNotEmpty();
  }

  @Test
  void whatShipsUnderAnIdCanBeTunedWithoutItsCondition() {
    String tuned =
        """
        rules:
          - id: credential-stuffing
            version: 9
            category: credential_stuffing
            severity: low
            thresholds: {failures: 2, share: 0.6, timesUsual: 8}
        """;
    TestCalls calls = TestCalls.agent("a").answered(401).every(10, 0, 30);
    assertThat(found(tuned, calls).get(0).summary()).contains("2 calls refused with 401 in 5 min");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "calls >= least|cals >= least|line 10: rule deletes-by-strangers: condition: unknown name cals (did you mean calls?)",
        "call.method ==|call.metod ==|line 9: rule deletes-by-strangers: condition: unknown name call.metod (did you mean call.method?)",
        "== \"DELETE\"|> 3|line 9: rule deletes-by-strangers: condition: no > for string and double",
        "calls >= least|calls|condition: no && for bool and double",
        "calls >= least|calls >= least)|line 10: rule deletes-by-strangers: condition: extraneous input ')'",
        "{calls} calls|{cals} calls|line 12: rule deletes-by-strangers: explanation: {cals}: unknown name cals",
        "{calls} calls|{calls calls|explanation: {calls calls, {client_error_share}: ",
        "{calls} calls|{calls > 2} calls|gives a bool (expected: a text or a number)",
        "window: 5m|window: 7m|line 2: rule deletes-by-strangers: window 7m (no feature has it)",
        "{least: 2}|{least: 2, most: 3}|threshold most (its condition does not use it)",
        "{least: 2}|{least: 2, max: 3}|threshold max (expected: a name of CEL)",
        "{least: 2}|{least: 2, calls_1m: 3}|threshold calls_1m (is the name of a feature)",
        "{least: 2}|{least: -2}|threshold least (expected: a number of 0 or more)",
        "verb: deletes things|verb: ''|verb (expected: what the caller does",
        "id: deletes-by-strangers|id: own-evidence|rule own-evidence: its condition is built in",
        "verb: deletes things|suppression: soon|verb (expected",
      })
  void aMistakeIsToldInOneLineWithItsPlace(String right, String wrong, String told) {
    assertThat(DELETES).contains(right);
    assertThatThrownBy(() -> RuleSet.read(DELETES.replace(right, wrong)))
        .isInstanceOf(IllegalArgumentException.class)
        .message()
        .startsWith("rules: ")
        .hasLineCount(1)
        .contains(told)
        .doesNotContain("dev.cel", "java.", "_&&_", "_>_", "container");
  }

  @Test
  void everyMistakeOfAFileIsToldNotOnlyTheFirst() {
    String two =
        DELETES.replace("least\n", "leest\n")
            + DELETES.substring(7).replace("deletes-by", "removals-by").replace("5m", "6m");
    assertThat(RuleSet.check(two))
        .extracting(ReadRule::complaint)
        .satisfiesExactly(
            first -> assertThat(first).contains("line 10", "did you mean least?"),
            second -> assertThat(second).contains("line 14", "window 6m"));
  }

  @Test
  void aConditionAndATopicNeedWhatGoesWithThem() {
    refused(DELETES.replaceFirst("    explanation: .*\n", ""), "no explanation");
    refused(DELETES + "    topic: x\n", "topic without suppression");
    refused(DELETES + "    suppression: 3x\n", "suppression 3x (expected: such as 24h)");
    refused(DELETES.replaceFirst("    condition: \\|\n.*\n.*\n", ""), "no condition");
    refused(
        DELETES
            .replaceFirst("    condition: \\|\n.*\n.*\n", "")
            .replace("deletes-by-strangers", "past-review"),
        "no condition, so no window, verb");
  }

  @Test
  void theExampleOfTheReadmeIsARuleThatCanBeCompiled() throws IOException {
    String readme = Files.readString(Path.of("../README.md"));
    String after = readme.substring(readme.indexOf("```yaml\n") + 8);
    ReadRule example = RuleSet.check(after.substring(0, after.indexOf("```"))).get(0);
    assertThat(example.complaint()).isNull();
    assertThat(example.runs()).isEqualTo(ReadRule.Runs.COMPILED);
  }

  private static void refused(String yaml, String why) {
    assertThatThrownBy(() -> RuleSet.read(yaml))
        .hasMessageContaining(why)
        .message()
        .hasLineCount(1);
  }

  private static TestCalls deleter(String id) {
    return TestCalls.agent(id).calling("DELETE", "/accounts");
  }

  private static List<Detection> found(String rules, TestCalls calls) {
    ControlRecord record = ControlRecord.of(ControlRecord.RULES, "own", 1, Instant.EPOCH, rules);
    return new Court(Book.of(List.of(record))).hear(calls.list()).detections();
  }
}
