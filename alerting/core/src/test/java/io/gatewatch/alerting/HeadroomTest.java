package io.gatewatch.alerting;

import static io.gatewatch.alerting.Rows.after;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.gatewatch.alerting.Act.Kind;
import io.gatewatch.alerting.QuotaUpdate.Action;
import io.gatewatch.detectors.Category;
import io.gatewatch.detectors.Entity;
import io.gatewatch.detectors.Severity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Base is 600 calls a minute; peaks are learned in five weeks and come each day at 16:00. */
class HeadroomTest {
  private static final int WEEKS = 5;
  private static final long DAY = 86_400;
  private static final long LEARNED = WEEKS * 7 * DAY;

  private static Rows rows(int capacity, QuotaMode mode) {
    HeadroomConfig headroom = HeadroomConfig.defaults().withCapacity("bank/edge", capacity);
    return new Rows(
        new AlertingConfig(
            IncidentConfig.defaults(),
            QuotaPolicyConfig.defaults().withMode("bank/*", mode).withHeadroom(headroom)));
  }

  /** Five weeks with a peak of so many calls a minute each day at 16:00. */
  private static void learn(Rows rows, String agent, int peak) {
    for (int day = 0; day < WEEKS * 7; day++) {
      rows.use(Hours.of(agent, after(day * DAY + 3 * 3_600), 5, 50));
      rows.use(Hours.of(agent, after(day * DAY + 4 * 3_600), 5, peak));
    }
  }

  private static List<QuotaUpdate> raises(Rows rows) {
    return rows.quotas.stream().filter(u -> u.scope().equals("*")).toList();
  }

  @Test
  void aTrustedAgentGetsHeadroomAheadOfItsPeakAndGivesItBackAfterwards() {
    Rows rows = rows(10_000, QuotaMode.ENFORCE);
    learn(rows, "batch-1", 700);
    rows.until(LEARNED + 4 * 3_600 - 1_000);
    assertThat(raises(rows)).allMatch(u -> u.time().isBefore(after(LEARNED)));
    int before = rows.quotas.size();
    rows.until(LEARNED + 4 * 3_600);
    List<QuotaUpdate> now = rows.quotas.subList(before, rows.quotas.size());
    assertThat(now.get(0).action()).isEqualTo(Action.RAISE);
    assertThat(now.get(0).time()).isEqualTo(after(LEARNED + 4 * 3_600 - 900));
    // 700 a minute may have been 724.
    assertThat(now.get(0).limit().requests()).isEqualTo(780);
    assertThat(now.get(0).factor()).isEqualTo(1.3);
    assertThat(now.get(0).mode()).isEqualTo(QuotaMode.ENFORCE);
    assertThat(now.get(0).except()).contains("*payment*");
    rows.until(LEARNED + 6 * 3_600);
    for (int i = before + 1; i < rows.quotas.size(); i++) {
      assertThat(rows.quotas.get(i).time()).isBefore(rows.quotas.get(i - 1).expiresAt());
    }
    assertThat(rows.last().action()).isEqualTo(Action.RESTORE);
    assertThat(rows.last().time()).isEqualTo(after(LEARNED + 5 * 3_600));
    assertThat(rows.last().factor()).isEqualTo(1.0);
  }

  @Test
  void withoutACapacityNothingIsRaisedAndAPeakBelowBaseNeedsNothing() {
    Rows none = rows(10_000, QuotaMode.ENFORCE);
    learn(none, "batch-1", 300);
    none.until(LEARNED + DAY);
    assertThat(none.quotas).isEmpty();
    Rows unknown = Rows.enforcing();
    learn(unknown, "batch-1", 700);
    unknown.until(LEARNED + DAY);
    assertThat(unknown.quotas).isEmpty();
  }

  @Test
  void anAgentWithAnIncidentIsNotTrustedForAWeek() {
    Rows rows = rows(10_000, QuotaMode.ENFORCE);
    learn(rows, "batch-1", 700);
    rows.until(LEARNED).hear(Findings.of("batch-1").at(LEARNED + 3));
    int before = raises(rows).size();
    rows.until(LEARNED + 7 * DAY - 3_600);
    assertThat(raises(rows)).hasSize(before);
    rows.until(LEARNED + 8 * DAY);
    assertThat(raises(rows)).hasSizeGreaterThan(before);
  }

  @Test
  void aSickServiceTakesAllRaisesBackFirst() {
    Rows rows = rows(10_000, QuotaMode.ENFORCE);
    learn(rows, "batch-1", 700);
    learn(rows, "batch-2", 700);
    long peak = LEARNED + 4 * 3_600 + 600;
    rows.until(peak);
    assertThat(rows.last().action()).isEqualTo(Action.RAISE);
    int before = rows.quotas.size();
    rows.hear(
        Findings.of("accounts")
            .by("rule.service-degraded@1", Category.SERVICE_DEGRADED)
            .about(Entity.Kind.SERVICE, peak + 3, 0));
    rows.until(peak + 20);
    assertThat(rows.quotas.subList(before, rows.quotas.size()))
        .hasSize(2)
        .allMatch(u -> u.action() == Action.RESTORE && u.factor() == 1);
  }

