package io.gatewatch.console;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * What the console needs to know at its start.
 *
 * @param bootstrapServers the broker, host:port
 * @param host address to bind to, such as 127.0.0.1
 * @param port 0 takes a free one, see {@link Console#port()}
 * @param token the login token, random, at least 16 characters
 * @param quotaPublicKey file {@code quota-signing.pub}: the key that quota updates are signed with;
 *     it has to exist when the console starts
 * @param readerTokenFile a token that opens {@code /api/v1/quotas} alone, for gateways' readers;
 *     made at the first start, for its owner's eyes only; null for none
 * @param links where the page points to
 * @param readiness stages of the pipeline by name, in the order they are shown; {@code /readyz} is
 *     200 when all say true. Asked once a second, so they have to answer at once
 * @param control what maintenance windows and snoozes are written to
 */
public record ConsoleConfig(
    String bootstrapServers,
    String host,
    int port,
    String token,
    Path quotaPublicKey,
    Path readerTokenFile,
    ConsoleLinks links,
    Map<String, BooleanSupplier> readiness,
    ControlShelf control) {

  private static final int SHORTEST_TOKEN = 16;

  public ConsoleConfig {
    requireNonNull(bootstrapServers, "bootstrapServers");
    requireNonNull(host, "host");
    requireNonNull(token, "token");
    requireNonNull(quotaPublicKey, "quotaPublicKey");
    requireNonNull(links, "links");
    requireNonNull(control, "control");
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("port: " + port + " (expected: 0..65535)");
    }
    if (token.length() < SHORTEST_TOKEN) {
      throw new IllegalArgumentException(
          "token: " + token.length() + " characters (expected: at least " + SHORTEST_TOKEN + ")");
    }
    readiness = Collections.unmodifiableMap(new LinkedHashMap<>(readiness));
  }
}
