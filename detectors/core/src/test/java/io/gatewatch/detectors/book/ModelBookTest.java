package io.gatewatch.detectors.book;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatewatch.detectors.MadeModels;
import io.gatewatch.detectors.TestCalls;
import io.gatewatch.detectors.rules.RuleSet;
import io.gatewatch.ingest.ControlRecord;
import io.gatewatch.ingest.Sha256;
import io.gatewatch.models.AnomalyModel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Which models were in force when. */
class ModelBookTest {
  private static final String A = MadeModels.text("a");
  private static final String B = MadeModels.text("b");
  private static final String CHAMPION = ModelPointer.CHAMPION;
  private static final String SHADOW = ModelPointer.SHADOW;

  @Test
  void aModelGoesFromShadowToChampionAndIsTakenBack() {
    Book book = book(file(A, 0), file(B, 0));
    book.add(pointer(CHAMPION, 1, 10, A));
    book.add(pointer(SHADOW, 1, 10, B));
    book.add(pointer(CHAMPION, 2, 60, B));
    book.add(none(SHADOW, 2, 60));
    book.add(none(CHAMPION, 3, 120));
    assertThat(at(book, 0)).isEqualTo("- -");
    assertThat(at(book, 10)).isEqualTo("a b");
    assertThat(at(book, 59)).isEqualTo("a b");
    assertThat(at(book, 60)).isEqualTo("b -");
    assertThat(at(book, 120)).isEqualTo("- -");
    assertThat(book.inForce(millis(60)).versions().models()).isEqualTo(MadeModels.version(B));
    assertThat(book.inForce(millis(120)).versions().models()).isNull();
  }

  @Test
  void aModelIsNotOnTrialBesideItself() {
    Book book = book(file(A, 0), pointer(CHAMPION, 1, 10, A), pointer(SHADOW, 1, 10, A));
    assertThat(at(book, 10)).isEqualTo("a -");
  }

