package io.gatewatch.detectors.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatewatch.detectors.Category;
import io.gatewatch.detectors.Court;
import io.gatewatch.detectors.Detection;
import io.gatewatch.detectors.Evidence;
import io.gatewatch.detectors.MadeModels;
import io.gatewatch.detectors.Severity;
import io.gatewatch.detectors.TestCalls;
import io.gatewatch.detectors.book.Book;
import io.gatewatch.detectors.book.ModelPointer;
import io.gatewatch.ingest.ControlRecord;
import io.gatewatch.ingest.Sha256;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A champion, a shadow beside it, and what changes when they do. */
class LiveModelsTest {
  private static final String A = MadeModels.text("a");
  private static final String B = MadeModels.text("b");
  private static final int MINUTE = 60;

  /** Two calls a minute for two hours and a half, then one a second for forty minutes. */
  private static final TestCalls BUSY =
      TestCalls.agent("busy").every(30, 0, 150 * MINUTE).every(1, 150 * MINUTE, 190 * MINUTE);

  @Test
  void aShadowSaysWhatItWouldAsAChampionButNobodyHearsOfIt() {
    List<Detection> live = said(book(A, null));
    List<Detection> shadow = said(book(null, A));
    assertThat(live).isNotEmpty();
    assertThat(live).extracting(Detection::mode).containsOnly(Detection.Mode.LIVE);
    assertThat(shadow).extracting(Detection::mode).containsOnly(Detection.Mode.SHADOW);
    assertThat(shadow).extracting(Detection::time).isEqualTo(times(live));
    assertThat(shadow).extracting(Detection::detector).isEqualTo(detectors(live));
    assertThat(ids(shadow)).doesNotContainAnyElementsOf(ids(live));
    assertThat(live.get(0).versions().models()).isEqualTo(MadeModels.version(A));
    assertThat(shadow.get(0).versions().models()).isNull();
  }

  @Test
  void championAndShadowJudgeBesideEachOtherAsEachWouldAlone() {
    List<Detection> both = said(book(A, B));
    assertThat(both.stream().filter(d -> d.mode() == Detection.Mode.LIVE).map(Detection::time))
        .isEqualTo(times(said(book(A, null))));
    assertThat(both.stream().filter(d -> d.mode() == Detection.Mode.SHADOW).map(Detection::time))
        .isEqualTo(times(said(book(null, B))));
  }

  @Test
  void aPromotedShadowGoesOnWithItsEvidenceAndTellsAgainWhatNobodyHeard() {
    Book book = book(null, A);
    long promoted = first(said(book)).toEpochMilli() + 120_000;
    promoted -= promoted % 10_000;
    book.add(pointer(ModelPointer.CHAMPION, A, promoted));
    List<Detection> told = said(book);
    List<Detection> live = told.stream().filter(d -> d.mode() == Detection.Mode.LIVE).toList();
    assertThat(live).isNotEmpty();
    assertThat(live.get(0).sequence()).isZero();
    assertThat(live.get(0).time().toEpochMilli() - promoted).isBetween(0L, 61_000L);
    assertThat(told.stream().filter(d -> d.mode() == Detection.Mode.SHADOW).map(Detection::time))
        .isNotEmpty()
        .allMatch(Instant.ofEpochMilli(promoted)::isAfter);
  }

  @Test
  void aNewChampionInheritsNothing() {
    Book alone = book(A, null);
    Instant first = first(said(alone));
    long swapped = first.toEpochMilli() + 120_000;
    swapped -= swapped % 10_000;
    alone.add(MadeModels.file(B, Instant.EPOCH));
    alone.add(pointer(ModelPointer.CHAMPION, B, swapped));
    assertThat(said(alone))
        .as("b has not seen a quiet hour of it")
        .extracting(Detection::detector)
        .containsOnly("model." + MadeModels.version(A) + "@1");
  }

  @Test
  void aModelJudgesAgentsOfItsClassOnly() {
    String others = MadeModels.text("pisp-only", "medium", "pisp");
    String own = MadeModels.text("aisp-only", "medium", "aisp");
    assertThat(said(book(others, others))).isEmpty();
    assertThat(said(book(own, null)))
        .isNotEmpty()
        .allMatch(d -> d.severity() == Severity.MEDIUM)
        .allMatch(d -> d.category() == Category.UNUSUAL_BEHAVIOUR);
  }

