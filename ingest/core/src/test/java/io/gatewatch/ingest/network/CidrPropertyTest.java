package io.gatewatch.ingest.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A network holds the addresses that share its leading bits, and no others. */
class CidrPropertyTest {
  @Property(tries = 500)
  void ofIpv4(
      @ForAll @Size(4) byte[] address,
      @ForAll @IntRange(min = 0, max = 32) int prefix,
      @ForAll @IntRange(min = 0, max = 31) int bit) {
    check(address, prefix, bit);
  }

  @Property(tries = 500)
  void ofIpv6(
      @ForAll @Size(16) byte[] address,
      @ForAll @IntRange(min = 0, max = 128) int prefix,
      @ForAll @IntRange(min = 0, max = 127) int bit) {
    address[0] = 0x20; // never IPv4 in IPv6 clothes
    check(address, prefix, bit == 2 ? 3 : bit);
  }

  private static void check(byte[] address, int prefix, int bit) {
    int bits = 8 * address.length;
    BigInteger number = new BigInteger(1, address);
    BigInteger first = number.shiftRight(bits - prefix).shiftLeft(bits - prefix);
    Cidr network = Cidr.of(text(first, address.length) + "/" + prefix);
    assertThat(network.contains(NetworkAddress.of(text(number, address.length)))).isTrue();
    NetworkAddress other = NetworkAddress.of(text(number.flipBit(bits - 1 - bit), address.length));
    assertThat(network.contains(other)).isEqualTo(bit >= prefix);
    if (!first.equals(number)) {
      assertThatThrownBy(() -> Cidr.of(text(number, address.length) + "/" + prefix))
          .hasMessageContaining("inside a network");
    }
  }

  @Property(tries = 1000)
  void anyTextIsANetworkOrRefused(@ForAll String text) {
    try {
      assertThat(Cidr.of(text).prefix()).isBetween(0, 128);
    } catch (IllegalArgumentException refused) {
      assertThat(refused).hasMessageContaining("expected");
    }
  }

  @Test
  void anIpv6NetworkHoldsNoIpv4Address() {
    NetworkAddress v4 = NetworkAddress.of("192.0.2.1");
    assertThat(Cidr.of("::/0").contains(v4)).isFalse();
    assertThat(Cidr.of("0.0.0.0/0").contains(v4)).isTrue();
    assertThat(Cidr.of("0.0.0.0/0").contains(NetworkAddress.of("2001:db8::1"))).isFalse();
    assertThat(Cidr.of("::ffff:192.0.2.0/120").contains(v4))
        .as("the same in IPv6 clothes")
        .isTrue();
  }

  @Test
  void anAddressAloneIsANetworkOfOne() {
    assertThat(Cidr.of("192.0.2.1").contains(NetworkAddress.of("192.0.2.1"))).isTrue();
    assertThat(Cidr.of("192.0.2.1").contains(NetworkAddress.of("192.0.2.2"))).isFalse();
    assertThat(Cidr.of("2001:db8::1").contains(NetworkAddress.of("2001:db8:0::1"))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/8",
        "10/8",
        "10.0.0.0/",
        "10.0.0.0/-1",
        "10.0.0.0/8/8",
        "::/129",
        "localhost"
      })
  void whatIsNoNetworkIsRefused(String text) {
    assertThatThrownBy(() -> Cidr.of(text)).hasMessageContaining("expected");
  }

  private static String text(BigInteger number, int length) {
    byte[] bytes = new byte[length];
    byte[] raw = number.toByteArray();
    int copied = Math.min(raw.length, length);
    System.arraycopy(raw, raw.length - copied, bytes, length - copied, copied);
    try {
      return InetAddress.getByAddress(bytes).getHostAddress();
    } catch (UnknownHostException e) {
      throw new AssertionError(e);
    }
  }
}
