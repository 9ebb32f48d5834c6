package io.gatewatch.ingest.planted;

import static io.gatewatch.ingest.Exposure.Kind.CARD;
import static io.gatewatch.ingest.Exposure.Kind.EMAIL;
import static io.gatewatch.ingest.Exposure.Kind.IBAN;
import static io.gatewatch.ingest.Exposure.Kind.PASSWORD;
import static io.gatewatch.ingest.Exposure.Place.PATH;
import static io.gatewatch.ingest.Exposure.Place.QUERY;
import static io.gatewatch.ingest.Exposure.Place.REFERER;
import static io.gatewatch.ingest.Exposure.Place.USER_AGENT;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewatch.ingest.ApiCall;
import io.gatewatch.ingest.Exposure;
import io.gatewatch.ingest.formats.Fixtures;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Where in a call something sensitive stood in clear. */
class ExposuresTest {
  @Test
  void anOrdinaryCallExposesNothing() {
    assertThat(call("/open-banking/accounts/22289/balances?page=2&accountId=4711", Map.of()))
        .isEmpty();
    assertThat(call("/accounts/4111111111111111/balances", Map.of())).isEmpty();
  }

  @Test
  void eachPlaceIsNamed() {
    assertThat(call("/ibans/GB33BUKB20201555555555/checks", Map.of()))
        .containsExactly(new Exposure(PATH, IBAN));
    assertThat(call("/login?user=anna&password=sesame", Map.of()))
        .containsExactly(new Exposure(QUERY, PASSWORD));
    assertThat(call("/a", Map.of("referer", "https://x.example.com/?q=anna.lopez%40example.net")))
        .containsExactly(new Exposure(REFERER, EMAIL));
    assertThat(call("/a", Map.of("user-agent", "app/1 (anna.lopez@example.net)")))
        .containsExactly(new Exposure(USER_AGENT, EMAIL));
  }

  @Test
  void aCardCutUpOverParametersIsPutTogether() {
    assertThat(call("/pay?a=4111&b=1111&c=1111&d=1111&month=12", Map.of()))
        .containsExactly(new Exposure(QUERY, CARD));
    assertThat(call("/pay?a=4111&b=1111&x=y&c=1111&d=1111", Map.of())).isEmpty();
    assertThat(call("/list?from=2024&to=2025&page=1000&size=1000", Map.of())).isEmpty();
  }

  @Test
  void aParameterWithoutNameOrValueIsReadAsWell() {
    assertThat(call("/a?anna.lopez@example.net", Map.of()))
        .containsExactly(new Exposure(QUERY, EMAIL));
    assertThat(call("/a?anna.lopez%40example.net=", Map.of()))
        .containsExactly(new Exposure(QUERY, EMAIL));
    assertThat(call("/a?=4111111111111111", Map.of())).containsExactly(new Exposure(QUERY, CARD));
  }

  @Test
  void aUserAgentIsJudgedEachTimeItIsSeen() {
    Map<String, String> headers = Map.of("user-agent", "app/1 (anna.lopez@example.net)");
    assertThat(call("/a", headers)).isEqualTo(call("/a", headers)).hasSize(1);
  }

  private static List<Exposure> call(String uri, Map<String, String> headers) {
    ApiCall call =
        Fixtures.of("kong")
            .call(
                "authenticated",
                line -> {
                  ObjectNode request = (ObjectNode) line.get("request");
                  request.put("uri", uri).remove("querystring");
                  headers.forEach(((ObjectNode) request.get("headers"))::put);
                });
    return call.exposures();
  }
}
