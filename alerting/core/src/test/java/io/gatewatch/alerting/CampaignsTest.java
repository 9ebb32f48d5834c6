package io.gatewatch.alerting;

import static io.gatewatch.alerting.Rows.after;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatewatch.alerting.Alert.Activity;
import io.gatewatch.detectors.Category;
import io.gatewatch.detectors.Detection;
import io.gatewatch.detectors.Entity;
import io.gatewatch.detectors.Severity;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Incidents of several callers that belong together. */
class CampaignsTest {
  private final Rows rows = new Rows(AlertingConfig.defaults());

  private List<Alert> campaigns() {
    return rows.alerts.stream().filter(Alert::isCampaign).toList();
  }

  private Alert latestOf(String entity) {
    return rows.alerts.stream()
        .filter(a -> a.entity().id().equals(entity))
        .reduce((a, b) -> b)
        .orElseThrow();
  }

  /** A network of its own: the address is the id, and sample calls are left out. */
  private static Findings from(String address) {
    return Findings.of(address).severity(Severity.MEDIUM).scope(null);
  }

  @Test
  void twoAgentsFromOneNetworkAreACampaignThatBothBelongTo() {
    rows.hear(Findings.of("aisp-1").scope("cards.read").at(3)).until(60);
    assertThat(latestOf("aisp-1").campaignId()).isNull();
    rows.hear(Findings.of("aisp-2").at(605)).until(640);
    Alert row = campaigns().get(0);
    assertThat(row.campaignId()).startsWith("c-");
    assertThat(latestOf("aisp-1").campaignId()).isEqualTo(row.campaignId());
    assertThat(latestOf("aisp-2").campaignId()).isEqualTo(row.campaignId());
    assertThat(row.members())
        .containsExactlyInAnyOrder(latestOf("aisp-1").alertId(), latestOf("aisp-2").alertId());
    assertThat(row.title()).isEqualTo("2 callers at once: object_enumeration");
    assertThat(row.summary()).contains("network 198.51.100.0/24");
    assertThat(row.risk()).isEqualTo(73 + 5);
    assertThat(row.time()).isEqualTo(after(606));
    assertThat(row.triage().disposition()).isEqualTo(Disposition.RESPOND);
    assertThat(row.quotaKey()).isNull();
  }

  @Test
  void aMemberThatIsOverBelongsToItTooAndStaysResolved() {
    rows.hear(Findings.of("aisp-1").at(3)).until(700);
    assertThat(latestOf("aisp-1").status()).isEqualTo(Alert.Status.RESOLVED);
    rows.hear(Findings.of("aisp-2").at(705)).until(800);
    assertThat(latestOf("aisp-1").campaignId()).isNotNull();
    assertThat(latestOf("aisp-1").status()).isEqualTo(Alert.Status.RESOLVED);
    assertThat(latestOf("aisp-1").activity()).isEqualTo(Activity.CLOSED);
  }

  @Test
  void strangersNeverDrawAnAgentIntoTheirCampaign() {
    rows.hear(Findings.of("aisp-1").at(3));
    rows.hear(Findings.of("198.51.100.9").about(Entity.Kind.SOURCE, 4, 0));
    rows.hear(Findings.of("198.51.100.10").about(Entity.Kind.SOURCE, 700, 0)).until(760);
    assertThat(campaigns()).hasSize(1);
    assertThat(latestOf("aisp-1").campaignId()).isNull();
  }

  @Test
  void aPatternTakesThreeNetworksAndWhatOnlyIsUnusualIsNone() {
    String[] networks = {"203.0.113.1", "192.0.2.1", "198.18.0.1"};
    for (int i = 0; i < 3; i++) {
      rows.hear(patternFrom(networks[i], Category.CREDENTIAL_STUFFING, i));
      rows.hear(patternFrom("2" + networks[i].substring(1), Category.UNUSUAL_BEHAVIOUR, i));
      rows.until(60L * (i + 1));
      assertThat(campaigns()).hasSize(i < 2 ? 0 : 1);
    }
    assertThat(campaigns().get(0).summary()).contains("credential_stuffing on accounts.read");
    assertThat(campaigns().get(0).members()).hasSize(3);
  }

  /** No sample calls, whose network would link them first. */
  private static Detection patternFrom(String address, Category category, int minute) {
    Detection d =
        Findings.of(address)
            .by("rule." + category.wireName() + "@1", category)
            .severity(Severity.HIGH)
            .about(Entity.Kind.SOURCE, 60L * minute + 5, 0);
    return Findings.withoutCalls(d);
  }

  @Test
  void anHourApartTheyAreTwoStories() {
    rows.hear(Findings.of("aisp-1").at(3)).until(60);
    rows.hear(Findings.of("aisp-2").at(3_604)).until(5_000);
    assertThat(campaigns()).isEmpty();
  }

  @Test
  void aNetworkThatSaysTheSameIsADuplicateUntilItIsGraverOrTheCampaignIsOver() {
    rows.hear(from("203.0.113.1").about(Entity.Kind.SOURCE, 3, 0));
    rows.hear(from("203.0.113.2").about(Entity.Kind.SOURCE, 700, 0)).until(720);
    assertThat(campaigns()).hasSize(1);
    Alert second = latestOf("203.0.113.2");
    assertThat(second.triage().disposition()).isEqualTo(Disposition.DUPLICATE_OF_CAMPAIGN);
    assertThat(second.status()).isEqualTo(Alert.Status.SUPPRESSED);
    assertThat(second.triage().nextStep()).contains(campaigns().get(0).alertId());
    Findings other = from("203.0.113.2").by("rule.scraping@1", Category.SCRAPING);
    rows.hear(other.about(Entity.Kind.SOURCE, 730, 0)).until(760);
    assertThat(latestOf("203.0.113.2").status())
        .as("the campaign does not say that")
        .isEqualTo(Alert.Status.NEW);
  }

  @Test
  void itEndsAnHourAfterItsLastFindingAndGrowsInBetween() {
    rows.hear(Findings.of("aisp-1").at(3), Findings.of("aisp-2").at(4)).until(60);
    rows.hear(Findings.of("aisp-3").severity(Severity.HIGH).at(65)).until(400);
    assertThat(campaigns())
        .extracting(Alert::activity)
        .containsExactly(Activity.CREATED, Activity.UPDATED);
    assertThat(campaigns().get(1).time()).as("not each time").isEqualTo(after(305));
    assertThat(campaigns().get(1).members()).hasSize(3);
    rows.until(3_700);
    Alert last = campaigns().get(2);
    assertThat(last.activity()).isEqualTo(Activity.CLOSED);
    assertThat(last.status()).isEqualTo(Alert.Status.RESOLVED);
    assertThat(last.time()).isEqualTo(after(3_665));
  }
}
