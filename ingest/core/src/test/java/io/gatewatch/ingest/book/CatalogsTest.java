package io.gatewatch.ingest.book;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatewatch.ingest.ControlRecord;
import io.gatewatch.ingest.catalog.Catalog;
import io.gatewatch.ingest.catalog.CatalogOperation;
import io.gatewatch.ingest.catalog.CatalogSource;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class CatalogsTest {
  private static final String PATH = "/open-banking/v4.0/aisp/accounts/7/balances";
  private static final Instant LATER = Instant.parse("2026-01-10T13:00:00Z");

  @Test
  void aPersonsOperationsGoBeforeThoseThatShipAndCountFromTheirTime() {
    IngestBook book = IngestBook.shipped().with(given(1, LATER, "ours"));

    assertThat(operation(book, LATER.minusMillis(1)))
        .isEqualTo(operation(IngestBook.shipped(), LATER));
    assertThat(operation(book, LATER)).isEqualTo("ours");
    assertThat(book.catalog(LATER.toEpochMilli()).match("GET", "/open-banking/v4.0/aisp/accounts"))
        .as("what ships is still known")
        .isNotNull();
  }

  @Test
  void aNewVersionTakesThePlaceOfTheOldOneOfItsId() {
    IngestBook book =
        IngestBook.of(List.of(given(1, Instant.EPOCH, "first"), given(2, LATER, "second")));

    assertThat(operation(book, LATER.minusMillis(1))).isEqualTo("first");
    assertThat(operation(book, LATER)).isEqualTo("second");
    assertThat(book.catalog(LATER.toEpochMilli()).sources()).hasSize(1);
  }

  @Test
  void whatWasLearnedTemplatesPathsThatNoOperationKnows() {
    CatalogSource learned =
        new CatalogSource(
            "learned", "a test", "learned", List.of(), List.of(), List.of("/shops/{id:shop}"));
    ControlRecord record =
        ControlRecord.of(
            ControlRecord.CATALOG,
            IngestBook.LEARNED_CATALOG,
            1,
            Instant.EPOCH,
            Catalog.of(List.of(learned)).text());

    Catalog catalog = IngestBook.shipped().with(record).catalog(0);

    assertThat(catalog.learned().start()).isNotNull();
    assertThat(catalog.match("GET", PATH)).isNotNull();
  }

  @Test
  void theOrderInWhichRecordsWereReadDoesNotShow() {
    ControlRecord first = given(1, LATER, "first");
    ControlRecord second = given(2, LATER, "second");

    assertThat(operation(IngestBook.of(List.of(first, second)), LATER)).isEqualTo("second");
    assertThat(operation(IngestBook.of(List.of(second, first)), LATER)).isEqualTo("second");
  }

  private static String operation(IngestBook book, Instant time) {
    return book.catalog(time.toEpochMilli()).match("GET", PATH).operationId();
  }

  private static ControlRecord given(int version, Instant from, String operationId) {
    String path = "/open-banking/v4.0/aisp/accounts/{AccountId}/balances";
    Catalog catalog =
        Catalog.of(
            List.of(
                CatalogSource.of(
                    "own",
                    "a test",
                    "high",
                    List.of(),
                    List.of(CatalogOperation.of("GET", path, operationId)))));
    return ControlRecord.of(ControlRecord.CATALOG, "given", version, from, catalog.text());
  }
}
