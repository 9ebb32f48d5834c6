package io.gatewatch.alerting;

import static io.gatewatch.alerting.Rows.after;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.gatewatch.alerting.Alert.Activity;
import io.gatewatch.detectors.Category;
import io.gatewatch.detectors.Detection;
import io.gatewatch.detectors.Entity;
import io.gatewatch.detectors.Need;
import io.gatewatch.detectors.Severity;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class IncidentsTest {
  private final Incidents incidents = new Incidents(AlertingConfig.defaults());
  private final Findings walker = Findings.of("aisp-1");
  private Incident state = new Incident();

  private List<Alert> told(Detection... detections) {
    List<Alert> alerts = new ArrayList<>();
    for (Detection d : detections) {
      incidents.observe(state, d).forEach(v -> alerts.add(v.alert()));
    }
    return alerts;
  }

  private List<Alert> quietUntil(long seconds) {
    return incidents.advance(state, after(seconds)).stream().map(AlertVersion::alert).toList();
  }

  @Test
  void theFirstLiveFindingOpensAnIncidentAtItsOwnTime() {
    Alert alert = told(walker.at(5)).get(0);
    assertThat(alert.activity()).isEqualTo(Activity.CREATED);
    assertThat(alert.status()).isEqualTo(Alert.Status.NEW);
    assertThat(alert.version()).isEqualTo(1);
    assertThat(alert.time()).isEqualTo(after(5)).isEqualTo(alert.firstSeen());
    assertThat(alert.risk()).isEqualTo(55 + 18);
    assertThat(alert.confidence()).isEqualTo(0.9);
    assertThat(alert.quotaKey()).isEqualTo("bank/edge/accounts.read/aisp-1");
    assertThat(alert.recommendedActions()).isNotEmpty();
  }

  @Test
  void aShadowFindingNeverAlertsAndIsOnlyListedWhereAnIncidentIsOpen() {
    Detection shadow = walker.by("model.novelty@2", Category.UNUSUAL_BEHAVIOUR).shadow().at(1);
    assertThat(told(shadow)).isEmpty();
    Detection again = walker.by("model.novelty@2", Category.UNUSUAL_BEHAVIOUR).shadow().at(3, 1);
    assertThat(told(walker.at(2), again)).hasSize(1);
    Alert closing = quietUntil(602).get(0);
    assertThat(closing.detectors()).extracting(Alert.Finding::id).contains("model.novelty@2");
    assertThat(closing.confidence()).isEqualTo(0.9);
    assertThat(closing.lastSeen()).isEqualTo(after(2));
  }

  @Test
  void aSecondDetectorJoinsAndBothCountWhenTheyLookAtDifferentThings() {
    List<Alert> alerts =
        told(
            walker.at(0), walker.by("rule.runaway-loop@1", Category.RUNAWAY_LOOP).score(0.5).at(7));
    assertThat(alerts)
        .extracting(Alert::activity)
        .containsExactly(Activity.CREATED, Activity.UPDATED);
    assertThat(alerts.get(1).confidence()).isEqualTo(0.95);
    assertThat(alerts.get(1).risk()).isEqualTo(alerts.get(0).risk() + 5);
    assertThat(alerts.get(1).category()).isEqualTo(Category.OBJECT_ENUMERATION);
  }

  @Test
  void twoDetectorsOfOneCategoryCountAsOne() {
    List<Alert> alerts =
        told(walker.at(0), walker.by("model.walk@1", Category.OBJECT_ENUMERATION).score(0.5).at(7));
    assertThat(alerts.get(1).detectors()).hasSize(2);
    assertThat(alerts.get(1).confidence()).isEqualTo(0.9);
    assertThat(alerts.get(1).risk()).isEqualTo(alerts.get(0).risk());
  }

  @Test
  void theSameToldAgainIsNotNewsUntilFiveMinutesHavePassed() {
    assertThat(told(walker.at(0), walker.at(60, 1), walker.at(299, 2))).hasSize(1);
    assertThat(told(walker.at(300, 3))).extracting(Alert::version).containsExactly(2);
  }

  @Test
  void aRiseOfSeverityOrOfFivePointsIsNews() {
    assertThat(told(walker.score(0.5).at(0))).hasSize(1);
    assertThat(told(walker.score(0.7).at(10, 1))).isEmpty();
    assertThat(told(walker.score(0.75).at(20, 2))).hasSize(1);
    assertThat(told(walker.score(0.75).severity(Severity.CRITICAL).at(30, 3))).hasSize(1);
  }

  @Test
  void theStrongestFindingLeads() {
    Detection loop =
        walker.by("rule.runaway-loop@1", Category.RUNAWAY_LOOP).severity(Severity.CRITICAL).at(9);
    assertThat(told(walker.at(0), loop).get(1).category()).isEqualTo(Category.RUNAWAY_LOOP);
  }

  @Test
  void anIncidentClosesTenMinutesAfterItsLastFindingWheneverTheClockSaysSo() {
    told(walker.at(0), walker.at(42, 1));
    assertThat(quietUntil(641)).isEmpty();
    Alert closing = quietUntil(9_000).get(0);
    assertThat(closing.time()).isEqualTo(after(642));
    assertThat(closing.activity()).isEqualTo(Activity.CLOSED);
    assertThat(closing.status()).isEqualTo(Alert.Status.RESOLVED);
    assertThat(quietUntil(9_001)).isEmpty();
  }

  @Test
  void whatIsCriticalOpensAnotherEachTime() {
    Findings critical = walker.severity(Severity.CRITICAL);
    List<Alert> alerts = told(critical.at(0), critical.at(700, 1));
    assertThat(alerts)
        .extracting(Alert::activity)
        .containsExactly(Activity.CREATED, Activity.CLOSED, Activity.CREATED);
    assertThat(alerts.get(2).alertId()).isNotEqualTo(alerts.get(0).alertId());
    assertThat(alerts.get(2).version()).isEqualTo(1);
  }

  @Test
  void whatIsNotGraveAndComesBackWithinHoursIsTheSameAlert() {
    Findings monthly = walker.severity(Severity.MEDIUM);
    List<Alert> alerts = told(monthly.at(0));
    alerts.addAll(quietUntil(3_000));
    state = Incident.fromBytes(state.toBytes());
    alerts.addAll(told(monthly.at(3_600, 1), monthly.at(13_000, 2)));
    assertThat(alerts)
        .extracting(Alert::activity)
        .containsExactly(
            Activity.CREATED, Activity.CLOSED, Activity.UPDATED, Activity.CLOSED, Activity.UPDATED);
    assertThat(alerts).extracting(Alert::alertId).containsOnly(alerts.get(0).alertId());
    assertThat(alerts).extracting(Alert::version).containsExactly(1, 2, 3, 4, 5);
    assertThat(alerts.get(4).firstSeen()).isEqualTo(after(0));
    assertThat(alerts.get(4).status()).isEqualTo(Alert.Status.NEW);
  }

  @Test
  void whatCameBackStaysOpenForTwiceThePauseItCameBackFrom() {
    Findings hourly = walker.severity(Severity.MEDIUM);
    List<Alert> alerts = told(hourly.at(0), hourly.at(3_600, 1));
    state = Incident.fromBytes(state.toBytes());
    alerts.addAll(told(hourly.at(7_200, 2), hourly.at(10_800, 3)));
    assertThat(alerts)
        .extracting(Alert::activity)
        .containsExactly(
            Activity.CREATED,
            Activity.CLOSED,
            Activity.UPDATED,
            Activity.UPDATED,
            Activity.UPDATED);
    assertThat(quietUntil(10_800 + 7_199)).isEmpty();
    Alert closing = quietUntil(10_800 + 7_200).get(0);
    assertThat(closing.activity()).isEqualTo(Activity.CLOSED);
    assertThat(told(hourly.at(90_000, 4)).get(0).alertId()).isNotEqualTo(closing.alertId());
    assertThat(quietUntil(90_600)).as("the next one closes as any does").hasSize(1);
  }

  @Test
  void whatComesByTheHourForDaysIsAnAlertADay() {
    Findings hourly = walker.severity(Severity.MEDIUM);
    List<Alert> alerts = new ArrayList<>();
    for (int hour = 0; hour < 72; hour++) {
      alerts.addAll(told(hourly.at(3_600L * hour, hour)));
    }
    assertThat(alerts.stream().map(Alert::alertId).distinct()).hasSize(3);
    assertThat(alerts).filteredOn(a -> a.activity() == Activity.CREATED).hasSize(3);
  }

  @Test
  void whatIsHighAndComesByTheHourIsAnAlertADayThatOpensAndClosesEachTimeWithItsQuota() {
    List<AlertVersion> versions = new ArrayList<>();
    for (int hour = 0; hour < 24; hour++) {
      versions.addAll(incidents.observe(state, walker.at(3_600L * hour, hour)));
    }
    assertThat(versions.stream().map(v -> v.alert().alertId()).distinct()).hasSize(1);
    assertThat(versions)
        .extracting(v -> v.alert().activity())
        .startsWith(Activity.CREATED, Activity.CLOSED, Activity.UPDATED, Activity.CLOSED);
    assertThat(versions).hasSize(24 + 23).allMatch(v -> v.grounds() != null);
  }

  @Test
  void whatIsHeldOpenForPeopleBearsOnNoQuotaUntilItIsGrave() {
    Findings hourly = walker.severity(Severity.MEDIUM);
    List<AlertVersion> versions = new ArrayList<>();
    for (Detection d : List.of(hourly.at(0), hourly.at(3_600, 1), walker.at(3_700, 2))) {
      versions.addAll(incidents.observe(state, d));
    }
    versions.addAll(incidents.advance(state, after(3_700 + 600)));
    assertThat(versions)
        .extracting(v -> v.alert().activity(), v -> v.grounds() != null)
        .containsExactly(
            tuple(Activity.CREATED, true),
            tuple(Activity.CLOSED, true),
            tuple(Activity.UPDATED, false),
            tuple(Activity.UPDATED, true),
            tuple(Activity.CLOSED, true));
  }

  @Test
  void whatTheSameDetectorCallsOtherwiseByNowGoesOn() {
    Findings medium = walker.severity(Severity.MEDIUM);
    String detector = medium.at(0).detector();
    List<Alert> alerts = told(medium.at(0), medium.by(detector, Category.SCRAPING).at(1_000, 1));
    assertThat(alerts).extracting(Alert::alertId).containsOnly(alerts.get(0).alertId());
    assertThat(alerts.get(2).category()).isEqualTo(Category.SCRAPING);
  }

  @Test
  void whatWasGraveAndComesBackMilderGoesOn() {
    Findings milder = walker.severity(Severity.MEDIUM);
    List<Alert> alerts = told(walker.at(0), milder.at(3_600, 1));
    assertThat(alerts).extracting(Alert::alertId).containsOnly(alerts.get(0).alertId());
    assertThat(alerts.get(2).severity()).isEqualTo(Severity.MEDIUM);
  }

  @Test
  void whatIsGraverAnotherCategoryOrTheNextDaysIsAnAlertOfItsOwn() {
    Findings medium = walker.severity(Severity.MEDIUM);
    String first = told(medium.at(0)).get(0).alertId();
    quietUntil(700);
    Incident closed = Incident.fromBytes(state.toBytes());
    Findings other = medium.by("rule.scraping@1", Category.SCRAPING);
    for (Detection d : List.of(walker.at(800, 1), other.at(800), medium.at(21_700, 1))) {
      state = Incident.fromBytes(closed.toBytes());
      Alert alert = told(d).get(0);
      assertThat(alert.activity()).isEqualTo(Activity.CREATED);
      assertThat(alert.alertId()).isNotEqualTo(first);
    }
  }

  @Test
  void anotherAddressOfTheSameNetworkDoesNotReopen() {
    Findings medium = walker.severity(Severity.MEDIUM);
    Detection one = from("198.51.100.7", medium, 0);
    Detection other = from("198.51.100.8", medium, 800);
    assertThat(Incident.keyOf(other)).isEqualTo(Incident.keyOf(one));
    String first = told(one).get(0).alertId();
    quietUntil(700);
    Incident closed = Incident.fromBytes(state.toBytes());
    Alert alert = told(other).get(0);
    assertThat(alert.activity()).isEqualTo(Activity.CREATED);
    assertThat(alert.alertId()).isNotEqualTo(first);
    assertThat(alert.version()).isEqualTo(1);
    state = closed;
    assertThat(told(from("198.51.100.7", medium, 900)))
        .extracting(Alert::activity, Alert::alertId)
        .containsExactly(tuple(Activity.UPDATED, first));
  }

  /** What one address of a network does: its state is that of the network. */
  private static Detection from(String address, Findings findings, long seconds) {
    Entity entity = new Entity(Entity.Kind.SOURCE, address, null, "bank/edge/source/198.51.100.0");
    int sequence = (int) seconds;
    return of(entity, findings.at(seconds), sequence, Need.OWN, findings.severity());
  }

  @Test
  void aSuffixThatIsDeliveredAgainChangesNothingEvenAfterTheIncidentClosed() {
    Detection joined = walker.by("rule.runaway-loop@1", Category.RUNAWAY_LOOP).at(7);
    told(walker.at(0), joined, walker.at(400, 1));
    quietUntil(2_000);
    byte[] before = state.toBytes();
    assertThat(told(walker.at(0), joined, walker.at(400, 1))).isEmpty();
    assertThat(state.toBytes()).isEqualTo(before);
  }

  @Test
  void moreFindingsThanTheStateRemembersAreStillRecognised() {
    List<Detection> many = new ArrayList<>();
    for (int i = 0; i < 3 * Tellings.MAX_IDS; i++) {
      many.add(walker.by("rule.r" + i + "@1", Category.SCRAPING).at(i));
    }
    told(many.toArray(Detection[]::new));
    assertThat(told(many.toArray(Detection[]::new))).isEmpty();
    assertThat(state.toBytes().length).isLessThan(16_000);
  }

  @Test
  void whatASickServiceCouldFakeIsTheOperatorsBusinessAndBearsOnNoQuota() {
    Alert alert = told(walker.need(Need.SAME).at(0)).get(0);
    assertThat(alert.lane()).isEqualTo(Lane.OPERATIONS);
    assertThat(alert.quotaKey()).isNull();
  }

  @Test
  void whatComplianceHearsOnceADayStaysOneOpenAlertThatEachNewsUpdates() {
    Category leak = Category.SENSITIVE_DATA_EXPOSURE;
    List<Alert> alerts =
        told(
            walker.by("rule.sensitive-data@1", leak).at(0),
            walker.by("rule.sensitive-data@2", leak).at(5),
            walker.by("rule.sensitive-data@3", leak).at(86_400));
    assertThat(alerts).hasSize(3);
    assertThat(alerts).extracting(Alert::lane).containsOnly(Lane.COMPLIANCE);
    assertThat(alerts).extracting(Alert::alertId).containsOnly(alerts.get(0).alertId());
    assertThat(alerts).extracting(Alert::quotaKey).containsOnlyNulls();
    assertThat(quietUntil(86_400 + 89_999)).isEmpty();
    assertThat(quietUntil(86_400 + 90_000)).hasSize(1);
  }

  @Test
  void strangersWhoProbeAllTheTimeStayOneOpenAlertThroughTheirPauses() {
    Findings probing = walker.by("rule.constant-probing@1", Category.INJECTION_PROBE);
    List<Alert> alerts =
        told(
            ofStrangers(probing.at(0)),
            ofStrangers(probing.at(7_200)),
            ofStrangers(probing.at(50_000)));
    assertThat(alerts).extracting(Alert::alertId).containsOnly(alerts.get(0).alertId());
    assertThat(quietUntil(50_000 + 89_999)).isEmpty();
    assertThat(quietUntil(50_000 + 90_000)).hasSize(1);
  }

  private static Detection ofStrangers(Detection d) {
    Entity strangers = Entity.service(d.tenant(), d.group(), "strangers");
    int sequence = (int) (d.time().getEpochSecond() - Findings.NOON.getEpochSecond());
    return of(strangers, d, sequence, Need.PAST, Severity.LOW);
  }

  private static Detection of(
      Entity entity, Detection d, int sequence, Need need, Severity severity) {
    return new Detection(
        d.detectionId(),
        sequence,
        d.time(),
        d.tenant(),
        d.group(),
        entity,
        d.detector(),
        need,
        d.category(),
        severity,
        d.score(),
        d.mode(),
        d.title(),
        d.summary(),
        d.evidence(),
        d.counterfactual(),
        d.operationGroup(),
        d.callsPerMinute(),
        d.calls(),
        d.owasp(),
        d.mitre(),
        d.versions());
  }

  @Test
  void anUnregisteredAgentsAttackIsAnAlertOfItsOwn() {
    Detection unregistered =
        walker.by("rule.unregistered-client@1", Category.UNREGISTERED_CLIENT).at(0);
    assertThat(Incident.keyOf(unregistered)).isNotEqualTo(Incident.keyOf(walker.at(0)));
    Detection aboveStage = walker.by("rule.above-stage@1", Category.SCOPE_VIOLATION).at(0);
    assertThat(Lane.of(aboveStage)).isEqualTo(Lane.SECURITY);
  }

  @Test
  void theStateSurvivesItsStore() {
    told(walker.at(0));
    state = Incident.fromBytes(state.toBytes());
    assertThat(told(walker.at(0))).isEmpty();
    assertThat(told(walker.by("rule.runaway-loop@1", Category.RUNAWAY_LOOP).at(7)))
        .extracting(Alert::version)
        .containsExactly(2);
    assertThat(quietUntil(607)).hasSize(1);
  }
}
