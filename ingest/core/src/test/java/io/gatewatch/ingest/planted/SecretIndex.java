package io.gatewatch.ingest.planted;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

/** Secrets that are looked for at once, whole and in part: hashes of all their parts, by length. */
public final class SecretIndex {
  /** So many characters of a secret in a row count as the secret. */
  private static final int PART = 9;

  /** So many where so much is looked through that nine digits in a row come up by chance. */
  private static final int PART_AMONG_MUCH = 12;

  private static final long BASE = 0x9E3779B97F4A7C15L;

  private final TreeMap<Integer, Table> tables = new TreeMap<>();
  private final boolean alone;

  private SecretIndex(List<Secret> secrets, int part, boolean alone) {
    this.alone = alone;
    TreeMap<Integer, List<Secret>> byLength = new TreeMap<>();
    for (Secret secret : secrets) {
      int length = Math.min(part, wanted(secret).length());
      byLength.computeIfAbsent(length, l -> new ArrayList<>()).add(secret);
    }
    byLength.forEach((length, some) -> tables.put(length, new Table(some, length)));
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

  /** The first secret that stands in one of these texts; null when none does. */
  Secret firstIn(List<String> views) {
    for (String view : views) {
      for (var table : tables.entrySet()) {
        Secret found = firstIn(view, table.getKey(), table.getValue());
        if (found != null) {
          return found;
        }
      }
    }
    return null;
  }

  private Secret firstIn(String view, int length, Table table) {
    long[] hashes = hashes(view, length);
    for (int i = 0; i < hashes.length; i++) {
      Secret found = table.owner(hashes[i]);
      if (found != null && !(alone && isInsideANumber(found, view, i, i + length))) {
        return found;
      }
    }
    return null;
  }

  private static boolean isInsideANumber(Secret secret, String view, int from, int to) {
    String wanted = wanted(secret);
    return wanted.length() == to - from
        && wanted.chars().allMatch(SecretIndex::isDigit)
        && ((from > 0 && isDigit(view.charAt(from - 1)))
            || (to < view.length() && isDigit(view.charAt(to))));
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  private static String wanted(Secret secret) {
    return Uncovering.squeezed(secret.text().toLowerCase(Locale.ROOT));
  }

  /** Hashes of all parts of that length: 64 bits, rolled from one to the next. */
  private static long[] hashes(String text, int length) {
    int count = text.length() - length + 1;
    if (count <= 0) {
      return new long[0];
    }
    long highest = 1;
    long hash = 0;
    for (int i = 0; i < length; i++) {
      highest = i == 0 ? 1 : highest * BASE;
      hash = hash * BASE + text.charAt(i);
    }
    long[] hashes = new long[count];
    hashes[0] = hash;
    for (int i = 1; i < count; i++) {
      hash = (hash - text.charAt(i - 1) * highest) * BASE + text.charAt(i + length - 1);
      hashes[i] = hash;
    }
    return hashes;
  }

  /** Whose part has a hash: open addressing, at most half full. */
  private static final class Table {
    private final long[] hashes;
    private final Secret[] owners;
    private final int shift;

    Table(List<Secret> secrets, int length) {
      int characters = secrets.stream().mapToInt(secret -> secret.text().length()).sum();
      int bits = Integer.SIZE - Integer.numberOfLeadingZeros(2 * characters);
      hashes = new long[1 << bits];
      owners = new Secret[1 << bits];
      shift = Long.SIZE - bits;
      for (Secret secret : secrets) {
        add(hashes(wanted(secret), length), secret);
      }
    }

    private void add(long[] parts, Secret owner) {
      for (long part : parts) {
        int slot = (int) (part >>> shift);
        while (owners[slot] != null) {
          slot = (slot + 1) & (owners.length - 1);
        }
        hashes[slot] = part;
        owners[slot] = owner;
      }
    }

    Secret owner(long hash) {
      for (int slot = (int) (hash >>> shift);
          owners[slot] != null;
          slot = (slot + 1) & (owners.length - 1)) {
        if (hashes[slot] == hash) {
          return owners[slot];
        }
      }
      return null;
    }
  }
}
