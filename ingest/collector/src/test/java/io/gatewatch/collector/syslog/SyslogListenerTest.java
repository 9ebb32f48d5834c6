package io.gatewatch.collector.syslog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatewatch.collector.syslog.SyslogListener.Protocol;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SyslogListenerTest {
  @Test
  void anotherHostThanLoopbackNeedsItsNetworks() {
    assertThatThrownBy(() -> on("0.0.0.0", List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("allowedNetworks");
    assertThat(on("0.0.0.0", List.of("10.1.0.0/16")).allowedNetworks()).hasSize(1);
    assertThat(on("127.0.0.1", List.of()).allowedNetworks()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.1.0.0/33", "gateway.example/24", "10.1.0.0/x", "::/129", "", "/8"})
  void aNetworkThatIsNoneIsRefused(String network) {
    assertThatThrownBy(() -> on("0.0.0.0", List.of(network)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aNetworkHoldsItsAddressesAndNoOthers() {
    Networks networks = Networks.of(List.of("10.1.0.0/16", "192.0.2.7", "2001:db8::/32"));
    assertThat(networks.contains(new InetSocketAddress("10.1.200.3", 1))).isTrue();
    assertThat(networks.contains(new InetSocketAddress("10.2.0.1", 1))).isFalse();
    assertThat(networks.contains(new InetSocketAddress("192.0.2.7", 1))).isTrue();
    assertThat(networks.contains(new InetSocketAddress("192.0.2.8", 1))).isFalse();
    assertThat(networks.contains(new InetSocketAddress("2001:db8::1", 1))).isTrue();
    assertThat(networks.contains(new InetSocketAddress("2001:db9::1", 1))).isFalse();
    assertThat(Networks.of(List.of()).contains(new InetSocketAddress("127.0.0.9", 1))).isTrue();
    assertThat(Networks.of(List.of()).contains(new InetSocketAddress("10.0.0.1", 1))).isFalse();
  }

  private static SyslogListener on(String host, List<String> networks) {
    return new SyslogListener(Protocol.UDP, host, 0, "t", "g", "kong", networks);
  }
}
