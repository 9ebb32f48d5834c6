package io.gatewatch.gateways;

import java.net.URI;
import java.util.Set;

/** Addresses that a token may be sent to: TLS, or this machine. */
final class SafeUrl {
  private static final Set<String> HERE = Set.of("127.0.0.1", "localhost", "[::1]");

  private SafeUrl() {}

  /**
   * The address without a slash at its end.
   *
   * @throws IllegalArgumentException when it is none, or would send a token in clear
   */
  static String checked(String name, String url) {
    if (url == null) {
      throw new IllegalArgumentException(name + ": missing");
    }
    URI uri = parse(url);
    boolean whole = uri != null && uri.getHost() != null && uri.getUserInfo() == null;
    boolean bare = whole && uri.getQuery() == null && uri.getFragment() == null;
    boolean safe =
        bare
            && ("https".equals(uri.getScheme())
                || ("http".equals(uri.getScheme()) && HERE.contains(uri.getHost())));
    if (!safe) {
      throw new IllegalArgumentException(
          name + ": no https address (expected: https://host, or http on 127.0.0.1)");
    }
    return url.replaceAll("/+$", "");
  }

  private static URI parse(String url) {
    try {
      return URI.create(url);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
