package io.gatewatch.detectors.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatewatch.detectors.Category;
import io.gatewatch.detectors.Court;
import io.gatewatch.detectors.Detection;
import io.gatewatch.detectors.Severity;
import io.gatewatch.detectors.TestCalls;
import io.gatewatch.ingest.Exposure;
import io.gatewatch.ingest.Exposure.Kind;
import io.gatewatch.ingest.Exposure.Place;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who sends what in clear, and how often that is said. */
class SensitiveDataTest {
  private static final int DAY = 86_400;
  private static final Exposure CARD = new Exposure(Place.QUERY, Kind.CARD);
  private static final Exposure EMAIL = new Exposure(Place.REFERER, Kind.EMAIL);

  @Test
  void aCardNumberInAQueryIsToldWithRoutePlaceAndKind() {
    TestCalls calls = TestCalls.agent("leaky").calling("GET", "/cards/search").exposing(CARD);
    Detection told = told(calls.at(0)).get(0);
    assertThat(told.detector()).isEqualTo("rule.sensitive-data@1");
    assertThat(told.category()).isEqualTo(Category.SENSITIVE_DATA_EXPOSURE);
    assertThat(told.severity()).isEqualTo(Severity.MEDIUM);
    assertThat(told.title()).isEqualTo("the leaky sends card numbers in clear");
    assertThat(told.summary())
        .isEqualTo("card numbers stood in the query of GET /cards/search, answered 200");
    assertThat(told.calls()).hasSize(1);
  }

  /** A session id of another site is found by its name as a key is: nobody knows which it was. */
  @Test
  void whatIsNamedLikeAKeyIsCalledWhatItLooksLike() {
    Exposure named = new Exposure(Place.REFERER, Kind.API_KEY);
    Detection told = told(TestCalls.agent("leaky").exposing(named).at(0)).get(0);
    assertThat(told.title())
        .isEqualTo("the leaky sends secret-looking values (keys, tokens or session ids) in clear");
  }

  @Test
  void itIsSaidOnceADayHoweverOftenItHappens() {
    TestCalls calls = TestCalls.agent("leaky").exposing(CARD).every(30, 0, 1.5 * DAY);
    assertThat(told(calls)).hasSize(2);
  }

  @Test
  void anotherRouteAndAnotherKindAreSaidToo() {
    TestCalls calls = TestCalls.agent("leaky").exposing(CARD, EMAIL).calling(n -> "/r" + n % 3);
    List<Detection> told = told(calls.every(1, 0, 60));
    assertThat(told).hasSize(6).extracting(Detection::detectionId).doesNotHaveDuplicates();
    assertThat(told).extracting(Detection::severity).contains(Severity.LOW, Severity.MEDIUM);
  }

  @Test
  void aCallerWhoMakesUpRoutesDoesNotMakeAFlood() {
    TestCalls calls = TestCalls.agent("leaky").exposing(CARD).calling(n -> "/r" + n);
    assertThat(told(calls.every(1, 0, 3_000))).hasSize(64);
  }

  @Test
  void ofANetworkOnlyWhatTheServiceTookIsSaid() {
    assertThat(told(TestCalls.source("192.0.2.0/24").exposing(CARD).answered(404).at(0))).isEmpty();
    List<Detection> told = told(TestCalls.source("192.0.2.0/24").exposing(CARD).at(0));
    assertThat(told).extracting(Detection::severity).containsExactly(Severity.LOW);
  }

  private static List<Detection> told(TestCalls calls) {
    return Court.hears(calls).about(Category.SENSITIVE_DATA_EXPOSURE);
  }
}
