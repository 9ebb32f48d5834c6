package io.gatewatch.replaydata.generate;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatewatch.ingest.catalog.Catalog;
import io.gatewatch.ingest.registry.AgentRegistry;
import io.gatewatch.ingest.registry.RegisteredAgent;
import io.gatewatch.ingest.registry.Stage;
import io.gatewatch.ingest.routes.Router;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RightsAttacksTest {
  private static final long DAY = 24 * 3_600_000L;

  @Test
  void anAgentThatMayOnlyReadWrites() {
    Staged staged = Staged.of(AttackVariant.SCOPE_WRITES, 0.4);
    assertThat(entry(staged).stage()).isEqualTo(Stage.READ_ONLY);
    assertThat(staged.hostile())
        .hasSizeLessThan(80)
        .allMatch(c -> c.method().equals("POST"))
        .anyMatch(Seen::isAnswered);
    assertThat(staged.own()).noneMatch(c -> c.operation().contains("notes"));
  }

  @Test
  void anAgentThatMayNotPayPays() {
    Staged staged = Staged.of(AttackVariant.SCOPE_PAYMENTS, 0.4);
    assertThat(entry(staged).stage()).isNotEqualTo(Stage.HIGH_VALUE_WRITE);
    assertThat(staged.hostile())
        .allMatch(c -> c.path().contains("/pisp/"))
        .anyMatch(c -> c.path().endsWith("/domestic-payments") && c.isAnswered());
  }

  @Test
  void anAgentReadsWhatItWasNotGranted() {
    Staged staged = Staged.of(AttackVariant.SCOPE_OTHER_RESOURCES, 0.4);
    List<String> scopes = entry(staged).scopes();
    assertThat(staged.hostile())
        .allMatch(c -> c.method().equals("GET"))
        .noneMatch(c -> scopes.contains(group(c)));
  }

  @Test
  void theRegistryGrantsEveryAgentWhatItDoes() {
    Scenario calm = Scenario.defaults(5, 25).with(AttackMix.none());
    AgentRegistry registry = registry(calm);
    assertThat(registry.agents()).hasSize(25);
    Map<String, RegisteredAgent> byName = new TreeMap<>();
    registry.agents().forEach(a -> byName.put(a.name(), a));
    int checked = 0;
    for (GeneratedLine line : Traffic.of(calm, Duration.ofHours(9), Duration.ofHours(12))) {
      Seen call = Seen.of(line);
      if (!call.agent().isEmpty() && call.status() != 404) {
        RegisteredAgent entry = byName.get(call.agent());
        assertThat(entry.scopes()).as(call.agent() + " " + call.uri()).contains(group(call));
        assertThat(line.time())
            .isBefore(entry.review().atStartOfDay().toInstant(java.time.ZoneOffset.UTC));
        checked++;
      }
    }
    assertThat(checked).isGreaterThan(10_000);
  }

  @ParameterizedTest
  @EnumSource(names = {"CONSENT_HOURLY", "CONSENT_PAGED", "CONSENT_MANY"})
  void consentsAreUsedMoreThanFourTimesInADayUnattendedAndNobodyIsTold429(AttackVariant variant) {
    Staged staged = Staged.of(variant, 0.4);
    List<Seen> all = new ArrayList<>(staged.own());
    all.addAll(staged.hostile());
    all.sort(java.util.Comparator.comparingLong(Seen::time));
    assertThat(mostInADay(all)).isGreaterThan(4);
    assertThat(staged.hostile()).noneMatch(c -> c.status() == 429 || c.present());
    boolean pages = staged.hostile().stream().anyMatch(c -> c.uri().contains("&page="));
    assertThat(pages).isEqualTo(variant == AttackVariant.CONSENT_PAGED);
  }

  @Test
  void withoutAttackNoConsentIsUsedMoreThanFourTimesThoughPagesAreTurned() {
    Scenario calm = Staged.scenario(AttackVariant.CONSENT_HOURLY, 0).with(AttackMix.none());
    List<Seen> calls =
        Traffic.of(calm, Duration.ofHours(20), Duration.ofHours(46)).stream()
            .filter(line -> Traffic.agent(line).equals("aisp-01"))
            .map(Seen::of)
            .toList();
    assertThat(calls).anyMatch(c -> c.uri().contains("&page=2"));
    assertThat(mostInADay(calls)).isEqualTo(4);
  }

  /** Most unattended accesses of a consent, account and endpoint within 24 h; a page is none. */
  private static int mostInADay(List<Seen> calls) {
    Map<String, Deque<Long>> accesses = new TreeMap<>();
    int most = 0;
    for (Seen call : calls) {
      boolean counts = !call.consent().isEmpty() && !call.present() && call.isAnswered();
      if (counts && call.path().contains("/accounts/") && !call.uri().contains("&page=")) {
        Deque<Long> recent =
            accesses.computeIfAbsent(call.consent() + call.path(), k -> new ArrayDeque<>());
        while (!recent.isEmpty() && recent.peekFirst() <= call.time() - DAY + 60_000) {
          recent.removeFirst();
        }
        recent.addLast(call.time());
        most = Math.max(most, recent.size());
      }
    }
    return most;
  }

  private static String group(Seen call) {
    return Router.route(call.method(), call.uri(), Catalog.shipped()).operationGroup(call.method());
  }

  private static AgentRegistry registry(Scenario scenario) {
    TrafficGenerator traffic = TrafficGenerator.of(scenario, scenario.start(), null);
    return AgentRegistry.read(new String(traffic.registry(), StandardCharsets.UTF_8));
  }

  private static RegisteredAgent entry(Staged staged) {
    return registry(staged.scenario()).agents().stream()
        .filter(a -> a.id().equals(staged.label().entity().id()))
        .findFirst()
        .orElseThrow();
  }
}
