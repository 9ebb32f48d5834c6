package io.gatewatch.alerting;

import static io.gatewatch.alerting.Rows.after;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatewatch.alerting.Alert.Activity;
import io.gatewatch.alerting.desk.DeskConfig;
import io.gatewatch.detectors.Category;
import io.gatewatch.detectors.Severity;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One noisy detector cannot flood; three incidents an hour and five a day here. */
class RuleProtectionTest {
  private static final String NOISY = "rule.noisy@1";

  private final Rows rows =
      new Rows(AlertingConfig.defaults().with(DeskConfig.defaults().withCaps(3, 5)));

  private static Findings noisy(int agent) {
    return Findings.of("aisp-" + agent)
        .by(NOISY, Category.UNUSUAL_BEHAVIOUR)
        .severity(Severity.LOW)
        .scope(null);
  }

  private long told() {
    return rows.alerts.stream()
        .filter(a -> a.category() == Category.UNUSUAL_BEHAVIOUR)
        .map(Alert::alertId)
        .distinct()
        .count();
  }

  private List<Alert> guards() {
    return rows.alerts.stream().filter(a -> a.category() == Category.QUOTA_GUARD).toList();
  }

  @Test
  void beyondTheHourlyCapItIsHeldBackWhichIsToldOnceWithExamples() {
    for (int i = 0; i < 20; i++) {
      rows.hear(noisy(i).at(i));
    }
    rows.until(2_000);
    assertThat(told()).isEqualTo(3);
    assertThat(guards())
        .extracting(Alert::activity)
        .containsExactly(Activity.CREATED, Activity.CLOSED);
    Alert guard = guards().get(0);
    assertThat(guard.time()).isEqualTo(after(4));
    assertThat(guard.title()).isEqualTo(NOISY + " held back: too many incidents");
    assertThat(guards().get(1).summary()).contains("17 incidents").contains("a-");
    assertThat(guard.triage().disposition()).isEqualTo(Disposition.NEEDS_OPERATIONS);
    assertThat(guard.lane()).isEqualTo(Lane.OPERATIONS);
  }

  @Test
  void otherDetectorsTenantsAndTheNextHourHaveRoomOfTheirOwn() {
    for (int i = 0; i < 4; i++) {
      rows.hear(noisy(i).at(i));
      rows.hear(noisy(i).tenant("other").at(i));
      rows.hear(noisy(10 + i).by("rule.quiet@1", Category.SILENCE).at(i));
    }
    rows.hear(noisy(20).at(3_601)).until(4_000);
    assertThat(told()).isEqualTo(3 + 3 + 1);
    assertThat(rows.alerts.stream().filter(a -> a.category() == Category.SILENCE)).isNotEmpty();
  }

  @Test
  void theDailyCapHoldsOverHours() {
    for (int i = 0; i < 20; i++) {
      rows.hear(noisy(i).at(1_800L * i));
    }
    rows.until(40_000);
    assertThat(told()).isEqualTo(5);
    rows.hear(noisy(30).at(43_205)).until(43_300);
    assertThat(told()).as("the next day").isEqualTo(6);
  }

  @Test
  void whatIsCriticalOrSeenByAnotherDetectorTooIsToldAllTheSame() {
    for (int i = 0; i < 5; i++) {
      rows.hear(noisy(i).at(i));
    }
    rows.hear(noisy(7).severity(Severity.CRITICAL).at(6)).until(20);
    assertThat(told()).isEqualTo(4);
    rows.hear(noisy(4).by("rule.other@1", Category.SCRAPING).at(30)).until(50);
    assertThat(told()).as("two detectors see it").isEqualTo(5);
  }

  @Test
  void whatGoesOnIsToldWhenThereIsRoomAgain() {
    for (int i = 0; i < 4; i++) {
      rows.hear(noisy(i).at(3_500 + i));
    }
    rows.until(3_590);
    assertThat(told()).isEqualTo(3);
    rows.hear(noisy(3).at(3_810, 1)).until(3_900);
    Alert late =
        rows.alerts.stream()
            .filter(a -> a.entity().id().equals("aisp-3"))
            .findFirst()
            .orElseThrow();
    assertThat(late.activity()).isEqualTo(Activity.CREATED);
    assertThat(late.version()).isEqualTo(1);
    assertThat(late.firstSeen()).isEqualTo(after(3_503));
  }

  @Test
  void whatWasHeldBackAndIsOverIsNeverToldOf() {
    for (int i = 0; i < 4; i++) {
      rows.hear(noisy(i).at(i));
    }
    rows.until(5_000);
    assertThat(rows.alerts).noneMatch(a -> a.entity().id().equals("aisp-3"));
    assertThat(guards().get(0).summary()).contains("1 incidents");
  }
}