  @Test
  void aPointerToNothingIsRefusedInOneLineAndTheOldModelStays() {
    Book book = book(file(A, 0), pointer(CHAMPION, 1, 10, A));
    assertThatThrownBy(() -> book.add(pointer(CHAMPION, 2, 60, B)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("model: champion points to file " + Sha256.hex(B) + ", which is not here");
    assertThat(at(book, 60)).isEqualTo("a -");
  }

  @Test
  void aFileThatIsBrokenFromTheFutureOrAnothersIsRefusedAndTheOldModelStays() {
    Book book = book(file(A, 0), pointer(CHAMPION, 1, 10, A));
    String broken = B.substring(0, B.length() / 2);
    String future = B.replaceFirst("\"schemaVersion\":\\d+", "\"schemaVersion\":999");
    for (String text : List.of(broken, future, "")) {
      assertThatThrownBy(() -> book.add(file(text, 0)))
          .isInstanceOf(IllegalArgumentException.class)
          .message()
          .startsWith("model: ")
          .doesNotContain("\n");
      assertThatThrownBy(
              () ->
                  book.add(
                      record(CHAMPION, 2, 60, new ModelPointer(Sha256.hex(text), "b-1").write())))
          .isInstanceOf(IllegalArgumentException.class);
    }
    ControlRecord anothers =
        ControlRecord.of(ControlRecord.MODEL_FILE, Sha256.hex(A), 2, time(0), B);
    assertThatThrownBy(() -> book.add(anothers))
        .hasMessage("model-file: id " + Sha256.hex(A) + " (expected: the hash of its payload)");
    assertThat(at(book, 60)).isEqualTo("a -");
  }

  @Test
  void aPointerThatNamesAnotherModelThanItsFileIsRefused() {
    Book book = book(file(A, 0), file(B, 0), pointer(CHAMPION, 1, 10, A));
    String mistaken = new ModelPointer(Sha256.hex(B), MadeModels.version(A)).write();
    assertThatThrownBy(() -> book.add(record(CHAMPION, 2, 60, mistaken)))
        .hasMessageContaining("names another than its file")
        .hasMessageContaining(MadeModels.version(B));
    assertThat(at(book, 60)).isEqualTo("a -");
  }

  @Test
  void aPointerMustBeOne() {
    for (String payload :
        List.of("", "x", "[]", "{}", "{\"sha256\":1,\"model\":\"a\"}", "{\"sha256\":\"ff\"}", A)) {
      assertThatThrownBy(() -> new Book().add(record(CHAMPION, 1, 0, payload)))
          .isInstanceOf(IllegalArgumentException.class)
          .message()
          .startsWith("model: ")
          .doesNotContain("\n");
    }
    ModelPointer some = new ModelPointer(Sha256.hex(A), "a-1");
    assertThat(ModelPointer.read(some.write())).isEqualTo(some);
    assertThat(ModelPointer.read("{\"sha256\": null}")).isEqualTo(ModelPointer.NONE);
    assertThat(ModelPointer.read(ModelPointer.NONE.write())).isEqualTo(ModelPointer.NONE);
  }

  /** As it was released before there were pointers. */
  @Test
  void aWholeModelInARecordOfItsOwnIsTheChampionUntilAPointerSaysOtherwise() {
    ControlRecord whole = ControlRecord.of(ControlRecord.MODEL, "shipped", 1, Instant.EPOCH, A);
    Book book = book(whole, file(B, 0));
    assertThat(at(book, 0)).isEqualTo("a -");
    assertThatThrownBy(() -> book.add(record(CHAMPION, 1, Instant.EPOCH, pointerText(B))))
        .hasMessageContaining("of a later time");
    assertThat(at(book, 0)).isEqualTo("a -");
    book.add(pointer(CHAMPION, 2, 60, B));
    book.add(none(CHAMPION, 3, 120));
    assertThat(at(book, 59)).isEqualTo("a -");
    assertThat(at(book, 60)).isEqualTo("b -");
    assertThat(at(book, 120)).isEqualTo("- -");
  }

  /** Also pointers read before their file, and one whose file counts from later than itself. */
  @Test
  void anyOrderOfTheSameRecordsIsTheSameBook() {
    String late = MadeModels.text("late");
    List<ControlRecord> records =
        new ArrayList<>(
            List.of(
                file(A, 0),
                file(B, 5),
                file(late, 90),
                pointer(CHAMPION, 1, 10, A),
                pointer(CHAMPION, 2, 50, B),
                pointer(CHAMPION, 3, 50, A),
                pointer(SHADOW, 1, 20, B),
                pointer(SHADOW, 2, 60, late),
                pointer(CHAMPION, 4, 70, late),
                none(SHADOW, 3, 80),
                pointer(CHAMPION, 5, 100, late)));
    for (int seed = 0; seed < 200; seed++) {
      Collections.shuffle(records, new Random(seed));
      Book book = book();
      for (ControlRecord record : records) {
        try {
          book.add(record);
        } catch (IllegalArgumentException e) {
          assertThat(record.kind()).isEqualTo(ControlRecord.MODEL);
        }
      }
      StringBuilder said = new StringBuilder();
      for (int second : List.of(0, 10, 20, 50, 60, 70, 80, 100)) {
        said.append(at(book, second)).append(", ");
      }
      assertThat(said)
          .as("order of seed " + seed)
          .hasToString("- -, a -, a b, a b, a b, a b, a -, late -, ");
    }
  }

  private static Book book(ControlRecord... records) {
    Book book =
        Book.of(
            List.of(
                ControlRecord.of(
                    ControlRecord.RULES, "r", 1, Instant.EPOCH, RuleSet.shipped().text())));
    List.of(records).forEach(book::add);
    return book;
  }

  private static String at(Book book, int second) {
    Brain brain = book.inForce(millis(second));
    return name(brain.champion()) + " " + name(brain.shadow());
  }

  private static String name(AnomalyModel model) {
    return model == null ? "-" : model.card().name();
  }

  private static ControlRecord file(String text, int second) {
    return MadeModels.file(text, time(second));
  }

  private static ControlRecord pointer(String id, int version, int second, String text) {
    return record(id, version, second, pointerText(text));
  }

  private static String pointerText(String text) {
    return new ModelPointer(Sha256.hex(text), MadeModels.version(text)).write();
  }

  private static ControlRecord none(String id, int version, int second) {
    return record(id, version, second, ModelPointer.NONE.write());
  }

  private static ControlRecord record(String id, int version, int second, String payload) {
    return record(id, version, time(second), payload);
  }

  private static ControlRecord record(String id, int version, Instant from, String payload) {
    return ControlRecord.of(ControlRecord.MODEL, id, version, from, payload);
  }

  private static Instant time(int second) {
    return Instant.ofEpochMilli(millis(second));
  }

  private static long millis(int second) {
    return TestCalls.START + 1_000L * second;
  }
}
