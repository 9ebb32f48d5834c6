package io.gatewatch.ingest.masking;

import io.gatewatch.ingest.ObjectRef;
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
    LINE;

    private final byte[] wire = name().getBytes(StandardCharsets.US_ASCII);

    byte[] wire() {
      return wire;
    }
  }

  /** Late calls go back and forth between epochs; more than these are not kept. */
  private static final int MOST_MASKS = 4;

  private final Supplier<MaskingKeys> source;
  private final List<Mask> masks = new ArrayList<>();
  private MaskingKeys keys;
  private KeyEpoch epoch;
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
    MaskingKeys now = source.get();
    if (now != keys) {
      keys = now;
      masks.clear();
      epoch = null;
    }
    if (time == null) {
      return select(keys.last());
    }
    long millis = time.toEpochMilli();
    return epoch != null && epoch.holds(millis) ? mask : select(keys.at(millis));
  }

  /** As {@link Mask#hash} under the newest keys. */
  public String hash(Purpose purpose, String tenant, String id) {
    return at(null).hash(purpose, tenant, id);
  }

  /** As {@link Mask#lineHash} under the newest keys. */
  public String lineHash(String tenant, byte[] line) {
    return at(null).lineHash(tenant, line);
  }

  /** As {@link Mask#object} under the newest keys. */
  public ObjectRef object(String kind, String tenant, String id) {
    return at(null).object(kind, tenant, id);
  }

  private Mask select(KeyEpoch wanted) {
    if (wanted == epoch) {
      return mask;
    }
    epoch = wanted;
    for (Mask known : masks) {
      if (known.holds(wanted)) {
        mask = known;
        return mask;
      }
    }
    if (masks.size() == MOST_MASKS) {
      masks.remove(0);
    }
    mask = new Mask(wanted);
    masks.add(mask);
    return mask;
  }
}
