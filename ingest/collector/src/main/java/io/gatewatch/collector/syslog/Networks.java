package io.gatewatch.collector.syslog;

import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import io.netty.util.NetUtil;
import java.net.InetSocketAddress;
import java.util.List;

/** The networks that a listener takes from. */
final class Networks {
  private static final List<String> LOOPBACK = List.of("127.0.0.0/8", "::1/128");

  private final List<IpSubnetFilterRule> rules;

  private Networks(List<IpSubnetFilterRule> rules) {
    this.rules = rules;
  }

  /**
   * @param networks as address/prefix length; none means loopback
   */
  static Networks of(List<String> networks) {
    return new Networks(
        (networks.isEmpty() ? LOOPBACK : networks).stream().map(Networks::rule).toList());
  }

  boolean contains(InetSocketAddress sender) {
    for (IpSubnetFilterRule rule : rules) {
      if (rule.matches(sender)) {
        return true;
      }
    }
    return false;
  }

  private static IpSubnetFilterRule rule(String network) {
    int slash = network.indexOf('/');
    String address = slash < 0 ? network : network.substring(0, slash);
    boolean four = NetUtil.isValidIpV4Address(address);
    if (four || NetUtil.isValidIpV6Address(address)) {
      int longest = four ? 32 : 128;
      int prefix = slash < 0 ? longest : prefix(network.substring(slash + 1));
      if (prefix >= 0 && prefix <= longest) {
        return new IpSubnetFilterRule(address, prefix, IpFilterRuleType.ACCEPT);
      }
    }
    throw new IllegalArgumentException(
        "allowedNetworks: " + network + " (expected: address/prefix length)");
  }

  private static int prefix(String text) {
    return text.matches("\\d{1,3}") ? Integer.parseInt(text) : -1;
  }
}
