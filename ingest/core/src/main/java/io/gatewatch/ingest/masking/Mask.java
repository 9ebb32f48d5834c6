package io.gatewatch.ingest.masking;

import io.gatewatch.ingest.ObjectRef;
import io.gatewatch.ingest.masking.Masker.Purpose;

/**
 * How ids are masked over a stretch of time: keyed hashes of 128 bits in lower-case hex,
 * HMAC-SHA-256 cut to its first half for identity, SipHash-2-4-128 under other keys for the hints
 * of numeric ids and for whole lines. Purpose and tenant go into every hash, so equal ids of two
 * tenants, or of a consent and an account, do not meet. Confined to the thread of its {@link
 * Masker}.
 */
public final class Mask {
  private static final int BYTES = 16;
  private static final byte[] OBJECT = {'O', 'B', 'J', 'E', 'C', 'T', '/'};

  private final KeyEpoch epoch;
  private final Hmac identity;
  private final Hmac current;
  private final Hmac previous;
  private final Hints hints;
  private final Message message = new Message();
  private final SipHash lines;
  private final Remembered<String> identities;
  private final Remembered<ObjectRef> objects;

  Mask(KeyEpoch epoch) {
    this.epoch = epoch;
    identity = new Hmac(epoch.identity().hashKey());
    current = new Hmac(epoch.current().hashKey());
    previous = epoch.previous() == null ? null : new Hmac(epoch.previous().hashKey());
    hints = new Hints(epoch.current().hintKey());
    lines = new SipHash(derived(identity, "line hashes"));
    identities = new Remembered<>(derived(identity, "remembered identities"));
    objects = new Remembered<>(derived(current, "remembered objects"));
  }

  /** Id of the pair that objects and hints are hashed under. */
  public String keyId() {
    return epoch.current().id();
  }

  /** Keyed hash of an id within a tenant; null stays null. */
  public String hash(Purpose purpose, String tenant, String id) {
    if (id == null) {
      return null;
    }
    message.startAt(0).put(purpose.wire()).end().put(tenant).end().put(id);
    String known = identities.recall(message);
    return known == null ? identities.remember(hex(identity)) : known;
  }

  /** Keyed hash of a whole line: SipHash, since lines are long and every one is new. */
  public String lineHash(String tenant, byte[] line) {
    message.startAt(0).put(Purpose.LINE.wire()).end().put(tenant).end().put(line);
    lines.hash(message.bytes(), 0, message.length());
    return lines.hex();
  }

  /**
   * Masks an object's id. IBANs, UUIDs and numbers have one spelling each before they are hashed;
   * ids with a running number also get their hints, see {@link NumericId}.
   */
  public ObjectRef object(String kind, String tenant, String id) {
    String spelled = NumericId.canonical(id);
    message.startAt(0).put(OBJECT).put(kind).end().put(tenant).end().put(spelled);
    ObjectRef known = objects.recall(message);
    return known == null ? objects.remember(masked(kind, tenant, spelled)) : known;
  }

  boolean holds(long epochMillis) {
    return epoch.holds(epochMillis);
  }

  private ObjectRef masked(String kind, String tenant, String spelled) {
    String hash = hex(current);
    NumericId number = NumericId.of(spelled);
    String before = previous == null ? null : hex(previous);
    if (number == null) {
      return new ObjectRef(kind, hash, null, null, null, before);
    }
    hints.of(tenant, kind, number);
    return new ObjectRef(kind, hash, hints.walk(), hints.next(), hints.block(), before);
  }

  private String hex(Hmac hmac) {
    return Hex.of(hmac.code(message.bytes(), message.length()), BYTES);
  }

  private byte[] derived(Hmac hmac, String use) {
    message.startAt(0).put(use);
    return hmac.code(message.bytes(), message.length()).clone();
  }
}
