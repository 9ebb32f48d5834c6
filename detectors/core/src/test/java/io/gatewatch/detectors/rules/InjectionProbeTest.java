package io.gatewatch.detectors.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatewatch.detectors.Category;
import io.gatewatch.detectors.Court;
import io.gatewatch.detectors.Detection;
import io.gatewatch.detectors.Entity;
import io.gatewatch.detectors.Severity;
import io.gatewatch.detectors.TestCalls;
import io.gatewatch.ingest.ApiCall.Sensitivity;
import io.gatewatch.ingest.Exposure.Place;
import io.gatewatch.ingest.Probe;
import io.gatewatch.ingest.Probe.Kind;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who probes, how grave that is, and how often it is said. */
class InjectionProbeTest {
  private static final int HOUR = 3_600;
  private static final int DAY = 24 * HOUR;
  private static final Probe SQL = new Probe(Place.QUERY, Kind.SQL_INJECTION);
  private static final Probe CLIMB = new Probe(Place.PATH, Kind.PATH_TRAVERSAL);
  private static final Probe SHELL = new Probe(Place.USER_AGENT, Kind.COMMAND_INJECTION);
  private static final Probe FILE = new Probe(Place.PATH, Kind.SENSITIVE_FILE);

  @Test
  void anAgentThatProbesTwoWaysWithinHoursIsTold() {
    TestCalls calls = TestCalls.agent("odd").calling("GET", "/search").answered(400);
    calls.probing(SQL).at(0).probing().every(600, 600, 2 * HOUR).probing(CLIMB).at(2 * HOUR);
    Detection told = only(calls);
    assertThat(told.detector()).isEqualTo("rule.injection-probe@1");
    assertThat(told.severity()).isEqualTo(Severity.MEDIUM);
    assertThat(told.title()).isEqualTo("the odd probes for weaknesses");
    assertThat(told.summary())
        .isEqualTo(
            "2 calls within hours with sql injection, path traversal; no text made for code in path"
                + " or query was answered 2xx; the last on GET /search, answered 400");
  }

  /** What counts as answered is a text made for code, in path or query: that is said. */
  @Test
  void whatWasAnsweredIsSaidSoThatTheLastCallsAnswerFits() {
    TestCalls scans = TestCalls.agent("odd").calling(n -> "/r" + n);
    scans.probing(new Probe(Place.USER_AGENT, Kind.SCANNER)).at(0).at(9);
    assertThat(only(scans).summary())
        .isEqualTo("2 calls within hours with scanner; the last on GET /r1, answered 200");
    TestCalls header = TestCalls.agent("odd").calling(n -> "/r" + n).probing(SHELL).at(0).at(9);
    assertThat(only(header).summary())
        .isEqualTo(
            "2 calls within hours with command injection; no text made for code in path or query"
                + " was answered 2xx; the last on GET /r1, answered 200");
    TestCalls served = TestCalls.agent("odd").calling(n -> "/r" + n).probing(SQL).at(0);
    assertThat(only(served.answered(400).probing(SHELL).at(9)).summary())
        .isEqualTo(
            "2 calls within hours with sql injection, command injection; 1 with a text made for"
                + " code in path or query was answered 2xx; the last on GET /r1, answered 400");
  }

  @Test
  void oneOddTextIsNotTold() {
    assertThat(told(TestCalls.agent("odd").probing(SQL).at(0))).isEmpty();
    assertThat(told(TestCalls.agent("odd").probing(SQL).every(30 * HOUR, 0, 10 * DAY))).isEmpty();
  }

  @Test
  void theSameOverAndOverIsToldAsWell() {
    assertThat(told(TestCalls.agent("odd").answered(400).probing(SQL).every(300, 0, HOUR)))
        .hasSize(1);
  }

  @Test
  void itIsGraverWhenOneWasAnsweredOrTheKindsAreMany() {
    TestCalls answered = TestCalls.agent("odd").probing(SQL).at(0).probing(CLIMB).at(60);
    assertThat(only(answered).severity()).isEqualTo(Severity.HIGH);
    TestCalls many = TestCalls.agent("odd").answered(400).probing(SQL, CLIMB, SHELL).at(0);
    assertThat(only(many).severity()).isEqualTo(Severity.HIGH);
  }

  @Test
  void whatAnAgentSendsEveryDayIsToldOnItsFirstDayAlone() {
    TestCalls calls = TestCalls.agent("lab").answered(200).probing(SQL).every(600, 0, 9 * DAY);
    assertThat(told(calls))
        .hasSizeBetween(1, 4)
        .allMatch(d -> d.time().toEpochMilli() < TestCalls.START + DAY * 1000L);
  }

  @Test
  void anotherKindThanTheUsualIsToldAlthoughItIsUsedToOne() {
    TestCalls calls = TestCalls.agent("lab").probing(SQL).every(600, 0, 5 * DAY);
    calls.probing(CLIMB).at(5 * DAY + 60).probing(SHELL).at(5 * DAY + 120);
    assertThat(told(calls))
        .anyMatch(d -> d.time().toEpochMilli() > TestCalls.START + 5 * DAY * 1000L);
  }

