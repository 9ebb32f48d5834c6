package io.gatewatch.ingest.masking;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * What may be told of a pair of masking keys: all but the keys.
 *
 * @param id its name
 * @param from when it came, or comes, into force; null for since ever
 * @param objects whether objects are hashed under it now
 * @param identities whether everything else is
 */
public record KeyState(String id, Instant from, boolean objects, boolean identities) {
  public KeyState {
    requireNonNull(id, "id");
  }
}
