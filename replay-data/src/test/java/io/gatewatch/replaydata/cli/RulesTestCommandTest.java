package io.gatewatch.replaydata.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gatewatch.detectors.rules.RuleSet;
import io.gatewatch.replaydata.cases.CaseFolders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a rule writer is told of cases that are not as they say. */
class RulesTestCommandTest {
  private static final String LOOP = "runaway-loop/same-call";

  @TempDir private Path home;

  @Test
  void aShippedCaseIsToldWithItsSecondsAndALookAlikeAsQuiet() {
    CliRun run = CliRun.of("rules", "test", "--only", "runaway-loop");
    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .containsPattern("ok +same-call +raised after \\d+ s, silent without its detector")
        .containsPattern("ok +monitor +look-alike: quiet")
        .contains("1 known gap, 0 failed")
        .doesNotContain("credential");
  }

  @Test
  void anAlertThatSurvivesItsDetectorFailsTheCase() throws IOException {
    copy(LOOP, "volume-spike/loop");
    replace("volume-spike/loop", "may: [rule.volume-spike]", "may: [rule.runaway-loop]");
    CliRun run = test();
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out())
        .containsPattern(
            "FAIL +loop +without rule.volume-spike still raised: runaway_loop, high, about agent"
                + " assistant-1 after \\d+ s by rule.runaway-loop");
  }

  @Test
  void whatWasExpectedAndWhatCameInsteadStandInOneLine() throws IOException {
    copy(LOOP, LOOP);
    replace(LOOP, "severity: high", "severity: critical");
    CliRun run = test();
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out())
        .containsPattern(
            "FAIL +same-call +expected runaway_loop, critical or worse, about agent assistant-1"
                + " within 60 s by rule.runaway-loop; got runaway_loop, high, about agent"
                + " assistant-1 after \\d+ s by rule.runaway-loop");
  }

  @Test
  void aLookAlikeThatIsAccusedFailsAndWhoMaySpeakDoesNot() throws IOException {
    copy(LOOP, LOOP);
    quiet(LOOP, "may: [rule.volume-spike]");
    assertThat(test().out()).contains("nobody expected runaway_loop, high");
    quiet(LOOP, "may: [rule.volume-spike, rule.runaway-loop]");
    assertThat(test().exitCode()).isZero();
  }

  @Test
  void aLookAlikeThatTemptsNobodyFails() throws IOException {
    copy("runaway-loop/monitor", "runaway-loop/monitor");
    assertThat(test().out()).contains("quiet, and would not be with {callsPerMinute=20.0");
    replace("runaway-loop/monitor", "callsPerMinute: 20", "callsPerMinute: 25");
    assertThat(test().exitCode()).isEqualTo(1);
    assertThat(test().out()).contains("tempts nobody: quiet with thresholds {callsPerMinute=25.0");
    replace("runaway-loop/monitor", "callsPerMinute", "callsPerHour");
    assertThat(test().out())
        .contains("tempts: rules: rule runaway-loop: threshold callsPerHour (its condition");
  }

  @Test
  void aKnownGapIsToldAndOneThatIsClosedFails() throws IOException {
    copy(LOOP, LOOP);
    append(LOOP, "knownGap: nobody looks yet\n");
    assertThat(test().out()).contains("passes: take knownGap out");
    assertThat(test().exitCode()).isEqualTo(1);
    replace(LOOP, "within: 60", "within: 2");
    assertThat(test().exitCode()).isZero();
    assertThat(test().out()).contains("(known: nobody looks yet)", "1 known gap, 0 failed");
  }

  @Test
  void aRuleWritersOwnFolderIsItsRulesAndItsCases() throws IOException {
    copy(LOOP, LOOP);
    Files.writeString(
        home.resolve("mine.yaml"),
        RuleSet.shipped().text().replace("repeats: 60", "repeats: 6000"));
    CliRun run = CliRun.of("rules", "test", home.toString(), "--json");
    assertThat(run.exitCode()).isEqualTo(1);
    JsonNode json = new ObjectMapper().readTree(run.out());
    assertThat(json.at("/passed").asBoolean()).isFalse();
    assertThat(json.at("/cases/0/outcome").asText()).isEqualTo("failed");
    assertThat(json.at("/cases/0/wrong/0").asText()).contains("got volume_spike, high");
  }

  @Test
  void aLookAlikeOfADetectorThatIsNotThereFails() throws IOException {
    copy("runaway-loop/monitor", "runaway-lop/monitor");
    CliRun run = test();
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).contains("there is no detector rule.runaway-lop");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "within: 60|within: 0|within: 0",
        "severity: high|severity: loud|severity: loud",
        "about: |abut: |abut",
        "begin: 2026-03-02T09:00:00Z|quiet: true|expect, quiet",
        "begin: 2026-03-02T09:00:00Z|begin: nine|begin: wrong",
        "may: [rule.volume-spike]|tempts: {repeats: 1}|tempts: wrong",
      })
  void aCaseFileThatIsWrongIsNamedWithItsPlace(String right, String wrong, String told)
      throws IOException {
    copy(LOOP, LOOP);
    replace(LOOP, right, wrong);
    CliRun run = test();
    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.err()).hasLineCount(1).contains("same-call/case.yaml: ", told);
  }

  @Test
  void callsThatCannotBeReadAreNoQuiet() throws IOException {
    copy(LOOP, LOOP);
    Path folder = home.resolve("cases").resolve(LOOP);
    Files.writeString(folder.resolve("calls.ndjson"), "{\"call\":{}}\n");
    assertThat(test().err()).contains("holds 2 files of calls");
    Files.delete(folder.resolve("calls.ndjson.zst"));
    CliRun run = test();
    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.err()).hasLineCount(1).contains("1 lines are no calls");
  }

  @Test
  void aFolderWithoutCasesIsAnError() throws IOException {
    Files.createDirectories(home.resolve("cases"));
    assertThat(test().exitCode()).isEqualTo(3);
    assertThat(CliRun.of("rules", "test", "--only", "no-such").exitCode()).isEqualTo(2);
    assertThat(CliRun.of("rules", "test", home + "/none").exitCode()).isEqualTo(3);
    assertThat(CliRun.of("rules", "test", "--rules", home.toString()).exitCode()).isEqualTo(2);
  }

  @Test
  void aFolderOfRulesWithoutCasesIsToldWhatItLacks() throws IOException {
    Files.writeString(home.resolve("mine.yaml"), RuleSet.shipped().text());
    CliRun run = CliRun.of("rules", "test", home.toString());
    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .hasLineCount(1)
        .contains(home + " holds no cases")
        .contains("rules test --rules " + home);
  }

  @Test
  void whatIsLostIsNamedByCoverage() throws IOException {
    copy(LOOP, LOOP);
    copy("runaway-loop/monitor", "runaway-loop/monitor");
    Path ledger = home.resolve("ledger");
    CliRun first = coverage("--accept", "--out", ledger.toString());
    assertThat(first.exitCode()).isZero();
    assertThat(Files.readString(ledger.resolve("coverage.md"))).isEqualTo(first.out());
    assertThat(first.out())
        .contains("| runaway_loop | yes | rule.runaway-loop | 1 of 1 | 1 of 1 | passed |")
        .contains("| model_drift | **no case** |")
        .contains("| API3:2023 Broken Object Property Level Authorization | **no detector** |");
    JsonNode json = new ObjectMapper().readTree(ledger.resolve("coverage.json").toFile());
    assertThat(json.at("/totals/categoriesCovered").asInt()).isEqualTo(1);
    assertThat(json.at("/detectors/3/microsPerCall").asDouble()).isBetween(1e-6, 1e3);

    String rules = RuleSet.shipped().text();
    Files.writeString(home.resolve("mine.yaml"), rules.replace("[T1499.003]", "[]"));
    CliRun untagged = coverage("--rules", home.toString());
    assertThat(untagged.exitCode()).isEqualTo(1);
    assertThat(untagged.err()).isEqualTo("gatewatch: lost mitre: T1499.003\n");

    Files.writeString(home.resolve("mine.yaml"), "rules: []\n");
    CliRun deleted = coverage("--rules", home.toString());
    assertThat(deleted.exitCode()).isEqualTo(1);
    assertThat(deleted.err().lines())
        .contains(
            "gatewatch: lost categories: runaway_loop",
            "gatewatch: lost owasp: API4:2023",
            "gatewatch: lost detectors: rule.runaway-loop",
            "gatewatch: lost cases: runaway-loop/same-call");
  }

  private CliRun test(String... more) {
    return CliRun.of(words(List.of("rules", "test", "--cases", cases()), more));
  }

  private CliRun coverage(String... more) {
    return CliRun.of(words(List.of("coverage", "--cases", cases()), more));
  }

  private String cases() {
    return home.resolve("cases").toString();
  }

  private static String[] words(List<String> base, String... more) {
    List<String> all = new ArrayList<>(base);
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }

  private void copy(String shipped, String as) throws IOException {
    Path to = Files.createDirectories(home.resolve("cases").resolve(as));
    try (var files = Files.list(CaseFolders.shipped().resolve(shipped))) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    }
  }

  private void replace(String id, String text, String by) throws IOException {
    Path file = home.resolve("cases").resolve(id).resolve("case.yaml");
    String old = Files.readString(file);
    assertThat(old).contains(text);
    Files.writeString(file, old.replace(text, by));
  }

  private void append(String id, String text) throws IOException {
    Path file = home.resolve("cases").resolve(id).resolve("case.yaml");
    Files.writeString(file, Files.readString(file) + text);
  }

  private void quiet(String id, String may) throws IOException {
    Path file = home.resolve("cases").resolve(id).resolve("case.yaml");
    Files.writeString(file, "about: a\nmade: b\nquiet: true\n" + may + "\n");
  }
}
