package io.gatewatch.ingest.book;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatewatch.ingest.ControlRecord;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class IngestBookTest {
  private static final Instant FROM = Instant.parse("2026-03-02T09:00:00Z");

  @Test
  void aRegistryCountsFromItsVeryMillisecond() {
    IngestBook book = IngestBook.of(List.of(registry("r", 1, FROM, "old")));
    book = book.with(registry("r", 2, FROM.plusSeconds(60), "new"));
    assertThat(name(book, FROM.minusMillis(1))).isNull();
    assertThat(name(book, FROM)).isEqualTo("old");
    assertThat(name(book, FROM.plusMillis(59_999))).isEqualTo("old");
    assertThat(name(book, FROM.plusSeconds(60))).isEqualTo("new");
  }

  @Test
  void theOrderInWhichRecordsAreReadDoesNotShow() {
    ControlRecord first = registry("a", 2, FROM, "two");
    ControlRecord second = registry("b", 2, FROM, "three");
    ControlRecord third = registry("z", 1, FROM, "one");
    assertThat(name(IngestBook.of(List.of(first, second, third)), FROM))
        .isEqualTo(name(IngestBook.of(List.of(third, second, first)), FROM))
        .isEqualTo("three");
  }

  @Test
  void aBookThatIsBeingReadDoesNotChange() {
    IngestBook before = IngestBook.of(List.of(registry("r", 1, FROM, "old")));
    IngestBook after = before.with(registry("r", 2, FROM, "new"));
    assertThat(name(before, FROM)).isEqualTo("old");
    assertThat(name(after, FROM)).isEqualTo("new");
  }

  @Test
  void otherKindsChangeNothingAndABrokenRegistryIsRefused() {
    IngestBook book = IngestBook.of(List.of(registry("r", 1, FROM, "old")));
    assertThat(book.with(ControlRecord.of(ControlRecord.RULES, "x", 1, FROM, "{"))).isSameAs(book);
    ControlRecord broken = ControlRecord.of(ControlRecord.REGISTRY, "r", 2, FROM, "agents: 1");
    assertThatThrownBy(() -> book.with(broken)).isInstanceOf(IllegalArgumentException.class);
  }

  private static ControlRecord registry(String id, int version, Instant from, String name) {
    String yaml = "agents: [{id: a, name: " + name + "}]";
    return ControlRecord.of(ControlRecord.REGISTRY, id, version, from, yaml);
  }

  private static String name(IngestBook book, Instant time) {
    var registry = book.registry(time.toEpochMilli());
    return registry == null ? null : registry.agents().get(0).name();
  }
}
