package io.gatewatch.alerting;

import static io.gatewatch.alerting.Rows.after;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.gatewatch.alerting.Act.Kind;
import io.gatewatch.alerting.QuotaUpdate.Action;
import io.gatewatch.alerting.QuotaUpdate.Approval;
import io.gatewatch.alerting.audit.AuditEntry;
import io.gatewatch.detectors.Category;
import io.gatewatch.detectors.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What people say, and what comes of it. */
class ActsTest {
  private static final String PREMIUM =
      """
      agents:
        - id: aisp-1
          name: the aisp-1
          tier: premium
          businessValue: high
        - id: aisp-2
          name: the aisp-2
          businessValue: high
      """;

  private final Findings walker = Findings.of("aisp-1");
  private final Rows rows = Rows.enforcing();

  private Rows recommending() {
    return new Rows(AlertingConfig.defaults().withMode("bank/*", QuotaMode.RECOMMEND));
  }

  @Test
  void whatIsRecommendedIsAppliedOnceAPersonGrantsIt() {
    Rows asked = recommending().hear(walker.at(3)).until(20);
    assertThat(asked.last().approval()).isEqualTo(Approval.PENDING);
    asked.say(Says.of(Kind.GRANT, "aisp-1").at(45)).until(60);
    assertThat(asked.last().mode()).isEqualTo(QuotaMode.ENFORCE);
    assertThat(asked.last().action()).isEqualTo(Action.THROTTLE);
    assertThat(asked.last().approval()).isEqualTo(Approval.GRANTED);
    assertThat(asked.last().approvedBy()).isEqualTo("ann");
    assertThat(asked.last().time()).isEqualTo(after(46));
    asked.until(3_000);
    assertThat(asked.last().factor()).isEqualTo(1.0);
  }

  @Test
  void whatIsRefusedGoesToBaseAndIsNotAskedAgainForTheSameIncident() {
    Rows asked = recommending().hear(walker.at(3)).until(20);
    asked.say(Says.of(Kind.REFUSE, "aisp-1").at(45)).until(60);
    assertThat(asked.last().factor()).isEqualTo(1.0);
    assertThat(asked.last().approval()).isEqualTo(Approval.REFUSED);
    int told = asked.quotas.size();
    asked.hear(walker.at(303, 1)).until(400);
    assertThat(asked.quotas).hasSize(told);
    asked.until(2_000).hear(walker.by("rule.loop@1", Category.RUNAWAY_LOOP).at(9_000)).until(9_020);
    assertThat(asked.last().approval()).as("another incident").isEqualTo(Approval.PENDING);
  }

  @Test
  void whatNobodyAnswersLapsesToNoCutAndCallsAPerson() {
    Rows asked = recommending();
    for (int i = 0; i < 5; i++) {
      asked.hear(walker.at(3 + 250 * i, i)).until(10 + 250 * i);
    }
    asked.until(1_100);
    assertThat(asked.last().approval()).isEqualTo(Approval.LAPSED);
    assertThat(asked.last().factor()).isEqualTo(1.0);
    assertThat(asked.last().time()).isEqualTo(after(904));
    assertThat(asked.alerts)
        .filteredOn(a -> a.category() == Category.QUOTA_GUARD)
        .extracting(Alert::title)
        .contains("Nobody answered: a cut of aisp-1 lapsed");
  }

  @Test
  void aGrantOfAnUpdateThatIsNotPendingAnyMoreIsRefused() {
    Rows asked = recommending().hear(walker.at(3)).until(20);
    asked.say(Says.of(Kind.GRANT, "aisp-1").update("q-0000000000000000").at(45)).until(60);
    assertThat(asked.last().mode()).isEqualTo(QuotaMode.RECOMMEND);
    assertThat(asked.audit).last().extracting(AuditEntry::action).isEqualTo("act_grant_refused");
    asked.say(Says.of(Kind.GRANT, "aisp-1").update(asked.last().quotaId()).at(75)).until(90);
    assertThat(asked.last().mode()).isEqualTo(QuotaMode.ENFORCE);
  }

