package io.gatewatch.ingest.planted;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Secrets that are looked for at once, whole and in part: by a hash of how each part begins. */
public final class SecretIndex {
  /** So many characters of a secret in a row count as the secret. */
  private static final int PART = 9;

  /** So many where so much is looked through that nine digits in a row come up by chance. */
  private static final int PART_AMONG_MUCH = 12;

  /** As long as the shortest secret. */
  private static final int BEGINNING = 8;

  private static final long BASE = 0x9E3779B97F4A7C15L;
  private static final long HIGHEST = power(BEGINNING - 1);

  /** Open addressing, at most half full. */
  private final String[] parts;

  private final Secret[] owners;
  private final int shift;
  private final int part;
  private final boolean alone;

  private SecretIndex(List<Secret> secrets, int part, boolean alone) {
    this.part = part;
    this.alone = alone;
    Map<String, Secret> all = new TreeMap<>();
    for (Secret secret : secrets) {
      String wanted = Uncovering.squeezed(secret.text().toLowerCase(Locale.ROOT));
      int length = Math.min(part, wanted.length());
      for (int from = 0; from + length <= wanted.length(); from++) {
        all.putIfAbsent(wanted.substring(from, from + length), secret);
      }
    }
    int bits = Integer.SIZE - Integer.numberOfLeadingZeros(2 * all.size());
    parts = new String[1 << bits];
    owners = new Secret[1 << bits];
    shift = Long.SIZE - bits;
    all.forEach(this::add);
  }

  /** For a line or two: nine characters in a row are enough, and a shorter secret anywhere. */
  public static SecretIndex strict(List<Secret> secrets) {
    return new SecretIndex(secrets, PART, false);
  }

  /**
   * For megabytes: twelve characters in a row; a shorter secret whole, and one of digits alone not
   * inside a longer number.
   */
  public static SecretIndex amongMuch(List<Secret> secrets) {
    return new SecretIndex(secrets, PART_AMONG_MUCH, true);
  }

  /** The first secret that stands in a text; null when none does. */
  Secret firstIn(String view) {
    if (view.length() < BEGINNING) {
      return null;
    }
    long hash = hash(view);
    for (int at = 0; ; at++) {
      for (int slot = slot(hash); parts[slot] != null; slot = next(slot)) {
        if (view.startsWith(parts[slot], at) && !isInsideANumber(parts[slot], view, at)) {
          return owners[slot];
        }
      }
      if (at + BEGINNING >= view.length()) {
        return null;
      }
      hash = (hash - view.charAt(at) * HIGHEST) * BASE + view.charAt(at + BEGINNING);
    }
  }

  private void add(String text, Secret owner) {
    int slot = slot(hash(text));
    while (parts[slot] != null) {
      slot = next(slot);
    }
    parts[slot] = text;
    owners[slot] = owner;
  }

  private int slot(long hash) {
    return (int) (hash >>> shift);
  }

  private int next(int slot) {
    return (slot + 1) & (parts.length - 1);
  }

  private boolean isInsideANumber(String found, String view, int at) {
    int end = at + found.length();
    return alone
        && found.length() < part
        && found.chars().allMatch(SecretIndex::isDigit)
        && ((at > 0 && isDigit(view.charAt(at - 1)))
            || (end < view.length() && isDigit(view.charAt(end))));
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  /** Of the first characters, rolled on by {@link #firstIn}. */
  private static long hash(String text) {
    long hash = 0;
    for (int i = 0; i < BEGINNING; i++) {
      hash = hash * BASE + text.charAt(i);
    }
    return hash;
  }

  private static long power(int exponent) {
    long power = 1;
    for (int i = 0; i < exponent; i++) {
      power *= BASE;
    }
    return power;
  }
}
