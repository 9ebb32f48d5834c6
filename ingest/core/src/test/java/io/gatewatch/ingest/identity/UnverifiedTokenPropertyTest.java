package io.gatewatch.ingest.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a token says of its client; anything may stand in the header. */
class UnverifiedTokenPropertyTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"sub\":\"anna\",\"azp\":\"victim\"} | victim",
        "{\"client_id\":\"victim\",\"sub\":\"anna\"} | victim",
        "{\"sub\":\"victim\",\"aud\":[\"a\",\"b\"],\"act\":{\"sub\":\"x\"}} | victim",
        "{\"iss\":\"https://idp\"} | ",
        "[1] | ",
        "{\"azp\": | "
      })
  void theAuthorisedPartyThenTheClientThenTheSubject(String claims, String client) {
    assertThat(UnverifiedToken.client("Bearer " + token(claims))).isEqualTo(client);
    assertThat(UnverifiedToken.client("bearer " + token(claims))).isEqualTo(client);
    assertThat(UnverifiedToken.client("Basic " + token(claims))).isNull();
  }

  @Property(tries = 1000)
  void anyTextIsATokenOrNone(@ForAll String text, @ForAll byte[] claims) {
    UnverifiedToken.client(text);
    UnverifiedToken.client("Bearer " + text);
    UnverifiedToken.client("Bearer a." + Base64.getUrlEncoder().encodeToString(claims) + ".b");
    assertThat(UnverifiedToken.client("Bearer " + text + "x".repeat(9_000))).isNull();
  }

  static String token(String claims) {
    Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
    byte[] header = "{\"alg\":\"none\"}".getBytes(StandardCharsets.UTF_8);
    return base64.encodeToString(header)
        + "."
        + base64.encodeToString(claims.getBytes(StandardCharsets.UTF_8))
        + ".c2ln";
  }
}
