package io.gatewatch.detectors.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatewatch.detectors.Category;
import io.gatewatch.detectors.Court;
import io.gatewatch.detectors.Detection;
import io.gatewatch.detectors.Severity;
import io.gatewatch.detectors.TestCalls;
import io.gatewatch.detectors.Traffic;
import io.gatewatch.detectors.book.Book;
import io.gatewatch.features.Rounds;
import io.gatewatch.ingest.ApiCall;
import io.gatewatch.ingest.ApiCall.AgentClass;
import io.gatewatch.ingest.ControlRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Agents that come when others of their kind have been there for two days. */
class NewcomerTest {
  private static final double HOUR = 3_600;
  private static final double COMES = 50 * HOUR;
  private static final List<String> JOURNEY =
      List.of("/accounts", "/accounts/{id}", "/accounts/{id}/transactions");

  @Test
  void oneLikeItsKindIsQuiet() {
    assertThat(told(8, like("newcomer").every(25, COMES, COMES + 20 * HOUR))).isEmpty();
  }

  @Test
  void oneThatIsRefusedFarMoreOftenThanItsKindIsToldWithinTheHour() {
    TestCalls refused = like("newcomer").answered(n -> n % 3 == 0 ? 200 : 403);
    List<Detection> told = told(12, refused.every(25, COMES, COMES + 2 * HOUR));
    assertThat(told).isNotEmpty();
    Detection first = told.get(0);
    assertThat(first.time().toEpochMilli() - TestCalls.START)
        .isLessThan((long) (1000 * (COMES + HOUR)));
    assertThat(first.title()).contains("is new, and unlike its kind");
    assertThat(first.summary())
        .contains(
            "usual of its kind: 1 %, of about 12 agents; beyond what one in 1,000 of them would do");
    assertThat(first.evidence().get(0).feature()).isEqualTo("stream_refusals");
  }

  @Test
  void oneThatGoesWaysThatNoneOfItsKindGoesIsTold() {
    TestCalls foreign = like("newcomer").calling(n -> "/admin/" + (n * n) % 61 + "/{id}");
    List<Detection> told = told(20, foreign.every(25, COMES, COMES + 2 * HOUR));
    assertThat(told).isNotEmpty();
    assertThat(told.get(0).evidence().get(0).feature()).isEqualTo("stream_foreign_order");
    assertThat(told.get(0).category()).isEqualTo(Category.SEQUENCE_ANOMALY);
  }

  /** It fetches what there is, at forty times the pace of its kind, and is like it from then on. */
  @Test
  void theFirstLoadOfOneLikeItsKindIsLow() {
    TestCalls loads =
        like("newcomer")
            .every(1.5, COMES, COMES + HOUR / 2)
            .every(50, COMES + HOUR / 2, COMES + 3 * HOUR);
    assertThat(told(8, loads)).extracting(Detection::severity).containsOnly(Severity.LOW);
  }

  /** What it did a day ago is what it does, as far as it knows; its kind knows better. */
  @Test
  void oneThatWasToldMakesNoRoomForTheNext() {
    List<TestCalls> peers = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      peers.add(like("peer-" + i).every(50 + i, 2_000.0 * i, COMES + 32 * HOUR));
    }
    peers.add(
        like("first").answered(n -> n % 3 == 0 ? 200 : 403).every(25, COMES, COMES + 30 * HOUR));
    assertThat(told(peers, thief().every(25, COMES + 30 * HOUR, COMES + 32 * HOUR))).isNotEmpty();
  }

  @Test
  void nobodyIsComparedWithTwo() {
    TestCalls refused = like("newcomer").answered(n -> n % 3 == 0 ? 200 : 403);
    assertThat(told(2, refused.every(25, COMES, COMES + 2 * HOUR))).isEmpty();
  }

  /** An agent that no registry knows is compared with those that do mostly the same. */
  @Test
  void withoutAClassItsKindIsWhatItMostlyDoes() {
    TestCalls refused =
        like("newcomer").ofClass(AgentClass.UNKNOWN).answered(n -> n % 3 == 0 ? 200 : 403);
    List<TestCalls> nameless = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      nameless.add(
          like("peer-" + i)
              .ofClass(AgentClass.UNKNOWN)
              .every(50 + i, 2_000.0 * i, COMES + 3 * HOUR));
    }
    assertThat(told(nameless, refused.every(25, COMES, COMES + 2 * HOUR))).isNotEmpty();
    TestCalls elsewhere =
        like("newcomer")
            .ofClass(AgentClass.UNKNOWN)
            .to("rates")
            .answered(n -> n % 3 == 0 ? 200 : 403);
    assertThat(told(nameless, elsewhere.every(25, COMES, COMES + 2 * HOUR))).isEmpty();
  }

  @Test
  void whoComesFirstInARoundDoesNotShow() {
    List<TestCalls> all = peers(6);
    all.add(thief().every(10, COMES, COMES + HOUR));
    List<ApiCall> calls = TestCalls.together(all);
    List<ApiCall> permuted = Traffic.permutedWithinRounds(calls, Rounds.MILLIS, 5);
    Court court = new Court(Book.shipped()).hear(calls);
    assertThat(new Court(Book.shipped()).hear(permuted).records()).isEqualTo(court.records());
    assertThat(told(court)).isNotEmpty();
  }

  @Test
  void whoeverIsCalledBenignIsComparedNoMore() {
    ControlRecord benign =
        ControlRecord.of(
            ControlRecord.VERDICT,
            "bank/edge/agent/kong%7Enewcomer",
            1,
            Instant.ofEpochMilli(TestCalls.START + (long) (1_000 * (COMES + 600))),
            "{\"principal\": \"bank/edge/agent/kong%7Enewcomer\", \"verdict\": \"benign_positive\"}");
    Book book = Book.shipped();
    book.add(benign);
    List<TestCalls> all = peers(8);
    all.add(thief().every(25, COMES, COMES + 2 * HOUR));
    assertThat(told(new Court(book).hear(TestCalls.together(all)))).isEmpty();
  }

  private static TestCalls thief() {
    return like("newcomer").answered(n -> n % 3 == 0 ? 200 : 403);
  }

  private static List<Detection> told(int peers, TestCalls newcomer) {
    return told(peers(peers), newcomer);
  }

  private static List<Detection> told(List<TestCalls> peers, TestCalls newcomer) {
    List<TestCalls> all = new ArrayList<>(peers);
    all.add(newcomer);
    return told(Court.hears(all.toArray(new TestCalls[0])));
  }

  private static List<Detection> told(Court court) {
    return court.detections().stream()
        .filter(d -> d.entity().id().equals("newcomer"))
        .filter(d -> d.detector().startsWith("rule.own-evidence@"))
        .toList();
  }

  private static List<TestCalls> peers(int many) {
    List<TestCalls> peers = new ArrayList<>();
    for (int i = 0; i < many; i++) {
      peers.add(like("peer-" + i).every(50 + i, 2_000.0 * i, COMES + 3 * HOUR));
    }
    return peers;
  }

  private static TestCalls like(String id) {
    return TestCalls.agent(id)
        .calling(n -> JOURNEY.get(n % JOURNEY.size()))
        .touching(n -> TestCalls.scattered((n / JOURNEY.size()) % 5))
        .answered(n -> n % 97 == 0 ? 404 : 200);
  }
}
