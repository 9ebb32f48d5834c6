package io.gatewatch.features;

import io.gatewatch.ingest.ApiCall;
import io.gatewatch.ingest.ApiCall.Sensitivity;
import io.gatewatch.ingest.ObjectRef;

/**
 * The object of a call that its caller has no habit of: what it may be after. In 64 bits: the last
 * sixteen hex digits of the keyed hash, so that who may read {@code gatewatch.calls} finds the
 * calls, and nobody else learns more than that two callers met one object.
 *
 * <p>It is new to its caller; to an agent that is known for a day, since all is new to a newcomer.
 * It is there: the call was answered, or shut with 403. What was not found, or refused without a
 * look at it, says only what the caller guessed, and all who guess begin with the same. And by the
 * catalogue, where it says so, it concerns people or money: products and branches are for
 * everybody. Of several it is the last, the narrowest: a caller that is new at a bank is not after
 * the bank.
 */
public final class NewObject {
  private static final int DIGITS = 16;

  private NewObject() {}

  /** That of a call which was just counted; 0 for none. */
  static long of(History history, ApiCall call, long time) {
    ObjectRef object = history.objects().lastNew();
    boolean isThere = call.status() < 400 || call.status() == 403;
    return object == null
            || !isThere
            || call.sensitivity() == Sensitivity.LOW
            || !history.isSettled(time)
        ? 0
        : shortened(object.hash());
  }

  /** As text: sixteen hex digits; null for none. */
  public static String text(long newObject) {
    if (newObject == 0) {
      return null;
    }
    String digits = Long.toHexString(newObject);
    return "0".repeat(DIGITS - digits.length()) + digits;
  }

  /** A hash that is no hash is taken for a name. */
  private static long shortened(String hash) {
    if (hash.length() < DIGITS) {
      return Fingerprint.of(hash);
    }
    long bits = 0;
    for (int i = hash.length() - DIGITS; i < hash.length(); i++) {
      int digit = Character.digit(hash.charAt(i), 16);
      if (digit < 0) {
        return Fingerprint.of(hash);
      }
      bits = (bits << 4) | digit;
    }
    return bits;
  }
}
