package io.gatewatch.detectors.drift;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatewatch.detectors.Category;
import io.gatewatch.detectors.Detection;
import io.gatewatch.detectors.Entity;
import io.gatewatch.detectors.Evidence;
import io.gatewatch.detectors.MadeModels;
import io.gatewatch.detectors.Severity;
import io.gatewatch.detectors.book.Book;
import io.gatewatch.detectors.book.ModelPointer;
import io.gatewatch.detectors.rules.RuleSet;
import io.gatewatch.ingest.ControlRecord;
import io.gatewatch.ingest.Sha256;
import io.gatewatch.models.AnomalyModel;
import io.gatewatch.models.ModelFile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A made-up model remembers that three calls a minute are usual; votes are cast by hand. */
class DriftTest {
  private static final long DAY = 86_400_000;
  private static final String TEXT = MadeModels.remembering("made");
  private static final AnomalyModel MODEL = ModelFile.open(TEXT);

  /** The tenths of the p-values of none to three calls a minute, to this model. */
  private static final int[] TENTHS = {9, 7, 5, 2};

  private final List<Detection> told = new ArrayList<>();
  private final List<DriftReading> read = new ArrayList<>();
  private final Random random = new Random(3);
  private DriftWatch watch = watch(ModelPointer.CHAMPION);

  @Test
  void weeksOfTheSameTrafficAreNotToldOf() {
    for (int day = 0; day < 28; day++) {
      castDay(day, 60, 0, 0);
    }
    assertThat(told).isEmpty();
    assertThat(read).isNotEmpty().allMatch(r -> r.measured().psi().get(0).psi() < 0.1);
  }

  @Test
  void inputsThatHaveMovedAreToldOfOnceTheyHaveForTwoDays() {
    for (int day = 0; day < 8; day++) {
      castDay(day, 60, 0, 0);
    }
    assertThat(told).isEmpty();
    int day = 8;
    while (told.isEmpty() && day < 20) {
      castDay(day++, 60, 2, 0);
    }
    Detection first = told.get(0);
    assertThat(first.category()).isEqualTo(Category.MODEL_DRIFT);
    assertThat(first.severity()).isEqualTo(Severity.LOW);
    assertThat(first.entity().kind()).isEqualTo(Entity.Kind.SERVICE);
    assertThat(first.entity().id()).isEqualTo(MODEL.version() + " aisp");
    assertThat(first.evidence()).extracting(Evidence::feature).containsExactly("calls_1m");
    assertThat(first.time()).isEqualTo(Instant.ofEpochMilli(day * DAY));
    assertThat(read.get(read.size() - 2).measured().psi().get(0).psi())
        .isGreaterThanOrEqualTo(0.25);
  }

  @Test
  void thatItGoesOnIsTheSameFindingAgain() {
    for (int day = 0; day < 12; day++) {
      castDay(day, 60, 2, 0);
    }
    assertThat(told).hasSizeGreaterThan(3);
    assertThat(told).extracting(Detection::detectionId).containsOnly(told.get(0).detectionId());
    assertThat(told.get(2).sequence()).isEqualTo(2);
  }

  @Test
  void pValuesThatMeanSomethingElseAreGraver() {
    for (int day = 0; day < 9; day++) {
      castDay(day, 60, 0, 2);
    }
    assertThat(told.get(0).severity()).isEqualTo(Severity.MEDIUM);
    assertThat(told.get(0).evidence()).extracting(Evidence::feature).contains("p_value");
  }

  @Test
  void nobodyHearsOfAShadowsDrift() {
    watch = watch(ModelPointer.SHADOW);
    for (int day = 0; day < 9; day++) {
      castDay(day, 60, 2, 2);
    }
    assertThat(told).isNotEmpty().allMatch(d -> d.mode() == Detection.Mode.SHADOW);
  }

  @Test
  void aLateVoteClosesNoDayAgain() {
    for (int day = 0; day < 7; day++) {
      castDay(day, 60, 2, 2);
    }
    assertThat(told).isEmpty();
    watch.vote(vote(6 * DAY + 9, 2, 2));
    watch.advance(7 * DAY + 10_000);
    assertThat(told).isEmpty();
    assertThat(read).hasSize(1);
  }

