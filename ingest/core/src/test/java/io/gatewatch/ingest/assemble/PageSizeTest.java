package io.gatewatch.ingest.assemble;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PageSizeTest {
  @ParameterizedTest
  @CsvSource({
    "limit=50, 50",
    "pageSize=5000, 5000",
    "page_size=1, 1",
    "PAGESIZE=25, 25",
    "size=100000, 100000",
    "per_page=30, 30",
    "perPage=30, 30",
    "%24top=20, 20",
    "top=20, 20",
    "count=7, 7",
    "maxResults=250, 250",
    "page%5Bsize%5D=40, 40",
    "from=2026-01-01&limit=50&page=3, 50",
    "limit=50&pageSize=200, 50",
    "limit=all&pageSize=200, 200"
  })
  void whatAClientAsksForIsReadUnderTheNamesThatApisUse(String query, int rows) {
    assertThat(rows(query)).isEqualTo(rows);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "page=3",
        "limit",
        "limit=",
        "limit=0",
        "limit=-5",
        "limit=1e3",
        "limit=100001",
        "limit=99999999999999999999",
        "limit=%D9%A3",
        "account=12345",
        "offset=100"
      })
  void whatIsNoSizeOfAPageIsNone(String query) {
    assertThat(rows(query)).isNull();
  }

  private static Integer rows(String query) {
    List<RawCall.Parameter> parameters = new ArrayList<>();
    QueryText.read(query, parameters);
    return PageSize.of(parameters);
  }
}
