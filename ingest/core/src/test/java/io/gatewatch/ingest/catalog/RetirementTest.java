package io.gatewatch.ingest.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatewatch.ingest.ApiCall.Lifecycle;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RetirementTest {
  private static final Instant MARCH = Instant.parse("2026-03-15T12:00:00Z");

  @Test
  void whatIsDeprecatedIsSoFromItsDayAndGoneFromItsEnd() {
    assertThat(Retirement.of("deprecated").at(MARCH)).isEqualTo(Lifecycle.DEPRECATED);
    assertThat(Retirement.of("deprecated 2026-03-15").at(MARCH)).isEqualTo(Lifecycle.DEPRECATED);
    assertThat(Retirement.of("deprecated 2026-03-16").at(MARCH)).isNull();
    assertThat(Retirement.of("sunset 2026-06-30").at(MARCH)).isEqualTo(Lifecycle.DEPRECATED);
    assertThat(Retirement.of("sunset 2026-03-15").at(MARCH)).isEqualTo(Lifecycle.SUNSET);
    assertThat(Retirement.of("deprecated 2026-05-01 sunset 2026-06-30").at(MARCH)).isNull();
  }

  @Test
  void theSpellingIsReadBack() {
    for (String text :
        List.of(
            "deprecated",
            "deprecated 2026-01-31",
            "sunset 2026-06-30",
            "deprecated sunset 2026-06-30")) {
      assertThat(Retirement.of(text).text()).isEqualTo(text);
    }
    CatalogOperation plain = CatalogOperation.of("GET", "/v1/a", "a");
    CatalogOperation old = plain.retiring(Retirement.of("sunset 2026-06-30"));
    CatalogSource source = CatalogSource.of("bank", "by hand", "high", List.of(), List.of(old));
    String written = Catalog.of(List.of(source)).text();
    assertThat(Catalog.read(written).text()).isEqualTo(written);
    assertThat(Catalog.read(written).match("GET", "/v1/a").retirement().at(MARCH))
        .isEqualTo(Lifecycle.DEPRECATED);
  }

  @Test
  void anythingElseIsRefused() {
    for (String text : List.of("", "old", "sunset", "sunset tomorrow", "deprecated 2026-13-01")) {
      assertThatThrownBy(() -> Retirement.of(text))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("expected");
    }
  }
}
