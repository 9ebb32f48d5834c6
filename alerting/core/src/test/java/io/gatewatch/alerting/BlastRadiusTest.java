package io.gatewatch.alerting;

import static io.gatewatch.alerting.Rows.after;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.gatewatch.alerting.Act.Kind;
import io.gatewatch.alerting.QuotaUpdate.Approval;
import io.gatewatch.detectors.Category;
import org.junit.jupiter.api.Test;

class BlastRadiusTest {
  private static final long DAY = 86_400;
  private final Rows rows = Rows.enforcing();

  /** So many agents, each with so many good calls in the hour before the next noon. */
  private void lastHour(int agents, int minutes, int calls) {
    for (int i = 0; i < agents; i++) {
      rows.use(Hours.of("aisp-" + i, Hours.hour(after(DAY), -2), minutes, calls));
    }
    rows.until(DAY);
  }

  private void trouble(int from, int to, long second) {
    for (int i = from; i < to; i++) {
      rows.hear(Findings.of("aisp-" + i).at(DAY + second));
    }
  }

  @Test
  void inALargeGroupOneInTwentyOfTheAgentsThatWereActiveMayBeCut() {
    lastHour(120, 1, 1);
    trouble(0, 6, 3);
    rows.until(DAY + 20);
    assertThat(rows.quotas).hasSize(6).allMatch(u -> u.mode() == QuotaMode.ENFORCE);
    trouble(6, 7, 103);
    rows.until(DAY + 120);
    assertThat(rows.last().mode()).isEqualTo(QuotaMode.MONITOR);
  }

  @Test
  void agentsThatWereNotThereInTheLastHourDoNotCount() {
    lastHour(120, 1, 1);
    rows.until(2 * DAY);
    for (int i = 0; i < 6; i++) {
      rows.hear(Findings.of("aisp-" + i).at(2 * DAY + 3));
    }
    rows.until(2 * DAY + 20);
    assertThat(rows.quotas).hasSize(6).allMatch(u -> u.mode() == QuotaMode.MONITOR);
  }

  @Test
  void aTenthOfTheLastHoursGoodTrafficIsTheMost() {
    lastHour(50, 10, 10);
    rows.use(Hours.of("giant", Hours.hour(after(DAY), -2), 60, 20)).until(DAY + 1);
    rows.hear(Findings.of("giant").at(DAY + 3)).until(DAY + 20);
    assertThat(rows.last().mode()).isEqualTo(QuotaMode.MONITOR);
    assertThat(rows.last().approval()).isEqualTo(Approval.PENDING);
    assertThat(rows.alerts)
        .filteredOn(a -> a.category() == Category.QUOTA_GUARD)
        .extracting(Alert::summary)
        .singleElement()
        .asString()
        .startsWith("19.4 % of the last hour's good calls");
    trouble(0, 1, 103);
    rows.until(DAY + 120);
    assertThat(rows.last().mode()).as("a small one").isEqualTo(QuotaMode.ENFORCE);
  }

  @Test
  void onlyTheTrafficOfTheScopeThatIsCutCounts() {
    lastHour(50, 10, 10);
    rows.use(Hours.of("giant", Hours.hour(after(DAY), -2), 60, 2, "cards.read", 18));
    rows.until(DAY + 1).hear(Findings.of("giant").at(DAY + 3)).until(DAY + 20);
    assertThat(rows.last().mode()).isEqualTo(QuotaMode.ENFORCE);
  }

  @Test
  void aSpikeThatComesOneAfterTheOtherWithinARoundIsHeldBackWhole() {
    trouble(0, 3, 3);
    rows.until(DAY + 6);
    assertThat(rows.quotas).hasSize(3).allMatch(u -> u.mode() == QuotaMode.ENFORCE);
    trouble(3, 4, 8);
    rows.until(DAY + 10);
    assertThat(rows.quotas).hasSize(7);
    assertThat(rows.quotas.subList(3, 7))
        .allMatch(u -> u.mode() == QuotaMode.MONITOR && u.approval() == Approval.PENDING);
    assertThat(rows.quotas.subList(3, 7)).extracting(QuotaUpdate::factor).containsOnly(0.5);
  }

  @Test
  void whatAPersonSaidInTheVerySecondOutranksHoldingBack() {
    trouble(0, 3, 3);
    rows.until(DAY + 6);
    trouble(3, 4, 8);
    rows.say(Says.of(Kind.RELEASE, "aisp-0").at(DAY + 8)).until(DAY + 10);
    assertThat(rows.quotas.subList(3, rows.quotas.size()))
        .extracting(QuotaUpdate::agentId, QuotaUpdate::factor, QuotaUpdate::approval)
        .containsExactly(
            tuple("aisp-0", 1.0, Approval.NOT_NEEDED),
            tuple("aisp-1", 0.5, Approval.PENDING),
            tuple("aisp-2", 0.5, Approval.PENDING),
            tuple("aisp-3", 0.5, Approval.PENDING));
  }

