package io.gatewatch.detectors.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatewatch.detectors.Detection;
import io.gatewatch.detectors.Detector;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A rule writer's mistakes, each told in one line. */
class RuleSetTest {
  private static final String LOOP =
      """
      rules:
        - id: runaway-loop
          version: 2
          category: runaway_loop
          severity: high
          thresholds: {repeats: 60, callsPerMinute: 30, timesBusy: 2}
      """;

  @Test
  void theShippedFileHoldsTwentyOneDetectorsForCallersAndThreeForWhatTheyShare() {
    RuleSet shipped = RuleSet.shipped();
    assertThat(shipped.detectors())
        .extracting(Detector::id)
        .containsExactly(
            "rule.credential-stuffing@2",
            "rule.object-enumeration@2",
            "rule.endpoint-discovery@6",
            "rule.runaway-loop@2",
            "rule.volume-spike@2",
            "rule.peer-volume@4",
            "rule.own-evidence@2",
            "rule.strange-client@1",
            "rule.consent-frequency@1",
            "rule.silence@2",
            "rule.off-hours@1",
            "rule.client-fault@1",
            "rule.unregistered-client@1",
            "rule.past-review@1",
            "rule.above-stage@1",
            "rule.sensitive-data@1",
            "rule.injection-probe@1",
            "rule.undocumented-endpoint@2",
            "rule.deprecated-endpoint@2",
            "rule.unauthenticated-abuse@1",
            "rule.client-impersonation@1");
    assertThat(shipped.viewDetectors()).hasSize(3);
    assertThat(shipped.detectors())
        .allSatisfy(d -> assertThat(d.mode()).isEqualTo(Detection.Mode.LIVE));
  }

  @Test
  void theOptionalPackIsAddedToTheRulesThatAreThere() {
    assertThat(RuleSet.shipped().detectors())
        .noneMatch(d -> d.id().startsWith("rule.known-exploit"));
    RuleSet more = RuleSet.shipped().withSignatures();
    assertThat(more.detectors()).hasSize(RuleSet.shipped().detectors().size() + 1);
    assertThat(more.detectors()).anyMatch(d -> d.id().equals("rule.known-exploit@1"));
    assertThat(more.version()).isNotEqualTo(RuleSet.shipped().version());
  }

  @Test
  void aVersionIsItsContent() {
    assertThat(RuleSet.read(LOOP).version()).isEqualTo(RuleSet.read(LOOP).version()).hasSize(12);
    assertThat(RuleSet.read(LOOP.replace("60", "61")).version())
        .isNotEqualTo(RuleSet.read(LOOP).version());
  }

  @Test
  void theAlertBudgetIsSharedAndOwnEvidenceMayHaveItsOwn() {
    RuleSet shared = RuleSet.read("alerts: {perDay: 3}\n" + OWN);
    assertThat(shared.alerts().perDay()).isEqualTo(3);
    assertThat(shared.promised()).isEqualTo(Map.of("rule.own-evidence", 1.5, "model", 1.5));
    RuleSet own = RuleSet.read("alerts: {perDay: 3}\n" + OWN.replace("{", "{perDay: 0.1, "));
    assertThat(own.promised()).isEqualTo(Map.of("rule.own-evidence", 0.1, "model", 1.5));
    assertThat(RuleSet.read(OWN).alerts()).isEqualTo(RuleSet.shipped().alerts());
    assertThat(RuleSet.shipped().promised()).containsEntry("rule.own-evidence", 0.1);
  }

  @Test
  void anAlertBudgetOfNothingIsRefused() {
    refused("alerts: {perDay: 0}\n" + LOOP, "perDay");
    refused("alerts: {perDay: .inf}\n" + LOOP, "perDay");
    refused("alerts: {perWeek: 1}\n" + LOOP, "perWeek");
  }

  @Test
  void brokenYamlIsToldWithItsLine() {
    refused(LOOP + "   - broken: [\n", "line 7");
    refused("rules:\n\t- id: x\n", "line 2");
    refused("rules: }", "line 1");
  }

  @Test
  void anUnknownRuleIsRefused() {
    refused(LOOP.replace("runaway-loop", "run-away"), "run-away");
  }

  @Test
  void aMissingThresholdIsRefusedByName() {
    refused(LOOP.replace(", timesBusy: 2", ""), "timesBusy");
    refused(LOOP.replace("timesBusy: 2", "timesBusy: -1"), "timesBusy");
    refused(LOOP.replace("timesBusy: 2", "timesBusy: .nan"), "line 6");
  }

  @Test
  void anUnknownKeyIsRefusedWithItsLine() {
    refused(LOOP.replace("severity: high", "severity: high\n    mod: shadow"), "line", "mod ");
    refused(LOOP + "extra: 1\n", "line 7", "extra");
  }

  @Test
  void aThresholdThatItsRuleDoesNotKnowIsRefused() {
    refused(LOOP.replace("timesBusy: 2", "timesBusy: 2, timesbusy: 3"), "timesbusy");
  }

  @Test
  void aWrongWordOrNumberIsRefusedWithItsLine() {
    refused(LOOP.replace("severity: high", "severity: terrible"), "line 5", "terrible");
    refused(LOOP.replace("category: runaway_loop", "category: loops"), "line 4", "loops");
    refused(LOOP.replace("repeats: 60", "repeats: many"), "line 6", "many");
  }

  @Test
  void aMissingIdVersionCategoryOrSeverityIsRefused() {
    refused(LOOP.replace("    version: 2\n", ""), "no version of 1 or more");
    refused(LOOP.replace("version: 2", "version: 0"), "no version of 1 or more");
    refused(LOOP.replace("id: runaway-loop", "version: 2").replace("    version: 2\n", ""), "id");
    refused(LOOP.replace("    severity: high\n", ""), "severity");
    refused(LOOP.replace("    category: runaway_loop\n", ""), "category");
  }

  @Test
  void aRuleThatStandsThereTwiceIsRefused() {
    refused(LOOP + LOOP.substring(LOOP.indexOf('\n') + 1), "runaway-loop", "twice");
  }

  @Test
  void aFileWithoutRulesIsRefused() {
    refused("", "rules");
    refused("# nothing\n", "rules");
    refused("null", "rules");
    refused("rules:\n", "rules");
    refused("rules:\n  -\n", "rules");
    refused("just words", "line 1");
  }

  private static final String OWN =
      """
      rules:
        - id: own-evidence
          version: 1
          category: unusual_behaviour
          severity: medium
          thresholds: {grave: 1000, peersElevated: 0.3}
      """;

  private static void refused(String yaml, String... parts) {
    assertThatThrownBy(() -> RuleSet.read(yaml))
        .isInstanceOf(IllegalArgumentException.class)
        .message()
        .startsWith("rule")
        .hasLineCount(1)
        .contains(parts)
        .doesNotContain("io.gatewatch", "java.");
  }
}
