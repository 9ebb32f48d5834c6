package io.gatewatch.ingest.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a client writes into X-Forwarded-For never decides who it is. */
class TrustedProxiesPropertyTest {
  private static final TrustedProxies PROXIES =
      TrustedProxies.of(List.of("10.0.0.0/8", "2001:db8:ffff::/48"));
  private static final NetworkAddress PROXY = NetworkAddress.of("10.0.0.7");
  private static final NetworkAddress STRANGER = NetworkAddress.of("198.51.100.7");

  @Property(tries = 1000)
  void aPeerThatIsNoProxyIsTheClientWhateverItSays(@ForAll String chain) {
    assertThat(PROXIES.client(STRANGER, chain)).isSameAs(STRANGER);
    assertThat(TrustedProxies.NONE.client(PROXY, chain)).isSameAs(PROXY);
  }

  @Property(tries = 1000)
  void anyChainGivesAnAddress(@ForAll String chain) {
    assertThat(PROXIES.client(PROXY, chain)).isNotNull();
  }

  /** Our proxies add the address they saw; a client can only write what stands left of it. */
  @Property(tries = 500)
  void theClientIsWhoCalledTheFirstOfOurProxies(
      @ForAll String forged,
      @ForAll @IntRange(min = 1, max = 254) int client,
      @ForAll @Size(max = 5) List<@IntRange(min = 1, max = 254) Integer> proxies) {
    List<String> chain = new ArrayList<>(List.of(forged, "203.0.113." + client));
    proxies.forEach(p -> chain.add("10.3.0." + p));
    assertThat(PROXIES.client(PROXY, String.join(", ", chain)).text())
        .isEqualTo("203.0.113." + client);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "203.0.113.9 | 203.0.113.9",
        "1.2.3.4, 203.0.113.9, 10.0.0.1 | 203.0.113.9",
        "203.0.113.9:51234 | 203.0.113.9",
        "2001:db8::9 | 2001:db8::9",
        "\"[2001:db8::9]:443\" | 2001:db8::9",
        "2001:db8::9, 2001:db8:ffff::1 | 2001:db8::9",
        "192.168.4.4, 10.0.0.1 | 192.168.4.4",
        "1.2.3.4, unknown, 10.0.0.1 | 10.0.0.1",
        "1.2.3.4, unknown | 10.0.0.7",
        "10.0.0.3, 10.0.0.2 | 10.0.0.3",
        "'' | 10.0.0.7",
        "',' | 10.0.0.7"
      })
  void theFirstFromTheRightThatIsNoProxyIsTheClient(String chain, String client) {
    assertThat(PROXIES.client(PROXY, chain).text()).isEqualTo(client);
  }

  @Test
  void aVeryLongChainOfProxiesIsNotWalkedToItsEnd() {
    String chain = "203.0.113.9, " + String.join(", ", Collections.nCopies(40, "10.0.0.1"));
    assertThat(PROXIES.client(PROXY, chain).text()).isEqualTo("10.0.0.1");
  }

  @Test
  void withoutAPeerNobodyIsBelieved() {
    assertThat(PROXIES.client(null, "203.0.113.9")).isNull();
  }
}