  @Test
  void aPremiumAgentIsCutOnlyWithAYesAndOneOfWorthByHalfAStep() {
    rows.know(PREMIUM).hear(walker.at(3), Findings.of("aisp-2").at(3)).until(20);
    assertThat(rows.quotas.get(0).approval()).isEqualTo(Approval.PENDING);
    assertThat(rows.quotas.get(0).mode()).isEqualTo(QuotaMode.RECOMMEND);
    assertThat(rows.quotas.get(1).mode()).isEqualTo(QuotaMode.ENFORCE);
    assertThat(rows.quotas.get(1).limit().requests()).isEqualTo(425);
  }

  @Test
  void onRegulatedRoutesTierAndValueNeverEnter() {
    ApprovalConfig regulated = new ApprovalConfig(900, List.of("premium"), List.of("accounts.*"));
    Rows strict =
        new Rows(
            new AlertingConfig(
                IncidentConfig.defaults(), Rows.ENFORCING.quotas().withApprovals(regulated)));
    strict.know(PREMIUM).hear(walker.at(3), Findings.of("aisp-2").at(3));
    strict.hear(Findings.of("aisp-3").at(3)).until(20);
    assertThat(strict.quotas)
        .hasSize(3)
        .allMatch(u -> u.mode() == QuotaMode.ENFORCE && u.limit().requests() == 300);
  }

  @Test
  void aBlockComesOnlyWithAYesAndTheCutUnderItHoldsMeanwhile() {
    Findings worst = walker.severity(Severity.CRITICAL);
    rows.hear(worst.at(3)).until(20);
    assertThat(rows.last().mode()).isEqualTo(QuotaMode.ENFORCE);
    assertThat(rows.last().action()).isEqualTo(Action.THROTTLE);
    assertThat(rows.last().approval()).isEqualTo(Approval.NOT_NEEDED);
    assertThat(rows.last().waiting().action()).isEqualTo(Action.BLOCK);
    assertThat(rows.last().waiting().until()).isEqualTo(after(904));
    rows.say(Says.of(Kind.GRANT, "aisp-1").at(45)).until(60);
    assertThat(rows.last().action()).isEqualTo(Action.BLOCK);
    assertThat(rows.last().approvedBy()).isEqualTo("ann");
    assertThat(rows.last().waiting()).isNull();
    rows.until(3_000);
    assertThat(rows.last().factor()).isEqualTo(1.0);
  }

  @Test
  void aBlockThatNobodyAnswersLapsesAndTheCutGoesOn() {
    for (int i = 0; i < 8; i++) {
      rows.hear(walker.severity(Severity.CRITICAL).at(3 + 250 * i, i)).until(10 + 250 * i);
    }
    assertThat(rows.last().factor()).isEqualTo(0.1);
    assertThat(rows.last().waiting()).isNull();
    assertThat(rows.quotas).noneMatch(u -> u.action() == Action.BLOCK);
    assertThat(rows.alerts)
        .extracting(Alert::title)
        .contains("Nobody answered: a block of aisp-1 lapsed");
  }

  @Test
  void aPinHoldsUntilItsEndWhateverTheDetectorsSay() {
    rows.say(Says.of(Kind.PIN, "aisp-1").limit(400).until(1_800).at(5)).until(20);
    assertThat(rows.last().limit().requests()).isEqualTo(400);
    assertThat(rows.last().reason()).isEqualTo("set by ann: because");
    rows.hear(walker.severity(Severity.CRITICAL).at(33)).until(1_700);
    assertThat(rows.quotas)
        .hasSizeGreaterThan(2)
        .allMatch(u -> u.limit().requests() == 400 && u.mode() == QuotaMode.ENFORCE);
    assertThat(rows.last().expiresAt()).isBeforeOrEqualTo(after(1_800));
    rows.until(1_900);
    assertThat(rows.last().time()).isEqualTo(after(1_800));
    assertThat(rows.last().factor()).isEqualTo(1.0);
  }

