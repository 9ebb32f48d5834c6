package io.gatewatch.models.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatewatch.models.ModelFile;
import io.gatewatch.models.training.TrainingRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FixturesTest {
  private static final String AGENT = "default/default/agent/kong%7Eapp-7";
  private static final List<TrainingRow> ROWS =
      List.of(
          Made.row(AGENT, 0, 20),
          Made.row("other", 0, 5),
          Made.row(AGENT, 9, 700),
          Made.row(AGENT, 60, 3));

  @TempDir private Path folder;

  @Test
  void aFalseAlarmIsKeptOnceAndNamesNobody() throws IOException {
    Fixtures fixtures = new Fixtures(new DirectoryStore(folder));
    String id = keep(fixtures);
    assertThat(keep(fixtures)).isEqualTo(id);
    assertThat(fixtures.all()).hasSize(1);
    Fixture kept = fixtures.all().get(0);
    assertThat(kept.minutes()).extracting(Fixture.Minute::offsetSeconds).containsExactly(0L, 540L);
    assertThat(kept.minutes().get(1).features()).containsOnly(entry("calls_1m", 700));
    String written = Files.readString(folder.resolve("fixtures/" + id + ".json"));
    assertThat(written).doesNotContain("app-7", "kong", "2026");
  }

  @Test
  void theSameFalseAlarmHasAnotherNameInAnotherRegistry() throws IOException {
    String here = keep(new Fixtures(new DirectoryStore(folder.resolve("a"))));
    String there = keep(new Fixtures(new DirectoryStore(folder.resolve("b"))));
    assertThat(here).isNotEqualTo(there);
  }

  @Test
  void aSpanWithoutRowsIsNoFixture() throws IOException {
    Fixtures fixtures = new Fixtures(new DirectoryStore(folder));
    assertThat(fixtures.keep("nobody", Made.START, Made.START.plusSeconds(600), "none", ROWS))
        .isNull();
    assertThat(fixtures.all()).isEmpty();
  }

  @Test
  void minutesOfAnAttackAreNoFalseAlarmAndTheLastMomentCounts() throws IOException {
    TrainingRow calm = Made.row(AGENT, 5, 20);
    TrainingRow attack =
        new TrainingRow(
            AGENT,
            Made.START,
            calm.cohort(),
            calm.features(),
            "scraping",
            "attack-1",
            null,
            calm.told());
    Fixtures fixtures = new Fixtures(new DirectoryStore(folder));
    fixtures.keep(AGENT, Made.START, calm.time(), "none", List.of(attack, calm));
    assertThat(fixtures.all()).singleElement().satisfies(f -> assertThat(f.minutes()).hasSize(1));
  }

  @Test
  void aFixtureThatIsThereNeedsItsRowsNoMore() throws IOException {
    Fixtures fixtures = new Fixtures(new DirectoryStore(folder));
    String id = keep(fixtures);
    Instant end = Made.START.plusSeconds(3_500);
    assertThat(fixtures.keep(AGENT, Made.START, end, "again", List.of())).isEqualTo(id);
  }

  @Test
  void aFixtureOfOtherFeaturesIsKeptOnceMoreWhereItsRowsAreThere() throws IOException {
    Fixtures fixtures = new Fixtures(new DirectoryStore(folder));
    String id = keep(fixtures);
    Path file = folder.resolve("fixtures/" + id + ".json");
    String old =
        Files.readString(file).replaceFirst("\"schemaVersion\":\\d+", "\"schemaVersion\":3");
    Files.delete(file);
    Files.writeString(file, old);
    Instant end = Made.START.plusSeconds(3_500);
    assertThat(fixtures.keep(AGENT, Made.START, end, "again", List.of())).isEqualTo(id);
    assertThat(fixtures.all()).hasSize(1);
    assertThat(keep(fixtures)).isEqualTo(Fixture.renewed(id)).isEqualTo(keep(fixtures));
    assertThat(fixtures.all())
        .extracting(Fixture::comparable)
        .containsExactlyInAnyOrder(false, true);
  }

  @Test
  void aRetiredFixtureIsAskedNoMoreAndStaysHoweverOftenItsVerdictIsGiven() throws IOException {
    Store store = new DirectoryStore(folder);
    ModelRegistry registry = new ModelRegistry(store, Clock.systemUTC());
    Fixtures fixtures = new Fixtures(store);
    String id = keep(fixtures);
    assertThat(fixtures.asked(registry.events())).hasSize(1);
    assertThat(fixtures.find(id)).isEqualTo(fixtures.find(id));
    registry.record(ModelRegistry.Change.retires(fixtures.find(id), "ada", "was an attack"), 0);
    keep(fixtures);
    assertThat(fixtures.asked(registry.events())).isEmpty();
    assertThat(fixtures.all()).hasSize(1);
    String renewed = Fixture.renewed(id);
    Fixture old = fixtures.all().get(0);
    store.create(
        "fixtures/" + renewed + ".json",
        RegistryJson.write(new Fixture(renewed, "x", old.cohort(), 3, old.minutes())));
    assertThat(fixtures.find(renewed)).isEqualTo(id);
    assertThat(fixtures.asked(registry.events())).isEmpty();
    assertThat(registry.stages().models()).isEmpty();
    assertThatThrownBy(() -> fixtures.find("fx-none")).hasMessageContaining("fx-none: none");
  }

  /** Stores hold what was written before reasons were made plain. */
  @Test
  void aReasonIsPlainTextAlsoWhereItWasKeptRaw() throws IOException {
    Fixtures fixtures = new Fixtures(new DirectoryStore(folder));
    Path file = folder.resolve("fixtures/" + keep(fixtures) + ".json");
    String raw = Files.readString(file).replace("month's end", "ok\\u001b[2K\\npassed  fixtures");
    Files.delete(file);
    Files.writeString(file, raw);
    assertThat(fixtures.all().get(0).reason()).isEqualTo("ok\ufffd[2K\ufffdpassed  fixtures");
  }

  @Test
  void aFixtureThatWasReadBackIsScoredLikeTheRowsThatItIsOf() throws IOException {
    Fixtures fixtures = new Fixtures(new DirectoryStore(folder));
    keep(fixtures);
    List<Double> scores = new ArrayList<>();
    for (Fixture.Minute minute : fixtures.all().get(0).minutes()) {
      scores.add(ModelFile.open(Made.model("minutes", 0)).score(Fixture.vector(minute)));
    }
    assertThat(scores).containsExactly(StrictMath.log1p(20), StrictMath.log1p(700));
  }

  private static String keep(Fixtures fixtures) throws IOException {
    return fixtures.keep(AGENT, Made.START, Made.START.plusSeconds(3_500), "month's end", ROWS);
  }

  private static Map.Entry<String, Double> entry(String feature, double value) {
    return Map.entry(feature, value);
  }
}
