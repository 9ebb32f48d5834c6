package io.gatewatch.ingest.masking;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The ring of secret keys behind every masked id, oldest first. Whoever holds a pair can test
 * guesses against the hashes made with it; whoever does not can not.
 *
 * <p>Objects and their hints are hashed under the pair in force at the call's time; for a while
 * after a new pair's start ({@code overlap}, 7 days) an object carries its hash under the pair
 * before as well, so that nothing counts as seen for the first time. Everything that must stay
 * comparable for longer (principals, credentials, consents, customers, claims, lines) is hashed
 * under the <em>identity</em> pair: the last one marked so that has started, else the first of the
 * ring. It moves only by hand.
 */
public final class MaskingKeys {
  private final List<MaskingKey> keys;
  private final List<KeyEpoch> epochs;

  /**
   * A ring.
   *
   * @throws IllegalArgumentException when it is none: see the message
   */
  MaskingKeys(List<MaskingKey> keys) {
    this.keys = List.copyOf(keys);
    check();
    epochs = KeyEpoch.of(this.keys);
  }

  /**
   * Keys that everybody knows, since they stand in this source: for replays and tests, whose output
   * must be the same on every machine.
   *
   * <p>What this protects: raw ids do not stand in the output in clear, so it can be read without
   * seeing them by accident. What it does not protect: anybody can hash a guess and compare, and
   * short or sequential ids (account numbers, say) are all recovered in seconds. Treat output made
   * with these keys as confidential as the log it came from, and never use them for a live topic.
   */
  public static MaskingKeys wellKnown() {
    return new MaskingKeys(
        List.of(
            MaskingKey.of(
                "well-known",
                "gatewatch: well-known, no secret".getBytes(StandardCharsets.US_ASCII),
                "gatewatch: hints".getBytes(StandardCharsets.US_ASCII))));
  }

  /**
   * Loads the keys of a file, or makes a new pair on first use.
   *
   * @param random where new keys come from; unused when the file exists
   * @throws IOException when the file cannot be read or written, is no key file, or may be read by
   *     others than its owner
   */
  public static MaskingKeys loadOrCreate(Path file, SecureRandom random) throws IOException {
    return MaskingKeyFile.open(file, random).get();
  }

  /**
   * Adds a new pair to a file, with an overlap of 7 days.
   *
   * @param from when it comes into force: the start of a round, at least a minute after now
   * @return the new pair's id
   * @throws IOException when the file cannot be read or written, or is no key file
   * @throws IllegalArgumentException when {@code from} is too early or no round's start
   */
  public static String rotate(Path file, Instant from, Instant now, SecureRandom random)
      throws IOException {
    return rotate(file, from, now, MaskingKey.OVERLAP, false, random);
  }

  /**
   * Adds a new pair to a file.
   *
   * @param overlap how long objects carry the hash under the pair before as well
   * @param identity whether identities move to the new pair, too: every principal that is named by
   *     a hash, and every credential, consent, customer and claim, starts afresh
   */
  public static String rotate(
      Path file, Instant from, Instant now, Duration overlap, boolean identity, SecureRandom random)
      throws IOException {
    MaskingKey drawn = MaskingKey.draw(random, from).withOverlap(overlap);
    MaskingKeyFile.append(file, now, identity ? drawn.asIdentity() : drawn);
    return drawn.id();
  }

  /** The first round that a pair may start with that is added now. */
  public static Instant earliestStart(Instant now) {
    long round = MaskingKey.ROUND.toSeconds();
    Instant earliest = now.plus(MaskingKeyFile.NOTICE);
    long seconds = earliest.getEpochSecond() + (earliest.getNano() > 0 ? 1 : 0);
    return Instant.ofEpochSecond((seconds + round - 1) / round * round);
  }

  /** What may be told of each pair, oldest first. */
  public List<KeyState> states(Instant now) {
    KeyEpoch epoch = at(now.toEpochMilli());
    return keys.stream()
        .map(
            key ->
                new KeyState(key.id(), key.from(), key == epoch.current(), key == epoch.identity()))
        .toList();
  }

  /** Id of the pair that objects are hashed under at a time: the call's {@code maskingKey}. */
  public String idAt(Instant time) {
    return at(time.toEpochMilli()).current().id();
  }

  /** Names the keys, never shows them. */
  @Override
  public String toString() {
    return "MaskingKeys" + keys;
  }

  KeyEpoch at(long epochMillis) {
    for (int i = epochs.size() - 1; i > 0; i--) {
      if (epochMillis >= epochs.get(i).from()) {
        return epochs.get(i);
      }
    }
    return epochs.get(0);
  }

  List<MaskingKey> keys() {
    return keys;
  }

  private void check() {
    if (keys.isEmpty()) {
      throw new IllegalArgumentException("no keys");
    }
    if (keys.get(0).from() != null && !keys.get(0).isIdentity()) {
      throw new IllegalArgumentException(
          "the first line is gone: keep it, or mark the line that names identities as identity");
    }
    Set<String> ids = new HashSet<>();
    List<String> secrets = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      MaskingKey key = keys.get(i);
      Instant before = i == 0 ? null : keys.get(i - 1).from();
      boolean later =
          i == 0 || (key.from() != null && (before == null || key.from().isAfter(before)));
      if (!later || !ids.add(key.id())) {
        throw new IllegalArgumentException(key.id() + ": not later than the line before, or twice");
      }
      secrets.add(Hex.of(key.hashKey(), 32));
    }
    if (new HashSet<>(secrets).size() < secrets.size()) {
      throw new IllegalArgumentException("the same hash key stands there twice");
    }
  }
}
