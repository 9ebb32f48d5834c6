package io.gatewatch.alerting;

import static io.gatewatch.alerting.Rows.after;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatewatch.alerting.Act.Kind;
import io.gatewatch.alerting.QuotaUpdate.Action;
import io.gatewatch.detectors.Category;
import io.gatewatch.detectors.Entity;
import io.gatewatch.detectors.Severity;
import io.gatewatch.features.UsageHistogram;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class QuotaTest {
  private final Findings walker = Findings.of("aisp-1");
  private final Rows rows = Rows.enforcing();

  @Test
  void anAgentThatWalksThroughObjectsIsHalvedAtTheEndOfTheSecondWhereItDoes() {
    rows.hear(walker.at(3)).until(20);
    QuotaUpdate cut = rows.quotas.get(0);
    assertThat(cut.time()).isEqualTo(after(4));
    assertThat(cut.key()).isEqualTo("bank/edge/accounts.read/aisp-1");
    assertThat(cut.action()).isEqualTo(Action.THROTTLE);
    assertThat(cut.mode()).isEqualTo(QuotaMode.ENFORCE);
    assertThat(cut.factor()).isEqualTo(0.5);
    assertThat(cut.limit().requests()).isEqualTo(300);
    assertThat(cut.identity().source()).isEqualTo("kong.consumer.id");
    assertThat(cut.reason()).isEqualTo("object_enumeration, risk 73");
    assertThat(cut.alertIds()).containsExactly(rows.alerts.get(0).alertId());
    assertThat(rows.alerts.get(0).quotaKey()).isEqualTo(cut.key());
  }

  @Test
  void aCutToldHoursLateArrivesExpired() {
    rows.hear(walker.at(3)).until(20);
    QuotaUpdate decided = rows.quotas.get(0);
    assertThat(decided.stamped(1, decided.time().plusSeconds(5)).expiresAt())
        .isEqualTo(decided.time().plusSeconds(decided.ttlSeconds()));
    Instant hoursLater = decided.time().plusSeconds(7200);
    assertThat(decided.stamped(1, hoursLater).expiresAt()).isBefore(hoursLater);
  }

  @Test
  void nothingIsDecidedBeforeTheSecondIsOver() {
    rows.hear(walker.at(3)).until(3);
    assertThat(rows.quotas).isEmpty();
  }

  @Test
  void outOfTheBoxEveryUpdateIsMonitorOnly() {
    Rows plain = new Rows(AlertingConfig.defaults());
    plain.hear(walker.at(3)).until(20);
    assertThat(plain.quotas).extracting(QuotaUpdate::mode).containsExactly(QuotaMode.MONITOR);
  }

  @Test
  void aCriticalIncidentGoesToTheFloorAtOnceAndIsStillNoBlock() {
    rows.hear(walker.severity(Severity.CRITICAL).at(3)).until(20);
    assertThat(rows.quotas.get(0).action()).isEqualTo(Action.THROTTLE);
    assertThat(rows.quotas.get(0).limit().requests()).isEqualTo(60);
  }

  @Test
  void whatGoesOnIsCutDeeperStepByStep() {
    rows.hear(walker.at(3), walker.at(303, 1), walker.at(603, 2), walker.at(903, 3)).until(1000);
    assertThat(rows.quotas).extracting(QuotaUpdate::factor).containsExactly(0.5, 0.25, 0.125, 0.1);
  }

  @Test
  void twoReasonsWithinHalfAMinuteStillLeaveHalfAMinuteBetweenTheSteps() {
    rows.hear(walker.at(3), walker.by("rule.loop@1", Category.RUNAWAY_LOOP).at(12)).until(90);
    assertThat(rows.quotas).extracting(QuotaUpdate::time).containsExactly(after(4), after(34));
  }

  @Test
  void onceItIsQuietTheLimitClimbsBackByQuartersAMinuteApart() {
    rows.hear(walker.severity(Severity.CRITICAL).at(3)).until(2_000);
    assertThat(rows.quotas)
        .extracting(QuotaUpdate::action)
        .containsExactly(
            Action.THROTTLE,
            Action.THROTTLE,
            Action.RESTORE,
            Action.RESTORE,
            Action.RESTORE,
            Action.RESTORE);
    // Closed at 603, in the second that ends at 604: first step a minute later.
    assertThat(rows.quotas.get(2).time()).isEqualTo(after(664));
    assertThat(rows.quotas).last().extracting(QuotaUpdate::factor).isEqualTo(1.0);
    assertThat(rows.quotas).last().extracting(QuotaUpdate::time).isEqualTo(after(844));
  }

  @Test
  void aLimitIsRenewedBeforeItLapsesForAsLongAsItsCauseLasts() {
    for (int i = 0; i < 40; i++) {
      rows.hear(walker.severity(Severity.CRITICAL).at(3 + 60L * i, i)).until(60L * i + 10);
    }
    for (int i = 1; i < rows.quotas.size(); i++) {
      assertThat(rows.quotas.get(i).time()).isBefore(rows.quotas.get(i - 1).expiresAt());
    }
    assertThat(rows.quotas).hasSizeGreaterThan(4).allMatch(u -> u.factor() == 0.1);
  }

  @Test
  void aMediumIncidentLeadsToNoCutButKeepsOneFromRecovering() {
    Findings mild = walker.severity(Severity.MEDIUM);
    rows.hear(mild.at(3)).until(700);
    assertThat(rows.quotas).isEmpty();
    rows.hear(walker.by("rule.loop@1", Category.RUNAWAY_LOOP).at(1_000)).until(1_640);
    rows.hear(mild.at(1_650, 1)).until(2_240);
    assertThat(rows.quotas).extracting(QuotaUpdate::action).doesNotContain(Action.RESTORE);
    rows.until(4_000);
    assertThat(rows.quotas).last().extracting(QuotaUpdate::factor).isEqualTo(1.0);
  }

  @Test
  void evidenceThatSpansGroupsLimitsEverythingExceptPaymentsAndConsents() {
    rows.hear(walker.scope(null).at(3)).until(20);
    assertThat(rows.quotas.get(0).scope()).isEqualTo("*");
    assertThat(rows.quotas.get(0).except()).contains("*payment*", "*consent*");
  }

  @Test
  void paymentsAndConsentsAreCutOnlyWhenTheyAreThemselvesTheEvidence() {
    rows.hear(walker.scope("domestic-payments.write").at(3));
    rows.hear(Findings.of("aisp-2").scope("account-access-consents.write").at(3)).until(20);
    assertThat(rows.quotas).isEmpty();
    assertThat(rows.alerts).extracting(Alert::quotaKey).containsOnlyNulls();
    rows.hear(
            Findings.of("pisp-3")
                .by("rule.payment-burst@1", Category.PAYMENT_BURST)
                .scope("domestic-payments.write")
                .at(33))
        .until(60);
    assertThat(rows.quotas).extracting(QuotaUpdate::agentId).containsExactly("pisp-3");
  }

  @Test
  void networksRoutesAndServicesAreNeverCut() {
    for (Entity.Kind kind : List.of(Entity.Kind.SOURCE, Entity.Kind.ROUTE, Entity.Kind.SERVICE)) {
      rows.hear(Findings.of("x-" + kind).about(kind, 3, 0));
    }
    rows.until(20);
    assertThat(rows.alerts).hasSize(3);
    assertThat(rows.quotas).isEmpty();
  }

  @Test
  void aLimitOnEverythingNeverGoesBelowTheAgentsOwnMedianMinute() {
    List<Integer> busy = minutes(200, 10_000);
    rows.hear(walker.scope(null).minutes(busy).severity(Severity.CRITICAL).at(3)).until(20);
    assertThat((double) rows.quotas.get(0).limit().requests())
        .isGreaterThanOrEqualTo(UsageHistogram.quantile(busy, 0.5));
  }

  @Test
  void aCutThatWouldHurtTheAgentsUsualTrafficIsOnlyRecommended() {
    rows.hear(walker.minutes(minutes(580, 5_000)).at(3)).until(20);
    QuotaUpdate cut = rows.quotas.get(0);
    assertThat(cut.mode()).isEqualTo(QuotaMode.RECOMMEND);
    assertThat(cut.approval()).isEqualTo(QuotaUpdate.Approval.PENDING);
    assertThat(cut.collateral().share()).isGreaterThan(0.05);
  }

  @Test
  void anExemptAgentIsAlertedOnAndNeverCut() {
    Rows lenient =
        new Rows(
            new AlertingConfig(
                IncidentConfig.defaults(),
                QuotaPolicyConfig.defaults().withExemptAgents(List.of("bank/edge/aisp-1"))));
    lenient.hear(walker.at(3)).until(20);
    assertThat(lenient.alerts).hasSize(1);
    assertThat(lenient.quotas).isEmpty();
  }

  @Test
  void moreAgentsAtOnceThanTheCapTurnAllOfThemToMonitorAndCallAPerson() {
    for (int i = 0; i < 4; i++) {
      rows.hear(Findings.of("aisp-" + i).at(3));
    }
    rows.until(30);
    assertThat(rows.quotas).hasSize(4).allMatch(u -> u.mode() == QuotaMode.MONITOR);
    List<Alert> guards =
        rows.alerts.stream().filter(a -> a.category() == Category.QUOTA_GUARD).toList();
    assertThat(guards).hasSize(1);
    Alert guard = guards.get(0);
    assertThat(guard.lane()).isEqualTo(Lane.OPERATIONS);
    assertThat(guard.time()).isEqualTo(after(4));
    rows.until(2_000);
    assertThat(rows.alerts)
        .filteredOn(a -> a.alertId().equals(guard.alertId()))
        .extracting(Alert::activity)
        .containsExactly(Alert.Activity.CREATED, Alert.Activity.CLOSED);
  }

  @Test
  void aFullHouseKeepsTheEarlierCutsAndHoldsBackTheNewOne() {
    for (int i = 0; i < 3; i++) {
      rows.hear(Findings.of("aisp-" + i).at(3));
    }
    rows.until(30).hear(Findings.of("aisp-9").at(33)).until(60);
    assertThat(rows.quotas)
        .extracting(QuotaUpdate::mode)
        .containsExactly(
            QuotaMode.ENFORCE, QuotaMode.ENFORCE, QuotaMode.ENFORCE, QuotaMode.MONITOR);
  }

  @Test
  void tenantsThatAreOffGetNoUpdates() {
    Rows off = new Rows(AlertingConfig.defaults().withMode("bank/edge", QuotaMode.OFF));
    off.hear(walker.at(3)).until(20);
    assertThat(off.quotas).isEmpty();
  }

  @Test
  void aModeThatAPersonSetOutranksTheConfiguredOneAlsoWhereThatIsOff() {
    Rows off = new Rows(AlertingConfig.defaults().withMode("bank/edge", QuotaMode.OFF));
    off.say(Says.of(Kind.MODE).mode(QuotaMode.MONITOR).at(1)).hear(walker.at(3)).until(20);
    assertThat(off.quotas).extracting(QuotaUpdate::mode).containsExactly(QuotaMode.MONITOR);
  }

  /** A history of so many minutes with so many calls each. */
  private static List<Integer> minutes(int calls, int count) {
    List<Integer> bins = new ArrayList<>(Collections.nCopies(UsageHistogram.BINS, 0));
    bins.set(UsageHistogram.bin(calls), count);
    return bins;
  }
}
