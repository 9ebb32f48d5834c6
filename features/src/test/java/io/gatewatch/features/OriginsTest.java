package io.gatewatch.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gatewatch.ingest.ApiCall.Sensitivity;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Who calls, from where, in what bursts and for what. */
class OriginsTest {
  private static final long MINUTE = 60_000;
  private static final long DAY = 24 * 60 * MINUTE;

  private final TestCalls calls = new TestCalls().with("app/1", null);
  private Seen seen = new Seen();

  @Test
  void addressesNetworksAndCredentialsAreCountedAndWhichOfThemAreNew() throws IOException {
    for (int i = 0; i < 10; i++) {
      calls.at("198.51.100." + i % 5, "credential-" + i % 2);
      seen.observe(calls.get(i * MINUTE, 200, "/accounts"));
    }
    assertKnown(5, 1, 2);
    assertThat(seen.feature(Feature.NEW_ADDRESSES_24H)).isEqualTo(5, within(0.1));
    assertThat(seen.feature(Feature.NEW_CREDENTIALS_24H)).isEqualTo(2, within(0.1));
    assertThat(seen.feature(Feature.NEW_NETWORKS_24H)).isEqualTo(1);
    seen = seen.readBack();
    calls.at("203.0.113.9", "credential-1");
    seen.observe(calls.get(4 * DAY, 200, "/accounts"));
    assertKnown(6, 2, 2);
    assertThat(seen.feature(Feature.NEW_ADDRESSES_24H)).isEqualTo(1, within(0.1));
    assertThat(seen.feature(Feature.NEW_NETWORKS_24H)).isEqualTo(1);
    assertThat(seen.feature(Feature.NEW_CREDENTIALS_24H)).isLessThan(0.1);
  }

  private void assertKnown(int addresses, int networks, int credentials) {
    assertThat(seen.feature(Feature.KNOWN_ADDRESSES)).isEqualTo(addresses);
    assertThat(seen.feature(Feature.KNOWN_NETWORKS)).isEqualTo(networks);
    assertThat(seen.feature(Feature.KNOWN_CREDENTIALS)).isEqualTo(credentials);
    assertThat(seen.feature(Feature.KNOWN_PROGRAMS)).isEqualTo(1);
  }

  @Test
  void aBurstShowsWhereTheMinuteDoesNot() {
    for (int i = 0; i < 30; i++) {
      seen.observe(calls.get(i * 2_000L, 200, "/accounts"));
    }
    assertThat(seen.feature(Feature.BURST_10S)).isEqualTo(5);
    seen = new Seen();
    for (int i = 0; i < 30; i++) {
      seen.observe(calls.get(40_000 + i * 100L, 200, "/accounts"));
    }
    assertThat(seen.feature(Feature.CALLS_1M)).isEqualTo(30);
    assertThat(seen.feature(Feature.BURST_10S)).isEqualTo(30);
  }

  @Test
  void whatConcernsPeopleOrMoneyIsAShareOfAll() {
    for (int i = 0; i < 40; i++) {
      calls.calling("GET", i % 4 == 0 ? Sensitivity.PERSONAL : i % 4 == 1 ? Sensitivity.LOW : null);
      seen.observe(calls.get(i * MINUTE, 200, "/accounts"));
    }
    assertThat(seen.feature(Feature.SENSITIVE_SHARE_1H)).isEqualTo(0.25, within(0.02));
  }
}
