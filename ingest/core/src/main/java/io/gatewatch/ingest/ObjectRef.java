package io.gatewatch.ingest;

import static java.util.Objects.requireNonNull;

/**
 * An object that a call touched, as keyed hashes in lower-case hex (128 bits).
 *
 * <p>A numeric id carries three hints under another key: a walk shows as a {@code nextHash} seen
 * before that equals a {@code walkHash} now, a dense range as many ids with one {@code blockHash}.
 * The hints never leave {@code gatewatch.calls}.
 *
 * @param kind what the id names, such as account; the path segment before it
 * @param hash HMAC-SHA-256 of the id, cut to 128 bits
 * @param walkHash SipHash-128 of the number; null when the id is not numeric
 * @param nextHash SipHash-128 of the number + 1
 * @param blockHash SipHash-128 of the block that the number lies in, 64 numbers on average
 * @param previousHash the hash under the key before, while a new one is being introduced, so that
 *     an object known by the one is known by the other; else null
 */
public record ObjectRef(
    String kind,
    String hash,
    String walkHash,
    String nextHash,
    String blockHash,
    String previousHash) {
  public ObjectRef {
    requireNonNull(kind, "kind");
    requireNonNull(hash, "hash");
  }

  /** An object outside a change of keys. */
  public ObjectRef(String kind, String hash, String walkHash, String nextHash, String blockHash) {
    this(kind, hash, walkHash, nextHash, blockHash, null);
  }
}