  @Test
  void aPinOnAllThatAnAgentDoesOutranksNarrowerCuts() {
    rows.hear(walker.at(3)).until(20);
    rows.say(Says.of(Kind.PIN).on("*", "aisp-1").limit(900).until(7_200).at(25)).until(40);
    assertThat(rows.quotas)
        .extracting(QuotaUpdate::scope, QuotaUpdate::factor)
        .contains(tuple("*", 1.5), tuple("accounts.read", 1.0));
    assertThat(rows.quotas)
        .filteredOn(u -> u.scope().equals("*"))
        .extracting(QuotaUpdate::action)
        .containsExactly(Action.RAISE);
    int told = rows.quotas.size();
    rows.hear(walker.by("rule.loop@1", Category.RUNAWAY_LOOP).at(100)).until(200);
    assertThat(rows.quotas).hasSize(told);
  }

  @Test
  void aReleasedQuotaIsAtBaseInTheNextSecondAndStaysThereForThatIncident() {
    rows.hear(walker.at(3)).until(20).say(Says.of(Kind.RELEASE, "aisp-1").at(21)).until(40);
    assertThat(rows.last().factor()).isEqualTo(1.0);
    assertThat(rows.last().time()).isEqualTo(after(22));
    assertThat(rows.last().reason()).contains("released by ann");
    int told = rows.quotas.size();
    rows.hear(walker.at(303, 1)).until(400);
    assertThat(rows.quotas).hasSize(told);
  }

  @Test
  void anExemptAgentIsNotCutUntilTheExemptionEnds() {
    rows.hear(walker.at(3)).until(20);
    rows.say(Says.of(Kind.EXEMPT).on(null, "aisp-1").until(7_200).at(25)).until(60);
    assertThat(rows.last().factor()).isEqualTo(1.0);
    int told = rows.quotas.size();
    rows.hear(walker.by("rule.loop@1", Category.RUNAWAY_LOOP).at(1_000)).until(2_000);
    assertThat(rows.quotas).hasSize(told);
    rows.until(7_300).hear(walker.by("rule.other@1", Category.SCRAPING).at(8_000)).until(8_020);
    assertThat(rows.last().factor()).isEqualTo(0.5);
  }

  @Test
  void aKillDropsEveryLimitItFitsAndLetsNoneComeUntilItIsLifted() {
    rows.hear(walker.at(3), Findings.of("aisp-2").by("rule.loop@1", Category.RUNAWAY_LOOP).at(3));
    rows.until(20);
    rows.say(Says.of(Kind.KILL).everywhere().detector("rule.loop").name("loops").at(21)).until(40);
    assertThat(rows.quotas).hasSize(3);
    assertThat(rows.last().agentId()).isEqualTo("aisp-2");
    assertThat(rows.last().factor()).isEqualTo(1.0);
    rows.say(Says.of(Kind.KILL).everywhere().name("all").at(45)).until(60);
    assertThat(rows.last().agentId()).isEqualTo("aisp-1");
    assertThat(rows.last().factor()).isEqualTo(1.0);
    rows.hear(Findings.of("aisp-3").at(100)).until(120);
    assertThat(rows.quotas).hasSize(4);
    rows.say(Says.of(Kind.LIFT).name("all").at(125), Says.of(Kind.LIFT).name("loops").at(126));
    rows.until(150).hear(Findings.of("aisp-4").at(160)).until(180);
    assertThat(rows.last().agentId()).isEqualTo("aisp-4");
  }

