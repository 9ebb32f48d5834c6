package io.gatewatch.console;

import com.linecorp.armeria.common.Cookie;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.RequestHeaders;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Who may come in: a bearer of the token, or a browser that exchanged it for a session. Sessions
 * last 12 hours and end with the console; their ids are kept hashed. Comparison takes constant
 * time.
 */
final class Door {
  static final String COOKIE = "gatewatch_session";
  private static final String BEARER = "Bearer ";
  private static final Duration SESSION = Duration.ofHours(12);
  private static final int MOST_SESSIONS = 1_000;

  private final byte[] tokenHash;
  private final byte[] readerTokenHash;
  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();
  private final Map<String, Instant> sessions = new HashMap<>();

  /**
   * A door.
   *
   * @param readerToken opens the quota feed and nothing else; null for none
   */
  Door(String token, String readerToken, InstantSource clock) {
    this.tokenHash = hash(token);
    this.readerTokenHash = readerToken == null ? null : hash(readerToken);
    this.clock = clock;
  }

  /** Whether a gateway's reader may have the quota feed. */
  boolean isOpenForReader(RequestHeaders headers) {
    String authorization = headers.get(HttpHeaderNames.AUTHORIZATION);
    return readerTokenHash != null
        && authorization != null
        && authorization.startsWith(BEARER)
        && MessageDigest.isEqual(readerTokenHash, hash(token(authorization)));
  }

  /** The token in a header that begins as a bearer's does. */
  static String token(String authorization) {
    return authorization.substring(BEARER.length()).trim();
  }

  boolean isOpenFor(RequestHeaders headers) {
    String authorization = headers.get(HttpHeaderNames.AUTHORIZATION);
    if (authorization != null) {
      return authorization.startsWith(BEARER) && isToken(token(authorization));
    }
    return headers.cookies().stream()
        .anyMatch(cookie -> cookie.name().equals(COOKIE) && isSession(cookie.value()));
  }

  /** A session cookie for the token; empty when it is not the token. */
  Optional<Cookie> exchange(String token) {
    if (token == null || !isToken(token)) {
      return Optional.empty();
    }
    byte[] id = new byte[32];
    random.nextBytes(id);
    String session = Base64.getUrlEncoder().withoutPadding().encodeToString(id);
    remember(session);
    return Optional.of(
        Cookie.secureBuilder(COOKIE, session)
            .secure(false) // plain HTTP on 127.0.0.1
            .httpOnly(true)
            .sameSite("Strict")
            .path("/")
            .maxAge(SESSION.toSeconds())
            .build());
  }

  private boolean isToken(String text) {
    return MessageDigest.isEqual(tokenHash, hash(text));
  }

  private synchronized boolean isSession(String id) {
    Instant end = sessions.get(key(id));
    return end != null && clock.instant().isBefore(end);
  }

  private synchronized void remember(String id) {
    Instant now = clock.instant();
    sessions.values().removeIf(end -> !now.isBefore(end));
    if (sessions.size() >= MOST_SESSIONS) {
      sessions.clear();
    }
    sessions.put(key(id), now.plus(SESSION));
  }

  private static String key(String id) {
    return Base64.getEncoder().encodeToString(hash(id));
  }

  private static byte[] hash(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
