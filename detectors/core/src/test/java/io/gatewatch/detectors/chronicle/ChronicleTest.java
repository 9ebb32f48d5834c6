package io.gatewatch.detectors.chronicle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.gatewatch.detectors.Court;
import io.gatewatch.detectors.TestCalls;
import io.gatewatch.detectors.Traffic;
import io.gatewatch.detectors.book.Book;
import io.gatewatch.features.Rounds;
import io.gatewatch.features.View;
import io.gatewatch.ingest.ApiCall;
import io.gatewatch.ingest.ControlRecord;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChronicleTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Map<String, String> SCHEMAS =
      Map.of(UsageRow.TOPIC, "usage", ProfileRow.TOPIC, "profile", ContextRow.TOPIC, "context");
  private static final Map<String, Function<String, Record>> READERS =
      Map.of(
          UsageRow.TOPIC, ChronicleCodec::usage,
          ProfileRow.TOPIC, ChronicleCodec::profile,
          ContextRow.TOPIC, ChronicleCodec::context);

  @Test
  void everyRowOfALivelyHourFitsItsSchemaAndComesBackWhole() throws IOException {
    List<ChronicleRow> rows = hear(Traffic.of(7));
    assertThat(rows)
        .extracting(ChronicleRow::topic)
        .contains(SCHEMAS.keySet().toArray(String[]::new));
    for (ChronicleRow row : rows) {
      assertThat(schema(row.topic()).validate(JSON.readTree(row.json()))).isEmpty();
      assertThat(ChronicleCodec.write(READERS.get(row.topic()).apply(row.json())))
          .isEqualTo(row.json());
    }
  }

  @Test
  void theSchemasNoticeAMissingFieldAndAWrongOne() throws IOException {
    for (ChronicleRow row : hear(Traffic.of(7))) {
      ObjectNode json = (ObjectNode) JSON.readTree(row.json());
      assertThat(schema(row.topic()).validate(json.deepCopy().without("tenant"))).isNotEmpty();
      assertThat(schema(row.topic()).validate(json.deepCopy().put("schema", 2))).isNotEmpty();
      assertThat(schema(row.topic()).validate(json.deepCopy().put("later", 1))).isEmpty();
    }
  }

  @Test
  void anHourOfAPrincipalIsOneRowAndARoundOfAViewAtMostOne() {
    List<ChronicleRow> rows = hear(Traffic.of(7));
    List<String> usage = keys(rows, UsageRow.TOPIC);
    assertThat(usage).doesNotHaveDuplicates().hasSize(10);
    assertThat(usage).contains("bank/edge/source/198.51.100.0%2F24/2026-03-02T09Z");
    assertThat(keys(rows, ContextRow.TOPIC)).doesNotHaveDuplicates();
    assertThat(keys(rows, ProfileRow.TOPIC)).hasSize(9).allMatch(key -> key.contains("/agent/"));
  }

  @Test
  void noCallIsLostAndNoneCountedTwice() {
    List<ApiCall> calls = Traffic.of(7);
    long told = 0;
    for (ChronicleRow row : hear(calls)) {
      if (row.topic().equals(UsageRow.TOPIC)) {
        UsageRow usage = ChronicleCodec.usage(row.json());
        told += usage.use().calls() + usage.use().throttled();
        assertThat(usage.use().callsPerMinute().stream().mapToInt(m -> m).sum()).isEqualTo(60);
        assertThat(usage.other()).isNull();
        assertThat(usage.groups().values().stream().mapToLong(use -> use.calls()).sum())
            .isEqualTo(usage.use().calls());
      }
    }
    assertThat(told).isEqualTo(calls.size());
  }

  @Test
  void anOutageStandsInTheContextsFromItsBeginningToItsEnd() {
    List<ContextRow> ledger =
        hear(Traffic.of(7)).stream()
            .filter(row -> row.topic().equals(ContextRow.TOPIC))
            .map(row -> ChronicleCodec.context(row.json()))
            .filter(row -> row.kind() == View.Kind.SERVICE && row.view().equals("payments"))
            .toList();
    List<Instant> since =
        ledger.stream().map(ContextRow::degradedSince).filter(t -> t != null).distinct().toList();
    assertThat(since).hasSize(1);
    assertThat(ledger).last().extracting(ContextRow::degradedSince).isNull();
    assertThat(ledger)
        .filteredOn(row -> row.degradedSince() != null)
        .allSatisfy(row -> assertThat(row.time()).isAfter(since.get(0)))
        .hasSizeGreaterThan(6);
  }

  @Test
  void whatIsGrantedStandsBesideWhatIsUsed() {
    String registry =
        "agents: [{id: app, name: App, scopes: [b.read, a.read]}, {id: bare, name: B}]";
    ControlRecord record =
        ControlRecord.of(ControlRecord.REGISTRY, "given", 1, Instant.EPOCH, registry);
    Book book = Book.shipped();
    book.add(record);
    Court court = new Court(book);
    court.hear(
        TestCalls.together(
            List.of(
                TestCalls.agent("app").named("a.read").every(60, 0, 600).named("c.write").at(700),
                TestCalls.agent("bare").named("a.read").at(0),
                TestCalls.agent("stranger").named("a.read").at(0))));
    List<ProfileRow> profiles = profiles(court.chronicle());
    assertThat(profiles)
        .extracting(ProfileRow::granted)
        .containsExactlyInAnyOrder(List.of("a.read", "b.read"), List.of(), null);
    assertThat(profiles)
        .extracting(ProfileRow::unused)
        .containsExactlyInAnyOrder(List.of("b.read"), List.of(), null);
    assertThat(profiles)
        .extracting(ProfileRow::beyond)
        .containsExactlyInAnyOrder(List.of("c.write"), null, null);
  }

  @Test
  void noProfileNamesAnAddress() {
    assertThat(hear(Traffic.of(7)))
        .filteredOn(row -> row.topic().equals(ProfileRow.TOPIC))
        .allSatisfy(
            row -> assertThat(row.json()).doesNotContainPattern("[0-9]+\\.[0-9]+\\.[0-9]+"));
  }

  @Property(tries = 10, seed = "5")
  void neitherTheOrderOfPrincipalsNorWhenTheClockTicksShows(@ForAll long seed) {
    List<ApiCall> calls = Traffic.of(seed);
    Set<ChronicleRow> expected = Set.copyOf(hear(calls));
    List<ApiCall> permuted = Traffic.permutedWithinRounds(calls, Rounds.MILLIS, seed + 1);
    assertThat(Set.copyOf(hear(permuted))).isEqualTo(expected);
    Random random = new Random(seed);
    Court court = new Court(Book.shipped());
    for (ApiCall call : calls) {
      if (random.nextInt(50) == 0) {
        court.tick(call.time().toEpochMilli() - random.nextInt(60_000));
      }
      court.take(call);
    }
    assertThat(Set.copyOf(court.tick(Long.MAX_VALUE / 2).chronicle())).isEqualTo(expected);
  }

  @Test
  void aTurkishMachineWritesTheSameBytes() {
    Set<ChronicleRow> here = Set.copyOf(hear(Traffic.of(3)));
    Locale usual = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("tr-TR"));
      assertThat(Set.copyOf(hear(Traffic.of(3)))).isEqualTo(here);
    } finally {
      Locale.setDefault(usual);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "null", "{}", "[]", "not json", "{\"schema\":1,\"use\":{\"calls\":3}}"})
  void whatIsNoRowIsRefusedInOneLine(String text) {
    for (Map.Entry<String, Function<String, Record>> reader : READERS.entrySet()) {
      assertThatThrownBy(() -> reader.getValue().apply(text))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("not a record of " + reader.getKey())
          .message()
          .hasLineCount(1);
    }
  }

  private static List<ChronicleRow> hear(List<ApiCall> calls) {
    return new Court(Book.shipped()).hear(calls).chronicle();
  }

  private static List<ProfileRow> profiles(List<ChronicleRow> rows) {
    return rows.stream()
        .filter(row -> row.topic().equals(ProfileRow.TOPIC))
        .map(row -> ChronicleCodec.profile(row.json()))
        .toList();
  }

  private static List<String> keys(List<ChronicleRow> rows, String topic) {
    return rows.stream().filter(row -> row.topic().equals(topic)).map(ChronicleRow::key).toList();
  }

  private static JsonSchema schema(String topic) throws IOException {
    String file = "/schemas/" + SCHEMAS.get(topic) + ".schema.json";
    try (InputStream in = ChronicleTest.class.getResourceAsStream(file)) {
      return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
          .getSchema(JSON.readTree(in));
    }
  }
}