  @Test
  void breakGlassHoldsHalfAnHourAndIsReportedWithoutASecondName() {
    rows.say(Says.of(Kind.BREAK_GLASS, "aisp-1").limit(10).at(5)).until(1_790);
    assertThat(rows.last().limit().requests()).isEqualTo(10);
    rows.until(1_900);
    assertThat(rows.last().factor()).isEqualTo(1.0);
    assertThat(rows.alerts)
        .extracting(Alert::title)
        .containsExactly("Break-glass without a second name: ann");
  }

  @Test
  void aSecondNameMustBeAnotherOne() {
    Act broken = Says.of(Kind.BREAK_GLASS, "aisp-1").limit(10).at(5);
    rows.say(broken, Says.of(Kind.SECOND).name(broken.actId()).at(20)).until(40);
    assertThat(rows.audit).last().extracting(AuditEntry::action).isEqualTo("act_second_refused");
    rows.say(Says.of(Kind.SECOND).name(broken.actId()).by("bob").at(50)).until(2_000);
    assertThat(rows.alerts).isEmpty();
  }

  @Test
  void anEndpointIsIsolatedOnlyWithAnotherPersonsYes() {
    Act asked = Says.of(Kind.PIN, "*").limit(5).until(7_200).at(5);
    rows.say(asked).until(20);
    assertThat(rows.last().agentId()).isEqualTo("*");
    assertThat(rows.last().mode()).isEqualTo(QuotaMode.RECOMMEND);
    assertThat(rows.last().approval()).isEqualTo(Approval.PENDING);
    rows.say(Says.of(Kind.GRANT, "*").at(25)).until(40);
    assertThat(rows.last().mode()).as("ann asked herself").isEqualTo(QuotaMode.RECOMMEND);
    rows.say(Says.of(Kind.GRANT, "*").by("bob").at(45)).until(60);
    assertThat(rows.last().mode()).isEqualTo(QuotaMode.ENFORCE);
    assertThat(rows.last().approvedBy()).isEqualTo("bob");
    rows.until(7_300);
    assertThat(rows.last().factor()).isEqualTo(1.0);
    assertThatThrownBy(() -> Says.of(Kind.PIN).on("*", "*").limit(5).until(60).at(5))
        .hasMessageContaining("an agent or a scope other than *");
  }

  @Test
  void theLeastOfAllModesThatApplyHolds() {
    rows.say(Says.of(Kind.MODE).detector("rule.object-enumeration").mode(QuotaMode.MONITOR).at(1));
    rows.say(Says.of(Kind.MODE).on(null, "aisp-2").mode(QuotaMode.OFF).at(1));
    rows.hear(walker.at(13), Findings.of("aisp-2").by("r@1", Category.SCRAPING).at(13));
    rows.hear(Findings.of("aisp-3").by("r@1", Category.SCRAPING).at(13)).until(40);
    assertThat(rows.quotas)
        .extracting(QuotaUpdate::agentId, QuotaUpdate::mode)
        .containsExactly(tuple("aisp-1", QuotaMode.MONITOR), tuple("aisp-3", QuotaMode.ENFORCE));
  }

  @Test
  void aGroupThatIsTakenBackToMonitorHoldsNothingAnyMore() {
    rows.hear(walker.at(3)).until(20);
    rows.say(Says.of(Kind.MODE).mode(QuotaMode.MONITOR).at(21)).until(40);
    assertThat(rows.last().factor()).isEqualTo(1.0);
    assertThat(rows.last().time()).isEqualTo(after(22));
  }