  @Test
  void cutsThatAreOlderThanARoundStayWhenOthersAreTooMany() {
    trouble(0, 3, 3);
    rows.until(DAY + 6);
    trouble(3, 4, 23);
    rows.until(DAY + 30);
    assertThat(rows.quotas).hasSize(4);
    assertThat(rows.last().agentId()).isEqualTo("aisp-3");
    assertThat(rows.last().mode()).isEqualTo(QuotaMode.MONITOR);
  }

  @Test
  void newCutsWithinAMinuteAreCapped() {
    lastHour(400, 1, 1);
    trouble(0, 6, 3);
    trouble(6, 11, 13);
    rows.until(DAY + 30);
    assertThat(rows.quotas.subList(0, 6)).allMatch(u -> u.mode() == QuotaMode.ENFORCE);
    assertThat(rows.quotas.subList(6, 11)).allMatch(u -> u.mode() == QuotaMode.MONITOR);
    trouble(11, 15, 83);
    rows.until(DAY + 100);
    assertThat(rows.quotas.subList(11, 15)).allMatch(u -> u.mode() == QuotaMode.ENFORCE);
  }

  @Test
  void whatWasHeldBackWaitsForAPersonWhoMayStillGrantIt() {
    for (int i = 0; i < 4; i++) {
      rows.hear(Findings.of("aisp-" + i).at(3));
    }
    rows.until(20);
    assertThat(rows.quotas)
        .hasSize(4)
        .allMatch(u -> u.mode() == QuotaMode.MONITOR && u.approval() == Approval.PENDING);
    rows.say(Says.of(Kind.GRANT, "aisp-2").at(25)).until(40);
    assertThat(rows.last().agentId()).isEqualTo("aisp-2");
    assertThat(rows.last().mode()).isEqualTo(QuotaMode.ENFORCE);
  }

  @Test
  void whileNothingIsKnownOfTheLastHourEveryCutWaitsForAPerson() {
    Rows fresh = new Rows(AlertingConfig.defaults().withMode("bank/*", QuotaMode.ENFORCE));
    fresh.hear(Findings.of("aisp-1").at(3)).until(20);
    assertThat(fresh.last().mode()).isEqualTo(QuotaMode.MONITOR);
    assertThat(fresh.last().approval()).isEqualTo(Approval.PENDING);
    assertThat(fresh.alerts)
        .filteredOn(a -> a.category() == Category.QUOTA_GUARD)
        .extracting(Alert::summary)
        .singleElement()
        .asString()
        .startsWith("100 % of the last hour's good calls may be under a cut at once");
    fresh.say(Says.of(Kind.GRANT, "aisp-1").at(25)).until(40);
    assertThat(fresh.last().mode()).isEqualTo(QuotaMode.ENFORCE);
  }

  @Test
  void whereTheOperatorSaysHowManyAgentsThereAreTheyAreCountedUntilTheHourIsKnown() {
    Rows fresh =
        new Rows(
            AlertingConfig.defaults().withMode("bank/*", QuotaMode.ENFORCE).withActiveAgents(15));
    fresh.hear(Findings.of("aisp-1").at(3)).until(20);
    assertThat(fresh.last().mode()).as("one of 15").isEqualTo(QuotaMode.ENFORCE);
    fresh.hear(Findings.of("aisp-2").at(103)).until(120);
    assertThat(fresh.last().mode()).as("two of 15").isEqualTo(QuotaMode.MONITOR);
    assertThat(fresh.alerts)
        .filteredOn(a -> a.category() == Category.QUOTA_GUARD)
        .extracting(Alert::summary)
        .singleElement()
        .asString()
        .startsWith("13.3 % of the agents would be under a cut at once");
  }

  @Test
  void anHourInWhichNothingWentWellSaysNothingOfGoodTraffic() {
    AlertingConfig config = AlertingConfig.defaults().withMode("bank/*", QuotaMode.ENFORCE);
    for (int agents : new int[] {0, 15}) {
      Rows fresh = new Rows(agents == 0 ? config : config.withActiveAgents(agents));
      fresh.use(Hours.failing("aisp-1", Hours.hour(after(DAY), -2), 10, 10)).until(DAY + 1);
      fresh.hear(Findings.of("aisp-1").at(DAY + 3)).until(DAY + 20);
      assertThat(fresh.last().mode())
          .as("of so many agents: %d", agents)
          .isEqualTo(agents == 0 ? QuotaMode.MONITOR : QuotaMode.ENFORCE);
    }
  }
}
