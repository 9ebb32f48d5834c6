package io.gatewatch.replaydata.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.gatewatch.detectors.rules.RuleSet;
import io.gatewatch.replaydata.rules.RuleFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code rules check}, and the same files given to {@code replay}. */
class RulesCheckTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String MINE =
      """
      rules:
        - id: mine
          version: 3
          category: scraping
          severity: low
          condition: "['/a', '/b'].exists(p, call.route.startsWith(p)) && calls_1m > 5"
          verb: calls
          explanation: "{calls_1m} calls"
      """;

  @TempDir private Path folder;

  @Test
  void whatShipsIsAllRightAndHasAPrice() throws IOException {
    CliRun run = CliRun.of("rules", "check", "--json");
    assertThat(run.exitCode()).isZero();
    JsonNode checked = JSON.readTree(run.out());
    assertFits(checked);
    assertThat(checked.at("/problems")).isEmpty();
    assertThat(checked.at("/rules")).hasSizeGreaterThan(15);
    JsonNode stuffing = checked.at("/rules/0");
    assertThat(stuffing.get("id").asText()).isEqualTo("credential-stuffing");
    assertThat(stuffing.get("runs").asText()).isEqualTo("compiled");
    assertThat(stuffing.get("nanosPerEvaluation").asLong()).isBetween(1L, 100_000L);
  }

  @Test
  void aPriceIsSaidWithOneDigitAndNotMore() {
    CliRun run = CliRun.of("rules", "check");
    assertThat(run.out().lines().findFirst().orElseThrow()).endsWith("~ns/call");
    assertThat(run.out()).containsPattern("credential-stuffing@2 .* [1-9]0*\\R");
  }

  @Test
  void aRuleOnTheRuntimeIsSaidToBeSo() throws IOException {
    CliRun run = CliRun.of("rules", "check", write("mine.yaml", MINE).toString());
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("mine@3").contains("cel runtime").contains("1 rule, all right");
  }

  @Test
  void aConditionThatFailsOnMostSamplesIsSaidToDoSo() throws IOException {
    String never = MINE.replace("calls_1m > 5", "int(call.status) / 0 == 1");
    never = never.replace("['/a', '/b'].exists(p, call.route.startsWith(p)) && ", "");
    Path file = write("never.yaml", never);
    CliRun run = CliRun.of("rules", "check", file.toString());
    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .contains("never.yaml: line 2: rule mine: its condition failed on 2000 of 2000 obs");
    CliRun json = CliRun.of("rules", "check", file.toString(), "--json");
    assertFits(JSON.readTree(json.out()));
    assertThat(JSON.readTree(json.out()).at("/rules/0/failures").asInt()).isEqualTo(2_000);
    Path mine = write("mine.yaml", MINE);
    assertThat(CliRun.of("rules", "check", mine.toString()).out()).doesNotContain("failed");
  }

  /** A warning and no mistake: a rule may be about what seldom happens. */
  @Test
  void aConditionThatHeldOnAllSamplesOrOnNoneIsSaidToHaveDoneSo() throws IOException {
    Path always = write("a.yaml", MINE.replaceFirst("condition: .*", "condition: calls_1m >= 0"));
    CliRun run = CliRun.of("rules", "check", always.toString());
    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .contains("a.yaml: line 2: rule mine: warning: its condition held on all 2000 obs")
        .contains("1 rule, all right");
    CliRun json = CliRun.of("rules", "check", always.toString(), "--json");
    assertFits(JSON.readTree(json.out()));
    assertThat(JSON.readTree(json.out()).at("/rules/0/held").asInt()).isEqualTo(2_000);
    Path never = write("b.yaml", MINE.replaceFirst("condition: .*", "condition: calls_1m < 0"));
    assertThat(CliRun.of("rules", "check", never.toString()).out())
        .contains("warning: held on none of 2000 obs")
        .contains("(rules test plays cases of what seldom happens): mine\n");
    String often = "condition: call.method == 'GET'";
    Path some = write("c.yaml", MINE.replaceFirst("condition: .*", often));
    assertThat(CliRun.of("rules", "check", some.toString()).out()).doesNotContain("warning");
  }

  @Test
  void whatPeersDidIsNotInTheSamplesSoARuleAboutThemIsNotSaidToHoldOnNone() throws IOException {
    String peers = "condition: peers.median_calls > 0";
    Path file = write("a.yaml", MINE.replaceFirst("condition: .*", peers));
    assertThat(CliRun.of("rules", "check", file.toString()).out()).doesNotContain("warning");
    JsonNode json = JSON.readTree(CliRun.of("rules", "check", file.toString(), "--json").out());
    assertFits(json);
    assertThat(json.at("/rules/0/held").isNull()).isTrue();
  }

  @Test
  void ofMoreMistakesThanAreToldTheirNumberIsSaid() throws IOException {
    String many = "condition: " + "cals_1m > 1 && ".repeat(20);
    Path file =
        write("a.yaml", MINE.replaceFirst("condition: .*", many + "a > 1 && b > 1 && c > 1"));
    CliRun run = CliRun.of("rules", "check", file.toString());
    assertThat(run.out().lines().filter(l -> l.contains("unknown name"))).hasSize(20);
    assertThat(run.out()).contains("rule mine: condition: and 3 more mistakes\n");
    Path most = write("b.yaml", MINE.replaceFirst("condition: .*", many + "calls_1m > 1"));
    CliRun all = CliRun.of("rules", "check", most.toString());
    assertThat(all.out().lines().filter(l -> l.contains("unknown name"))).hasSize(20);
    assertThat(all.out()).doesNotContain("more mistakes");
  }

  @Test
  void aRuleWithoutVersionIsRefused() throws IOException {
    Path file = write("a.yaml", MINE.replace("    version: 3\n", ""));
    CliRun run = CliRun.of("rules", "check", file.toString());
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out())
        .contains("a.yaml: line 2: rule mine: no version of 1 or more (raise it with each change)");
  }

  @Test
  void thresholdsThatNothingUsesAreAllToldWhileTheConditionIsWrongToo() throws IOException {
    String used = "thresholds: {few: 3, mny: 5, more: 7}\n    condition: calls_1m > few";
    Path right = write("a.yaml", MINE.replaceFirst("condition: .*", used));
    assertThat(CliRun.of("rules", "check", right.toString()).out())
        .contains("line 2: rule mine: threshold mny (its condition does not use it)")
        .contains("line 2: rule mine: threshold more (its condition does not use it)")
        .doesNotContain("threshold few");
    Path wrong = write("b.yaml", MINE.replaceFirst("condition: .*", used + " && cals_1m > 1"));
    assertThat(CliRun.of("rules", "check", wrong.toString()).out())
        .contains("unknown name cals_1m")
        .contains("line 2: rule mine: threshold mny (its condition does not use it)")
        .contains("line 2: rule mine: threshold more (its condition does not use it)")
        .doesNotContain("threshold few")
        .endsWith("3 problems\n");
  }

  @Test
  void everyMistakeOfEveryFileIsToldWithFileAndLine() throws IOException {
    write("a.yaml", MINE.replace("calls_1m > 5", "calls_1mm > 5"));
    write("b.yaml", MINE);
    write("c.yaml", "rules: }");
    CliRun run = CliRun.of("rules", "check", folder.toString());
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out())
        .contains(
            "a.yaml: line 6, column 69: rule mine: condition: unknown name calls_1mm (did you mean"
                + " calls_1m?)")
        .contains("b.yaml: line 2: rule mine: is also in a.yaml")
        .contains("c.yaml: line 1: ")
        .contains("refused")
        .endsWith("3 problems\n");
    CliRun json = CliRun.of("rules", "check", folder.toString(), "--json");
    assertThat(json.exitCode()).isEqualTo(1);
    assertFits(JSON.readTree(json.out()));
  }

  @Test
  void everyMistakeOfAConditionAndItsSentencesIsToldWithLineAndColumn() throws IOException {
    String rule = MINE.substring(0, MINE.indexOf("    condition:"));
    Path file =
        write(
            "many.yaml",
            rule
                + "    condition: |\n"
                + "      cals_1m > 5 && call.status == \"x\"\n"
                + "      && call.methd == \"GET\"\n"
                + "    verb: calls\n"
                + "    explanation: many calls, {numbr(calls_1m)} and {call.rout}\n"
                + "    suppression: 1h\n"
                + "    topic: '{who.nam}'\n");
    CliRun run = CliRun.of("rules", "check", file.toString());
    assertThat(run.out().lines().filter(line -> line.startsWith("many.yaml: ")))
        .satisfiesExactly(
            l -> assertThat(l).contains("line 7, column 7: rule mine: condition: unknown name cal"),
            l -> assertThat(l).contains("line 7, column 34: rule mine: condition: no == for doub"),
            l -> assertThat(l).contains("line 8, column 10: rule mine: condition: unknown name ca"),
            l -> assertThat(l).contains("line 10, column 36: rule mine: explanation: {numbr(call"),
            l -> assertThat(l).contains("line 10, column 53: rule mine: explanation: {call.rout}"),
            l -> assertThat(l).contains("line 12, column 14: rule mine: topic: {who.nam}: unk"));
    assertThat(run.out()).endsWith("6 problems\n");
    assertFits(JSON.readTree(CliRun.of("rules", "check", file.toString(), "--json").out()));
  }

  /** A text that the file writes otherwise has no column that could be shown. */
  @Test
  void aFoldedConditionIsToldByItsLine() throws IOException {
    String folded = "condition: >-\n      calls_1m > 5\n      && cals_5m > 3\n";
    Path file = write("a.yaml", MINE.replaceFirst("condition: .*\n", folded));
    assertThat(CliRun.of("rules", "check", file.toString()).out())
        .contains("a.yaml: line 6: rule mine: condition: unknown name cals_5m");
  }

  @Test
  void everyMistakeInTheFormOfAFileIsToldAndTheOtherRulesAreChecked() throws IOException {
    String[] entries = new String[4];
    for (int i = 0; i < entries.length; i++) {
      entries[i] = MINE.substring(MINE.indexOf('\n') + 1).replace("mine", "mine-" + i);
    }
    entries[0] = entries[0].replace("low", "quite").replace("verb:", "verbs:\n        - a\n    x:");
    entries[1] = entries[1].replace("    category: scraping\n", "");
    entries[2] = entries[2].replace("calls_1m > 5", "calls_1mm > 5");
    String flow = "  - {id: mine-4, version: 1, category: scraping, severity: [low]}\n";
    write("a.yaml", "alert: {perDay: 1}\nrules:\n" + String.join("", entries) + flow);
    CliRun run = CliRun.of("rules", "check", folder.toString());
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out().lines().filter(l -> l.startsWith("a.yaml: ")))
        .satisfiesExactly(
            l -> assertThat(l).startsWith("a.yaml: line 1: alert (not a key of a rule file"),
            l -> assertThat(l).startsWith("a.yaml: line 6: rule mine-0: severity: quite (expected"),
            l -> assertThat(l).startsWith("a.yaml: line 8: rule mine-0: verbs (not a key"),
            l -> assertThat(l).startsWith("a.yaml: line 10: rule mine-0: x (not a key"),
            l -> assertThat(l).isEqualTo("a.yaml: line 12: rule mine-1: no category"),
            l ->
                assertThat(l)
                    .startsWith("a.yaml: line 22, column 69: rule mine-2: condition: unknown"),
            l -> assertThat(l).matches("a.yaml: line \\d+: rule mine-4: severity: not the form.*"));
    assertThat(run.out()).contains("mine-3@3").endsWith("2 rules, 7 problems\n");
    assertFits(JSON.readTree(CliRun.of("rules", "check", folder.toString(), "--json").out()));
  }

  @Test
  void oneFileOfAFolderMaySayHowManyAlertsChanceMayBring() throws IOException {
    write("a.yaml", "alerts: {perDay: 3}\n" + MINE);
    write("b.yaml", MINE.replace("mine", "yours"));
    assertThat(CliRun.of("rules", "check", folder.toString()).exitCode()).isZero();
    String joined = RuleFiles.joined(RuleFiles.read(folder));
    assertThat(RuleSet.read(joined).alerts().perDay()).isEqualTo(3);
    write("c.yaml", "alerts: {perDay: 4}\n" + MINE.replace("mine", "theirs"));
    CliRun run = CliRun.of("rules", "check", folder.toString());
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).contains("c.yaml: rules: alerts is also in a.yaml");
    assertThatThrownBy(() -> RuleFiles.joined(RuleFiles.read(folder)))
        .hasMessage("c.yaml: rules: alerts is also in a.yaml");
  }

  @Test
  void whatIsNotThereIsUnreadableAndAnEmptyFolderIsWrongUsage() throws IOException {
    CliRun missing = CliRun.of("rules", "check", folder.resolve("no.yaml").toString());
    assertThat(missing.exitCode()).isEqualTo(3);
    assertThat(missing.err()).hasLineCount(1).contains("no.yaml: no such file");
    CliRun empty = CliRun.of("rules", "check", folder.toString());
    assertThat(empty.exitCode()).isEqualTo(2);
    assertThat(empty.err()).contains("holds no rule file");
    assertThat(CliRun.of("rules").exitCode()).isEqualTo(2);
  }

  @Test
  void replayJudgesByAllFilesOfAFolderAndNamesTheOneThatIsWrong() throws IOException {
    write("a.yaml", MINE);
    write("b.yaml", MINE.replace("id: mine", "id: other"));
    Path calls = Path.of("cases/client-impersonation/forgotten-token/calls.ndjson");
    Path out = folder.resolve("out");
    CliRun good = replay(calls, out);
    assertThat(good.err()).isEmpty();
    assertThat(good.exitCode()).isZero();
    write("b.yaml", MINE);
    assertThat(replay(calls, out).err()).contains("b.yaml: rules: rule mine is also in a.yaml");
    write("b.yaml", MINE.replace("calls_1m > 5", "calls_1m >"));
    CliRun broken = replay(calls, out);
    assertThat(broken.exitCode()).isEqualTo(2);
    assertThat(broken.err())
        .hasLineCount(1)
        .contains("b.yaml: rules: line 6: rule mine: condition");
  }

  private CliRun replay(Path calls, Path out) {
    return CliRun.of(
        "replay",
        "--format",
        "calls",
        "--input",
        calls.toString(),
        "--out",
        out.toString(),
        "--rules",
        folder.toString());
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private static void assertFits(JsonNode json) throws IOException {
    try (InputStream in =
        RulesCheckTest.class.getResourceAsStream("/schemas/rules-check.schema.json")) {
      assertThat(
              JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                  .getSchema(in)
                  .validate(json))
          .isEmpty();
    }
  }
}