  @Test
  void enforceIsRefusedWithoutSevenDaysOfMonitorReport() {
    Rows plain = new Rows(AlertingConfig.defaults().withActiveAgents(70));
    plain.hear(walker.at(3)).until(20);
    plain.say(Says.of(Kind.MODE).mode(QuotaMode.ENFORCE).at(25)).until(40);
    assertThat(plain.audit).last().extracting(AuditEntry::action).isEqualTo("act_mode_refused");
    for (int day = 1; day < 8; day++) {
      plain.use(Hours.of("aisp-5", after(day * 86_400L), 1, 1)).until((day + 1) * 86_400L);
    }
    plain.hear(walker.at(8 * 86_400L + 3, 1)).until(8 * 86_400L + 20);
    assertThat(plain.last().mode()).isEqualTo(QuotaMode.MONITOR);
    plain.say(Says.of(Kind.MODE).mode(QuotaMode.ENFORCE).at(8 * 86_400L + 25));
    plain.until(8 * 86_400L + 40);
    assertThat(plain.audit.get(plain.audit.size() - 1).detail())
        .contains("monitored bank/edge", "2 cuts of 1 agents");
    plain.hear(Findings.of("aisp-9").at(8 * 86_400L + 43));
    plain.until(8 * 86_400L + 60);
    assertThat(plain.last().mode()).isEqualTo(QuotaMode.ENFORCE);
  }

  @Test
  void aReportOfAnotherRunDoesIfItIsOfThatGroupAndLongEnough() {
    Rows plain = new Rows(AlertingConfig.defaults().withActiveAgents(70));
    Says enforce = Says.of(Kind.MODE).mode(QuotaMode.ENFORCE);
    plain.say(enforce.report(report("other", 9)).at(1), enforce.report(report("edge", 6)).at(2));
    plain.until(20);
    assertThat(plain.audit).hasSize(2).allMatch(e -> e.action().equals("act_mode_refused"));
    plain.say(enforce.report(report("edge", 7)).at(21)).until(40);
    plain.hear(walker.at(43)).until(60);
    assertThat(plain.last().mode()).isEqualTo(QuotaMode.ENFORCE);
  }

  @Test
  void anActThatIsDeliveredAgainChangesNothing() {
    Act release = Says.of(Kind.RELEASE, "aisp-1").at(21);
    rows.hear(walker.at(3)).until(20).say(release).until(40);
    rows.hear(Findings.of("aisp-1").by("r@1", Category.SCRAPING).at(2_000)).until(2_010);
    int told = rows.quotas.size();
    rows.say(release).until(2_030);
    assertThat(rows.quotas).hasSize(told);
    assertThat(rows.last().factor()).isEqualTo(0.5);
  }

  private static MonitorReport report(String group, int days) {
    return new MonitorReport(
        "bank", group, after(0), after(0).plus(Duration.ofDays(days)), days, 2, 3, 0, 40, 4, 5);
  }

  @Test
  void aNoToAnAlertHoldsForAllQuotasOfTheAgent() {
    Rows rows = Rows.enforcing().hear(walker.at(3)).until(20);
    rows.say(Says.of(Kind.RELEASE, "aisp-1").at(21)).until(40);
    int told = rows.quotas.size();
    rows.hear(walker.scope(null).at(303, 1)).until(400);
    assertThat(rows.quotas).as("the same alert, grown to all it does").hasSize(told);
  }

  @Test
  void underACutOfAllItDoesNoNarrowerOneLetsMoreThrough() {
    Rows rows = Rows.enforcing().hear(walker.scope(null).severity(Severity.CRITICAL).at(3));
    rows.until(20);
    assertThat(rows.last().scope()).isEqualTo("*");
    rows.hear(walker.by("rule.loop@1", Category.RUNAWAY_LOOP).at(60)).until(120);
    assertThat(rows.quotas).extracting(QuotaUpdate::scope).containsOnly("*");
  }

  @Test
  void breakGlassLastsHalfAnHourWhateverItsSendersClockSays() {
    Rows rows = Rows.enforcing().until(10);
    rows.say(Says.of(Kind.BREAK_GLASS, "aisp-1").limit(60).at(7_200)).until(7_210);
    Instant begun = rows.last().time();
    rows.until(20_000);
    assertThat(rows.last().factor()).isEqualTo(1.0);
    assertThat(Duration.between(begun, rows.last().time()))
        .isLessThanOrEqualTo(Duration.ofMinutes(30));
  }
}
