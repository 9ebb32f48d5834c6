package io.gatewatch.ingest.masking;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Turns ids into keyed hashes, each under the keys that were in force at its call's time. Takes new
 * keys as soon as its supplier has them. Keeps state while it hashes and is confined to one thread.
 */
public final class Masker {
  /** What an id names. The purpose is part of its hash. */
  public enum Purpose {
    CREDENTIAL,
    CONSENT,
    CUSTOMER,
    CLAIM,
    AGENT,
    LINE,
    HOST;

    private final byte[] wire = name().getBytes(StandardCharsets.US_ASCII);

    byte[] wire() {
      return wire;
    }
  }

  /** Late calls go back and forth between epochs; more than these are not kept. */
  private static final int MOST_MASKS = 4;

  private static final long NEWEST = Long.MAX_VALUE - 1;

  private final Supplier<MaskingKeys> source;
  private final List<Mask> masks = new ArrayList<>();
  private MaskingKeys keys;
  private Mask mask;

  /** A masker under these keys. */
  public Masker(MaskingKeys keys) {
    this(() -> keys);
  }

  /** A masker under the keys that a supplier has, asked for every call. */
  public Masker(Supplier<MaskingKeys> source) {
    this.source = source;
  }

  /** How ids of a call of this time are masked; null stands for the newest keys. */
  public Mask at(Instant time) {
    long millis = time == null ? NEWEST : time.toEpochMilli();
    MaskingKeys now = source.get();
    if (now != keys) {
      keys = now;
      masks.clear();
      mask = null;
    }
    if (mask == null || !mask.holds(millis)) {
      mask = maskOf(millis);
    }
    return mask;
  }

  private Mask maskOf(long millis) {
    for (Mask known : masks) {
      if (known.holds(millis)) {
        return known;
      }
    }
    if (masks.size() == MOST_MASKS) {
      masks.remove(0);
    }
    Mask made = new Mask(keys.at(millis));
    masks.add(made);
    return made;
  }
}
