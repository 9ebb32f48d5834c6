package io.gatewatch.collector;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who may send: bearer tokens out of a {@link TokenFile} that is looked at once a second. Without
 * such a file anybody may, and then the receiver has to be on a loopback address. A file that was
 * there once and is gone opens to nobody; a change that cannot be read is warned of, and what was
 * read last stays in force. Safe for many threads.
 */
final class ReceiverTokens {
  /** How often the file is looked at. */
  static final Duration LOOK_EVERY = Duration.ofSeconds(1);

  private static final Logger LOG = LoggerFactory.getLogger(ReceiverTokens.class);
  private static final String SCHEME = "Bearer ";
  private static final int LONGEST_TOKEN = 512;

  private final Path file;
  private final long lookEveryNanos;
  private final AtomicLong nextLook = new AtomicLong();
  private volatile List<Object> stamp;

  /** Null: no file yet, and whoever reaches the receiver may send. */
  private volatile List<TokenFile.Entry> entries;

  private ReceiverTokens(Path file, Duration lookEvery) {
    this.file = file;
    this.lookEveryNanos = lookEvery.toNanos();
    this.nextLook.set(System.nanoTime() + lookEveryNanos);
  }

  /**
   * Reads the file, if there is one.
   *
   * @throws IllegalStateException when the file cannot be used, or there is none and the host is
   *     not a loopback address
   */
  static ReceiverTokens of(Path file, String host, Duration lookEvery) {
    ReceiverTokens tokens = new ReceiverTokens(file, lookEvery);
    try {
      tokens.stamp = TokenFile.stamp(file);
      if (tokens.stamp != null) {
        tokens.entries = TokenFile.read(file);
      } else if (!isLoopback(host)) {
        throw new IllegalStateException(
            "log receiver: "
                + host
                + " can be reached from outside and there are no tokens in "
                + file
                + " (mend: write them, or bind to 127.0.0.1)");
      }
    } catch (IOException | IllegalArgumentException e) {
      throw new IllegalStateException("log receiver: tokens: " + e.getMessage(), e);
    }
    return tokens;
  }

  /** What the sender of this header may write; null when nothing. */
  Grant grant(String authorization) {
    lookAgain();
    List<TokenFile.Entry> known = entries;
    if (known == null) {
      return Grant.OPEN;
    }
    if (authorization == null
        || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
        || authorization.length() > SCHEME.length() + LONGEST_TOKEN) {
      return null;
    }
    byte[] hash = ascii(sha256(authorization.substring(SCHEME.length()).strip()));
    Grant granted = null;
    for (TokenFile.Entry entry : known) {
      // Every entry is compared to its end, so that the time it takes says nothing.
      if (MessageDigest.isEqual(ascii(entry.sha256()), hash)) {
        granted = entry.grant();
      }
    }
    return granted;
  }

  /** Whether a sender has to show a token, as the file was when it was looked at last. */
  boolean areAsked() {
    return entries != null;
  }

  private void lookAgain() {
    long due = nextLook.get();
    if (System.nanoTime() - due < 0
        || !nextLook.compareAndSet(due, System.nanoTime() + lookEveryNanos)) {
      return;
    }
    try {
      List<Object> now = TokenFile.stamp(file);
      if (Objects.equals(now, stamp)) {
        return;
      }
      stamp = now;
      entries = now == null ? List.of() : TokenFile.read(file);
      LOG.info("{} receiver tokens in force", entries.size());
    } catch (IOException | IllegalArgumentException e) {
      LOG.warn("receiver tokens stay as they were: {}", e.getMessage());
    }
  }

  private static boolean isLoopback(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      throw new IllegalStateException("log receiver: unknown host " + host, e);
    }
  }

  private static byte[] ascii(String hex) {
    return hex.getBytes(StandardCharsets.US_ASCII);
  }

  private static String sha256(String token) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha256.digest(token.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("a JDK without SHA-256", e);
    }
  }
}
