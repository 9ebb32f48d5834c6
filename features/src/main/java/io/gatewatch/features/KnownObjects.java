package io.gatewatch.features;

import io.gatewatch.ingest.ObjectRef;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * The objects that one principal has touched, by fingerprints of their hashes, through a change of
 * the masking key.
 *
 * <p>While a new key is being introduced, an object carries its hash under the key before: one that
 * was known under it is known, and from now on under the new one. Where it carries none, nobody can
 * tell a new object from an old one under a new name: for a week after a change as many of them as
 * were known at the change are learned without counting as new. So a rotation raises no alarm, and
 * hides at most that many.
 */
final class KnownObjects {
  private static final long WEEK_MILLIS = 7 * 24 * 3_600_000L;

  /** A new object counts as known once in 8,000, when as many as possible are known. */
  private static final int BITS = 26;

  private final RecentSet known;
  private String keyName;
  private int key;
  private int keyBefore;
  private int toRelearn;
  private long relearnUntil;

  /** Of the call at hand; not stored. */
  private ObjectRef lastNew;

  KnownObjects(int capacity) {
    known = new RecentSet(capacity, BITS);
  }

  /** Another call begins. */
  void begin() {
    lastNew = null;
  }

  /** The narrowest object of the call that was new: the last; null when none was. */
  ObjectRef lastNew() {
    return lastNew;
  }

  /** Notes the key of the next objects; null is no news. */
  void under(String maskingKey, long time) {
    if (toRelearn > 0 && time >= relearnUntil) {
      toRelearn = 0;
    }
    if (maskingKey == null || maskingKey.equals(keyName)) {
      return;
    }
    keyName = maskingKey;
    int next = Fingerprint.half(Fingerprint.of(maskingKey));
    if (next == key) {
      return;
    }
    // A late call under the key before is no change; nor is the first key that is ever named.
    if (key != 0 && next != keyBefore) {
      toRelearn = known.size();
      relearnUntil = time + WEEK_MILLIS;
    }
    keyBefore = key;
    key = next;
  }

  /** Remembers an object; true when this principal has never touched it, as far as can be told. */
  boolean meet(ObjectRef object, long fingerprint) {
    int hash = Fingerprint.half(fingerprint);
    if (known.renew(hash)) {
      return false;
    }
    boolean comparable = object.previousHash() != null;
    boolean adopted =
        comparable && known.remove(Fingerprint.half(Fingerprint.of(object.previousHash())));
    known.add(hash);
    boolean excused = adopted || (!comparable && toRelearn > 0);
    toRelearn -= excused && toRelearn > 0 ? 1 : 0;
    lastNew = excused ? lastNew : object;
    return !excused;
  }

  /** Whether new objects can not all be told from known ones. */
  boolean relearning() {
    return toRelearn > 0;
  }

  /** Forgets those of before the last half. */
  void forgetElder() {
    known.forgetElder();
  }

  /** Forgets them all: there is nothing left to learn anew. */
  void forget() {
    known.forget();
    toRelearn = 0;
  }

  void writeTo(DataOutput out) throws IOException {
    known.writeTo(out);
    out.writeByte((key == 0 ? 0 : 1) + (keyBefore == 0 ? 0 : 2) + (toRelearn == 0 ? 0 : 4));
    if (key != 0) {
      out.writeInt(key);
    }
    if (keyBefore != 0) {
      out.writeInt(keyBefore);
    }
    if (toRelearn != 0) {
      Varint.write(out, toRelearn);
      out.writeLong(relearnUntil);
    }
  }

  void readInto(DataInput in, int version) throws IOException {
    known.readInto(in, version);
    if (version < 5) {
      return;
    }
    int flags = in.readByte();
    key = (flags & 1) == 0 ? 0 : in.readInt();
    keyBefore = (flags & 2) == 0 ? 0 : in.readInt();
    if ((flags & 4) != 0) {
      toRelearn = Varint.readInt(in);
      relearnUntil = in.readLong();
    }
  }

  /** As in histories of versions 2 to 4. */
  void readKeyInto(DataInput in) throws IOException {
    key = in.readInt();
    keyBefore = in.readInt();
    toRelearn = Varint.readInt(in);
    relearnUntil = in.readLong();
  }
}
