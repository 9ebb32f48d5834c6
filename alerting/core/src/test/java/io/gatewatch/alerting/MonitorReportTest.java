package io.gatewatch.alerting;

import static io.gatewatch.alerting.Rows.after;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatewatch.alerting.Act.Kind;
import io.gatewatch.detectors.Severity;
import org.junit.jupiter.api.Test;

class MonitorReportTest {
  private final Rows rows = new Rows(AlertingConfig.defaults());

  @Test
  void itSaysWhatWouldHaveBeenRefusedHadTheCutBeenInForce() {
    // To the floor, 60 a minute, from 12:00:10 to the first step up at 12:11:10 and on to 12:14:10.
    rows.hear(Findings.of("aisp-1").severity(Severity.CRITICAL).at(3)).until(3_600);
    rows.use(Hours.of("aisp-1", after(0), 60, 128)).until(7_200);
    MonitorReport report = rows.reports().get(0);
    assertThat(report.cuts()).isEqualTo(1);
    assertThat(report.agents()).isEqualTo(1);
    // 128 calls a minute may have been 181, 121 over the limit of 60, for 14 of the 60 minutes.
    assertThat(report.callsRefused()).isBetween(121L * 13, 121L * 15);
    assertThat(report.goodCallsRefused()).isEqualTo(report.callsRefused());
    assertThat(report.text()).contains("1 cuts of 1 agents", "bank/edge");
  }

  @Test
  void anHourInWhichNothingLayAboveTheLimitCostsNothing() {
    rows.hear(Findings.of("aisp-1").severity(Severity.CRITICAL).at(3)).until(3_600);
    rows.use(Hours.of("aisp-1", after(0), 60, 30)).until(7_200);
    assertThat(rows.reports().get(0).callsRefused()).isZero();
  }

  @Test
  void whatIsEnforcedIsNoPartOfIt() {
    Rows enforced = Rows.enforcing();
    enforced.hear(Findings.of("aisp-1").severity(Severity.CRITICAL).at(3)).until(3_600);
    enforced.use(Hours.of("aisp-1", after(0), 60, 128)).until(7_200);
    assertThat(enforced.reports().get(0).cuts()).isZero();
    assertThat(enforced.reports().get(0).callsRefused()).isZero();
  }

  @Test
  void itSpansTheTimeFromTheFirstThingHeardOfTheGroupToTheLast() {
    for (int day = 0; day <= 7; day++) {
      rows.use(Hours.of("aisp-1", after(day * 86_400L), 1, 1)).until((day + 1) * 86_400L);
    }
    MonitorReport report = rows.reports().get(0);
    assertThat(report.from()).isEqualTo(after(0));
    assertThat(report.to()).isEqualTo(after(7 * 86_400));
    assertThat(report.days()).isEqualTo(8);
    assertThat(report.allowsEnforcing("bank", "edge")).isTrue();
    assertThat(report.allowsEnforcing("bank", "other")).isFalse();
  }

  @Test
  void aWeekOfWhichOnlyTwoDaysWereHeardIsNoReport() {
    rows.use(Hours.of("aisp-1", after(0), 1, 1)).until(86_400);
    rows.use(Hours.of("aisp-1", after(7 * 86_400), 1, 1)).until(8 * 86_400);
    assertThat(rows.reports().get(0).days()).isEqualTo(2);
    assertThat(rows.reports().get(0).allowsEnforcing("bank", "edge")).isFalse();
  }

  @Test
  void daysOnWhichTheModeWasOffDoNotCountForTheSeven() {
    long day = 86_400;
    rows.say(Says.of(Kind.MODE).mode(QuotaMode.OFF).at(3 * day + 7_200));
    rows.say(Says.of(Kind.MODE).mode(QuotaMode.MONITOR).at(6 * day + 7_200));
    for (int i = 0; i <= 9; i++) {
      rows.use(Hours.of("aisp-1", after(i * day), 1, 1)).until((i + 1) * day);
    }
    MonitorReport report = rows.reports().get(0);
    assertThat(report.days()).as("three before, three after").isEqualTo(6);
    assertThat(report.to()).isEqualTo(after(9 * day));
    assertThat(report.allowsEnforcing("bank", "edge")).isFalse();
    rows.use(Hours.of("aisp-1", after(10 * day), 1, 1)).until(11 * day);
    assertThat(rows.reports().get(0).allowsEnforcing("bank", "edge")).isTrue();
  }

  @Test
  void whereTheModeIsOffFromTheBeginningNothingCounts() {
    Rows off = new Rows(AlertingConfig.defaults().withMode("bank/edge", QuotaMode.OFF));
    for (int i = 0; i <= 8; i++) {
      off.use(Hours.of("aisp-1", after(i * 86_400L), 1, 1)).until((i + 1) * 86_400L);
    }
    off.hear(Findings.of("aisp-1").at(9 * 86_400L)).until(9 * 86_400L + 20);
    assertThat(off.reports().get(0).days()).isZero();
    assertThat(off.reports().get(0).allowsEnforcing("bank", "edge")).isFalse();
  }
}