  @Test
  void aModelThatWasTaughtAttacksNamesTheOneItSees() {
    Detection taught =
        said(book(MadeModels.labelled("taught", "scraping", "calls_1m"), null)).get(0);
    assertThat(taught.category()).isEqualTo(Category.SCRAPING);
    assertThat(taught.title()).isEqualTo("the busy behaves like scraping");
    assertThat(taught.summary()).contains("look like scraping").contains("calls");
    Detection odd = said(book(MadeModels.labelled("odd", "rain_dance", "calls_1m"), null)).get(0);
    assertThat(odd.category()).isEqualTo(Category.UNUSUAL_BEHAVIOUR);
    assertThat(odd.title()).isEqualTo("the busy behaves like no agent the model knows");
  }

  @Test
  void aRelativeInputIsHeldAgainstWhatIsUsualForTheAgent() {
    String relative = MadeModels.labelled("relative", "volume_spike", "calls_1m/usual_calls_1m");
    List<Detection> said = said(book(relative, null));
    assertThat(said).isNotEmpty();
    Evidence evidence = said.get(0).evidence().get(0);
    assertThat(evidence.feature()).isEqualTo("calls_1m");
    assertThat(evidence.value()).isGreaterThan(30);
    assertThat(evidence.baseline()).isBetween(0.5, 4.0);
  }

  /** Written by version 6; never written again. */
  @Test
  void evidenceOfAnUnnamedModelBecomesTheFirstChampions() throws IOException {
    Suspicion stored = stored();
    Book book = book(A, B);
    assertThat(stored.models.keepThoseOf(book.inForce(0))).isEmpty();
    ModelEvidence ofA = stored.models.of(book.inForce(0).champion());
    assertThat(ofA.capital).isEqualTo(12.5);
    assertThat(ofA.ownScores.largerP(0.1)).isEqualTo(11 / 101.0);
    assertThat(stored.models.of(book.inForce(0).shadow()).capital).isEqualTo(1);
    Suspicion withoutChampion = stored();
    withoutChampion.models.keepThoseOf(book(null, B).inForce(0));
    assertThat(withoutChampion.models.isEmpty()).isTrue();
  }

  @Test
  void noMoreIsKeptThanOfTheModelsInForceAndReadBack() throws IOException {
    Suspicion state = new Suspicion();
    for (String text : List.of(A, B, MadeModels.text("c"), MadeModels.text("d"))) {
      Book book = book(text, A);
      state.models.keepThoseOf(book.inForce(0));
      state.models.of(book.inForce(0).champion()).capital = 7;
    }
    state.models.of(book(A, null).inForce(0).champion());
    state.models.begins(29_000_000);
    assertThat(bytes(state)).hasSizeLessThan(80);
    assertThat(bytes(read(bytes(state)))).isEqualTo(bytes(state));
    assertThat(state.models.keepThoseOf(book(B, null).inForce(0)))
        .containsExactly(MadeModels.version(A), MadeModels.version(MadeModels.text("d")));
    assertThat(state.models.isEmpty()).isTrue();
  }

  private static Suspicion stored() throws IOException {
    try (InputStream in =
        LiveModelsTest.class.getResourceAsStream("/state/suspicion-v6-model.bin")) {
      return Suspicion.readFrom(new DataInputStream(in));
    }
  }

  private static byte[] bytes(Suspicion state) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    state.writeTo(new DataOutputStream(bytes));
    return bytes.toByteArray();
  }

  private static Suspicion read(byte[] bytes) throws IOException {
    return Suspicion.readFrom(new DataInputStream(new ByteArrayInputStream(bytes)));
  }

  private static List<Detection> said(Book book) {
    return new Court(book)
        .hear(BUSY.list()).detections().stream()
            .filter(d -> d.detector().startsWith("model."))
            .toList();
  }

  private static Book book(String champion, String shadow) {
    Book book = Book.shipped();
    if (champion != null) {
      book.add(MadeModels.file(champion, Instant.EPOCH));
      book.add(pointer(ModelPointer.CHAMPION, champion, 0));
    }
    if (shadow != null) {
      book.add(MadeModels.file(shadow, Instant.EPOCH));
      book.add(pointer(ModelPointer.SHADOW, shadow, 0));
    }
    return book;
  }

  private static ControlRecord pointer(String id, String text, long from) {
    String payload = new ModelPointer(Sha256.hex(text), MadeModels.version(text)).write();
    int version = from == 0 ? 1 : 2;
    return ControlRecord.of(ControlRecord.MODEL, id, version, Instant.ofEpochMilli(from), payload);
  }

  private static Instant first(List<Detection> detections) {
    return detections.get(0).time();
  }

  private static List<Instant> times(List<Detection> detections) {
    return detections.stream().map(Detection::time).toList();
  }

  private static List<String> detectors(List<Detection> detections) {
    return detections.stream().map(Detection::detector).toList();
  }

  private static Set<String> ids(List<Detection> detections) {
    return detections.stream().map(Detection::detectionId).collect(Collectors.toSet());
  }
}