  /** What is in no week to come is not counted, and does not make a week whole. */
  @Test
  void aVoteOfLongAgoMakesNoWholeWeek() {
    castDay(30, 600, 2, 2);
    watch.vote(vote(2 * DAY, 2, 2));
    watch.vote(vote(26 * DAY, 2, 2));
    for (int day = 31; day < 36; day++) {
      castDay(day, 600, 2, 2);
    }
    assertThat(read).isEmpty();
    castDay(36, 600, 2, 2);
    assertThat(read).hasSize(1);
    assertThat(read.get(0).measured().votes()).isEqualTo(7 * 600);
  }

  @Test
  void aVoteOfLongAgoThatComesFirstMakesNoWholeWeekEither() {
    watch.vote(vote(2 * DAY, 2, 2));
    for (int day = 30; day < 36; day++) {
      castDay(day, 600, 2, 2);
    }
    assertThat(read).isEmpty();
    castDay(36, 600, 2, 2);
    assertThat(read).hasSize(1);
  }

  @Test
  void daysWithTooFewVotesBetweenAreNoDaysInARow() {
    for (int day = 0; day < 7; day++) {
      castDay(day, 60, 2, 2);
    }
    assertThat(read).hasSize(1);
    for (int day = 7; day < 14; day++) {
      castDay(day, 1, 2, 2);
    }
    told.clear();
    read.clear();
    castDay(14, 400, 2, 2);
    assertThat(read).hasSize(1);
    assertThat(told).isEmpty();
  }

  @Test
  void halfAWeekIsHeldAgainstNothing() {
    for (int day = 0; day < 6; day++) {
      castDay(day, 600, 2, 2);
    }
    assertThat(read).isEmpty();
  }

  @Test
  void fewVotesSayNothing() {
    for (int day = 0; day < 8; day++) {
      castDay(day, 20, 2, 2);
    }
    assertThat(told).isEmpty();
    assertThat(read).isEmpty();
  }

  @Test
  void aModelThatIsNoLongerInForceIsForgottenWithinAWeek() {
    for (int day = 0; day < 8; day++) {
      castDay(day, 60, 0, 0);
    }
    watch.vote(new DriftVote("gone-1", "aisp", 8 * DAY + 5, new byte[] {1, 0}));
    watch.advance(20 * DAY);
    assertThat(watch.nextDue()).isEqualTo(Long.MAX_VALUE);
    assertThat(read).extracting(DriftReading::model).containsOnly(MODEL.version());
  }

  @Test
  void aStateThatWasStoredGoesOnAsItWas() throws IOException {
    DriftState state = new DriftState();
    for (int i = 0; i < 300; i++) {
      state.add(vote(i * 2_400_000L, 2, 2));
    }
    state.sees(true, 8);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    state.writeTo(new DataOutputStream(bytes));
    DriftState stored =
        DriftState.readFrom(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
    assertThat(Drift.read(stored, MODEL, "aisp", 9))
        .isNotNull()
        .isEqualTo(Drift.read(state, MODEL, "aisp", 9));
    assertThat(stored.sees(true, 9)).isEqualTo(2);
    assertThat(stored.since()).isEqualTo(8);
  }

  private void castDay(int day, int votes, int shift, int rarer) {
    for (int i = 0; i < votes; i++) {
      watch.vote(vote(day * DAY + i * 1_000L, shift, rarer));
    }
    watch.advance((day + 1) * DAY);
  }

  private DriftVote vote(long time, int shift, int rarer) {
    int calls = random.nextInt(4);
    byte bin = (byte) Math.min(3, calls + shift);
    byte tenth = (byte) TENTHS[Math.min(3, calls + rarer)];
    return new DriftVote(MODEL.version(), "aisp", time, new byte[] {bin, tenth});
  }

  private DriftWatch watch(String role) {
    return new DriftWatch(book(role), told::add, read::add);
  }

  private static Book book(String role) {
    return Book.of(
        List.of(
            ControlRecord.of(
                ControlRecord.RULES, "shipped", 1, Instant.EPOCH, RuleSet.shipped().text()),
            MadeModels.file(TEXT, Instant.EPOCH),
            ControlRecord.of(
                ControlRecord.MODEL,
                role,
                1,
                Instant.EPOCH,
                new ModelPointer(Sha256.hex(TEXT), MODEL.version()).write())));
  }
}