  @Test
  void aCutOfARaisedAgentTakesItsRaiseBackInTheSameRound() {
    Rows rows = rows(10_000, QuotaMode.ENFORCE);
    learn(rows, "batch-1", 700);
    long peak = LEARNED + 4 * 3_600 + 600;
    rows.until(peak);
    int before = rows.quotas.size();
    rows.hear(Findings.of("batch-1").at(peak + 3)).until(peak + 20);
    assertThat(rows.quotas.subList(before, rows.quotas.size()))
        .extracting(QuotaUpdate::scope, QuotaUpdate::factor)
        .containsExactly(tuple("accounts.read", 0.5), tuple("*", 1.0));
    rows.hear(
        Findings.of("batch-1")
            .by("r@1", Category.SCRAPING)
            .severity(Severity.CRITICAL)
            .scope(null)
            .at(peak + 21));
    rows.until(peak + 60);
    assertThat(rows.quotas.stream().filter(u -> u.scope().equals("*")).toList())
        .last()
        .extracting(QuotaUpdate::action)
        .isEqualTo(Action.THROTTLE);
  }

  @Test
  void whereOnlyMonitoredRaisesAreToldAndNotApplied() {
    Rows rows = rows(10_000, QuotaMode.MONITOR);
    learn(rows, "batch-1", 700);
    rows.until(LEARNED + DAY);
    assertThat(raises(rows)).isNotEmpty().allMatch(u -> u.mode() == QuotaMode.MONITOR);
  }

  @Test
  void aKillTakesRaisesBackToo() {
    Rows rows = rows(10_000, QuotaMode.ENFORCE);
    learn(rows, "batch-1", 700);
    long peak = LEARNED + 4 * 3_600 + 600;
    rows.until(peak).say(Says.of(Kind.KILL).everywhere().name("all").at(peak + 1));
    rows.until(peak + 20);
    assertThat(rows.last().factor()).isEqualTo(1.0);
    int told = rows.quotas.size();
    rows.until(peak + DAY);
    assertThat(rows.quotas).hasSize(told);
  }

  @Property(tries = 25)
  void theSumOfRaisedLimitsNeverExceedsTheCapacityAndTwoChangesAreHalfAMinuteApart(
      @ForAll long seed) {
    Random random = new Random(seed);
    int capacity = 500 + random.nextInt(6_000);
    Rows rows = rows(capacity, QuotaMode.ENFORCE);
    int agents = 1 + random.nextInt(8);
    for (int i = 0; i < agents; i++) {
      learn(rows, "batch-" + i, 200 + random.nextInt(2_000));
    }
    long second = LEARNED + 3 * 3_600;
    for (int i = 0; i < 12; i++) {
      second += random.nextInt(1_500);
      String agent = "batch-" + random.nextInt(agents);
      String scope = random.nextBoolean() ? null : "accounts.read";
      rows.until(second)
          .hear(
              Findings.of(agent).by("r" + i + "@1", Category.SCRAPING).scope(scope).at(second + 1));
      if (random.nextInt(4) == 0) {
        rows.hear(
            Findings.of("service-" + i)
                .by("rule.service-degraded@1", Category.SERVICE_DEGRADED)
                .about(Entity.Kind.SERVICE, second + 2, 0));
      }
    }
    // Two days on, at noon, when no peak is forecast.
    rows.until((second / DAY + 3) * DAY);
    Map<String, QuotaUpdate> inForce = new TreeMap<>();
    for (QuotaUpdate u : rows.quotas) {
      QuotaUpdate before = inForce.put(u.key(), u);
      boolean changed = before != null && before.factor() != u.factor();
      if (changed && u.scope().equals("*")) {
        assertThat(u.time().minusSeconds(30)).isAfterOrEqualTo(changedAt(rows, u));
      }
      double sum = 0;
      for (QuotaUpdate held : inForce.values()) {
        sum += held.factor() > 1 ? held.limit().requests() : 0;
      }
      assertThat(sum).isLessThanOrEqualTo(capacity);
      assertThat(u.factor()).isLessThanOrEqualTo(2);
    }
    assertThat(inForce.values()).allMatch(u -> u.factor() == 1);
  }

  /** When a quota was changed last before an update of it. */
  private static Instant changedAt(Rows rows, QuotaUpdate update) {
    List<QuotaUpdate> before = new ArrayList<>();
    for (QuotaUpdate u : rows.quotas) {
      if (u.version() < update.version() && u.key().equals(update.key())) {
        boolean changes = before.isEmpty() || before.get(before.size() - 1).factor() != u.factor();
        if (changes) {
          before.add(u);
        }
      }
    }
    return before.isEmpty() ? Instant.EPOCH : before.get(before.size() - 1).time();
  }
}
