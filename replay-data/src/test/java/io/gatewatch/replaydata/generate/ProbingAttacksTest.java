package io.gatewatch.replaydata.generate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProbingAttacksTest {
  private static final String[] MARKS = {
    "or '1'='1",
    "or 1=1",
    "2>1",
    "or 'a'='a",
    "union",
    "sleep",
    "waitfor",
    "extractvalue",
    "drop table",
    "'--",
    "order by",
    "information_schema",
    "convert(int",
    "passwd",
    "shadow",
    "../config",
    "settings.yml",
    "/proc/self",
    "win.ini",
    "/etc/hosts",
    "manager/html",
    "{{",
    "${",
    "#{",
    "%{",
    "<%=",
    ";id",
    "|cat",
    "$(",
    "`",
    "&& ping",
    "() {",
    "; curl",
    "|nslookup",
    "uname -a",
    "<script",
    "<img",
    "<svg",
    "onfocus=",
    "javascript:",
    "</script",
  };

  @ParameterizedTest
  @EnumSource(
      names = {
        "INJECTION_SQL",
        "INJECTION_TRAVERSAL",
        "INJECTION_TEMPLATE",
        "INJECTION_COMMAND",
        "INJECTION_USER_AGENT"
      })
  void everyProbeCarriesATextThatWantsToBeCode(AttackVariant variant) {
    Staged staged = Staged.of(variant, 0.2);
    boolean inAgent = variant == AttackVariant.INJECTION_USER_AGENT;
    assertThat(staged.hostile()).hasSizeBetween(5, 60);
    for (Seen call : staged.hostile()) {
      String text = inAgent ? call.userAgent() : twice(call.uri());
      assertThat(text.toLowerCase(Locale.ROOT).replace("/**/", " ")).containsAnyOf(MARKS);
    }
  }

  @Test
  void probesAreWrittenPercentEncodedAndNotByStrangersAndByAgents() {
    List<Seen> calls = new ArrayList<>();
    for (int seed = 1; seed <= 4; seed++) {
      Scenario scenario = Staged.scenario(AttackVariant.INJECTION_SQL, 0.1).seeded(seed);
      var from = scenario.start().plus(java.time.Duration.ofHours(33));
      TrafficGenerator.of(scenario, from, from.plus(java.time.Duration.ofMinutes(30)))
          .forEachRemaining(
              line -> {
                if (line.attackId() != null) {
                  calls.add(Seen.of(line));
                }
              });
    }
    assertThat(calls)
        .anyMatch(c -> c.uri().contains("%27"))
        .anyMatch(c -> c.uri().contains("'"))
        .anyMatch(c -> c.agent().isEmpty())
        .anyMatch(c -> !c.agent().isEmpty());
  }

  private static String twice(String uri) {
    return PercentText.decode(PercentText.decode(uri));
  }

  @ParameterizedTest
  @EnumSource(names = {"DEPRECATED_ONLY", "DEPRECATED_MIXED"})
  void theOldVersionIsCalledAloneOrBesideTheNew(AttackVariant variant) {
    Staged staged = Staged.of(variant, 0.4);
    assertThat(staged.hostile()).anyMatch(c -> c.path().startsWith("/open-banking/v3.1/"));
    boolean both = staged.hostile().stream().anyMatch(c -> c.path().contains("/v4.0/"));
    assertThat(both).isEqualTo(variant == AttackVariant.DEPRECATED_MIXED);
    assertThat(staged.own()).noneMatch(c -> c.path().contains("/v3.1/"));
  }

  @ParameterizedTest
  @EnumSource(names = {"UNDOCUMENTED_BY_AGENT", "UNDOCUMENTED_BY_STRANGER"})
  void someDoorBesideTheDocumentedOnesIsOpen(AttackVariant variant) {
    Staged staged = Staged.of(variant, 0.9);
    assertThat(staged.hostile())
        .allMatch(c -> List.of(UndocumentedEndpoint.PATHS).contains(c.path()))
        .anyMatch(Seen::isAnswered);
    boolean known = staged.hostile().stream().noneMatch(c -> c.agent().isEmpty());
    assertThat(known).isEqualTo(variant == AttackVariant.UNDOCUMENTED_BY_AGENT);
  }

  @ParameterizedTest
  @EnumSource(names = {"DISCOVERY_BY_AGENT", "DISCOVERY_BY_STRANGER", "DISCOVERY_SLOW"})
  void discoveryFindsNothing(AttackVariant variant) {
    Staged staged = Staged.of(variant, 0.5);
    assertThat(staged.hostile()).noneMatch(Seen::isAnswered);
    assertThat(staged.hostile().stream().map(Seen::uri).distinct().count())
        .isGreaterThan(staged.hostile().size() * 2L / 3);
    assertThat(staged.gap() > 10_000).isEqualTo(variant == AttackVariant.DISCOVERY_SLOW);
  }
}
