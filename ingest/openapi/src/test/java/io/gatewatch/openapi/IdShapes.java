package io.gatewatch.openapi;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.Function;

/** Ids of the shapes that stand in paths of banks, drawn at random. */
final class IdShapes {
  static final List<String> NAMES =
      List.of(
          "short number",
          "long number",
          "uuid",
          "UUID without dashes",
          "hex",
          "iban",
          "card",
          "base64url",
          "upper mix",
          "prefixed number",
          "date",
          "time stamp",
          "e-mail",
          "phone",
          "encoded name",
          "dotted",
          "long token",
          "lower word",
          "upper word",
          "camel word",
          "hyphen words");

  private static final List<Function<Random, String>> SHAPES =
      List.of(
          r -> "" + r.nextInt(1000),
          r -> "" + (10_000_000_000L + Math.abs(r.nextLong() % 89_999_999_999L)),
          r -> uuid(r).toString(),
          r -> uuid(r).toString().replace("-", "").toUpperCase(java.util.Locale.ROOT),
          r -> hex(r, 8),
          r -> "GB" + (10 + r.nextInt(89)) + "BUKB" + (10_000_000_000_000L + digits(r, 13)),
          r -> "4" + (100_000_000_000_000L + digits(r, 14)),
          r -> Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(r, 16)),
          r -> "AA" + digits(r, 5) + "X" + digits(r, 3) + "Q",
          r -> "ACC-" + digits(r, 8),
          r -> "20" + (10 + r.nextInt(20)) + "-0" + (1 + r.nextInt(9)) + "-1" + r.nextInt(10),
          r -> "2026-01-0" + (1 + r.nextInt(9)) + "T10:" + (10 + r.nextInt(50)) + ":00Z",
          r -> letters(r, 5) + (r.nextBoolean() ? "%40" : "@") + letters(r, 6) + ".org",
          r -> "%2B4477" + (10_000_000 + digits(r, 7)),
          r -> "J%C3%BCrgen%20" + letters(r, 5),
          r -> letters(r, 3) + "." + digits(r, 4) + "." + letters(r, 2),
          r -> Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(r, 60)),
          r -> letters(r, 4 + r.nextInt(4)),
          r -> letters(r, 5).toUpperCase(java.util.Locale.ROOT),
          r -> "x" + letters(r, 3) + "Y" + letters(r, 3),
          r -> letters(r, 4) + "-" + letters(r, 5));

  private IdShapes() {}

  static int count() {
    return SHAPES.size();
  }

  static String draw(int shape, Random random) {
    return SHAPES.get(shape).apply(random);
  }

  private static long digits(Random random, int most) {
    return Math.abs(random.nextLong() % (long) Math.pow(10, most));
  }

  private static String letters(Random random, int length) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < length; i++) {
      out.append((char) ('a' + random.nextInt(26)));
    }
    return out.toString();
  }

  private static byte[] bytes(Random random, int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  private static String hex(Random random, int length) {
    return HexFormat.of().formatHex(bytes(random, length));
  }

  private static UUID uuid(Random random) {
    return UUID.nameUUIDFromBytes(
        Long.toString(random.nextLong()).getBytes(StandardCharsets.UTF_8));
  }
}
