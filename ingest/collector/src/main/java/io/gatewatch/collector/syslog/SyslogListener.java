package io.gatewatch.collector.syslog;

import static java.util.Objects.requireNonNull;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/**
 * One port that takes log lines over syslog, all of one tenant, gateway group and format.
 *
 * @param host address to bind to
 * @param port its port; 0 for any free one
 * @param allowedNetworks whose packets are taken, such as {@code 10.1.0.0/16}; empty means
 *     loopback, and is refused on another host
 */
public record SyslogListener(
    Protocol protocol,
    String host,
    int port,
    String tenant,
    String group,
    String format,
    List<String> allowedNetworks) {

  /** How lines travel. */
  public enum Protocol {
    /** With back-pressure: nothing is lost while we are busy. */
    TCP,
    /** Without: what comes too fast is dropped and counted. */
    UDP
  }

  public SyslogListener {
    requireNonNull(protocol, "protocol");
    requireNonNull(host, "host");
    requireNonNull(tenant, "tenant");
    requireNonNull(group, "group");
    requireNonNull(format, "format");
    allowedNetworks = List.copyOf(allowedNetworks);
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("port: " + port + " (expected: 0..65535)");
    }
    if (allowedNetworks.isEmpty() && !isLoopback(host)) {
      throw new IllegalArgumentException(
          "allowedNetworks: none for "
              + host
              + ":"
              + port
              + " (expected: the gateways' networks, since syslog proves no sender)");
    }
    Networks.of(allowedNetworks);
  }

  /** A listener on loopback. */
  public static SyslogListener onLoopback(
      Protocol protocol, int port, String tenant, String group, String format) {
    return new SyslogListener(protocol, "127.0.0.1", port, tenant, group, format, List.of());
  }

  private static boolean isLoopback(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("host: " + host + " (expected: an address)", e);
    }
  }
}