  @Test
  void aStrangerWhoIsRefusedIsLowAndOneWhoGetsSomewhereIsNot() {
    TestCalls refused = stranger(1).answered(404).probing(SQL).at(0).probing(CLIMB).at(60);
    assertThat(only(refused).severity()).isEqualTo(Severity.LOW);
    TestCalls answered = stranger(1).answered(200).probing(SQL).at(0).probing(CLIMB).at(60);
    assertThat(only(answered).severity()).isEqualTo(Severity.MEDIUM);
    TestCalls personal = stranger(1).answered(401).sensitive(Sensitivity.PERSONAL);
    assertThat(only(personal.probing(SQL).at(0).probing(CLIMB).at(60)).severity())
        .isEqualTo(Severity.MEDIUM);
  }

  @Test
  void aScannerThatKnocksAtAPersonalRouteStaysLow() {
    Probe tool = new Probe(Place.USER_AGENT, Kind.SCANNER);
    TestCalls knocks = stranger(1).answered(401).sensitive(Sensitivity.FINANCIAL).probing(tool);
    assertThat(only(knocks.every(1, 0, 5)).severity()).isEqualTo(Severity.LOW);
  }

  @Test
  void itIsToldAgainWhenAKindJoins() {
    TestCalls calls = TestCalls.agent("odd").answered(400).calling(n -> "/r" + n);
    assertThat(told(calls.probing(SQL).every(10, 0, 60).probing(CLIMB).at(90))).hasSize(2);
  }

  @Test
  void knownTargetsCountOnlyWhereTheyAreNot() {
    assertThat(told(targets(stranger(1).answered(404)))).hasSize(1);
    assertThat(told(targets(stranger(1).answered(200)))).isEmpty();
  }

  @Test
  void strangersWhoProbeAllTheTimeAreToldOnceForAllOfThem() {
    List<TestCalls> strangers = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      double at = 600.0 * i;
      strangers.add(stranger(i).answered(404).probing(SQL).at(at).probing(CLIMB).at(at + 5));
    }
    List<Detection> told = told(strangers.toArray(new TestCalls[0]));
    assertThat(told).filteredOn(d -> d.entity().kind() == Entity.Kind.SOURCE).hasSizeLessThan(8);
    List<Detection> rolling =
        told.stream().filter(d -> d.entity().kind() == Entity.Kind.SERVICE).toList();
    assertThat(rolling).hasSizeGreaterThan(80);
    assertThat(rolling)
        .extracting(Detection::detectionId)
        .containsOnly(rolling.get(0).detectionId());
    assertThat(rolling).extracting(Detection::sequence).doesNotHaveDuplicates();
    assertThat(rolling.get(0).title()).isEqualTo("strangers probe edge from many networks");
    assertThat(rolling).extracting(Detection::severity).containsOnly(Severity.LOW);
    assertThat(rolling).allMatch(d -> d.summary().endsWith("answered 2xx to none of late"));
  }

  @Test
  void oneADayDoesNotBuyAnAgentHundreds() {
    TestCalls calls = TestCalls.agent("patient").answered(200).calling(n -> "/r" + n % 60);
    calls.probing(SQL).every(DAY, 0, 4 * DAY).every(5, 4 * DAY, 4 * DAY + 1_500);
    assertThat(told(calls)).isNotEmpty();
  }

  @Test
  void manyStrangersWhoAreLetInOnceEachAreToldGraverThanThoseWhoAreRefused() {
    List<TestCalls> strangers = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      strangers.add(stranger(i).answered(200).probing(SQL).at(600.0 * i));
    }
    List<Detection> told = told(strangers.toArray(new TestCalls[0]));
    assertThat(told).extracting(Detection::severity).contains(Severity.MEDIUM);
    Detection last = told.get(told.size() - 1);
    assertThat(last.severity()).isEqualTo(Severity.MEDIUM);
    assertThat(last.summary())
        .matches(
            "(\\d+) networks of late probed for weaknesses; a text made for code was answered 2xx"
                + " to \\1 of late");
  }

  @Test
  void amongAllThemOneWhoIsLetInIsToldByItself() {
    List<TestCalls> strangers = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      double at = 600.0 * i;
      int code = i == 39 ? 200 : 404;
      strangers.add(stranger(i).answered(code).probing(SQL).at(at).probing(CLIMB).at(at + 5));
    }
    assertThat(told(strangers.toArray(new TestCalls[0])))
        .filteredOn(d -> d.severity() == Severity.MEDIUM)
        .extracting(d -> d.entity().id())
        .containsExactly("10.0.39.7");
  }

  private static TestCalls targets(TestCalls calls) {
    return calls.calling(n -> "/t" + n).probing(FILE).every(5, 0, 30);
  }

  private static TestCalls stranger(int i) {
    return TestCalls.source("10.0." + i + ".0/24");
  }

  private static Detection only(TestCalls calls) {
    List<Detection> told = told(calls);
    assertThat(told).hasSize(1);
    return told.get(0);
  }

  private static List<Detection> told(TestCalls... calls) {
    return Court.hears(calls).about(Category.INJECTION_PROBE);
  }
}
