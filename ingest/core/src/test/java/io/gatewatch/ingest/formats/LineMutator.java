package io.gatewatch.ingest.formats;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Makes lines that a gateway, a careless operator or an attacker might write of lines that are
 * well: seeded, so that a failure can be had again. At most 64 KiB.
 */
final class LineMutator {
  static final int MAX_LENGTH = 64 << 10;

  /** Bytes and words that parsers and finders of secrets trip over. */
  private static final List<String> TRAPS =
      List.of(
          "\"",
          "\\",
          "\\\"",
          "{",
          "}",
          "[",
          "]",
          ":",
          ",",
          "/",
          "//",
          "?",
          "&",
          "=",
          "%",
          "%25",
          "%2525",
          "%00",
          "%ff",
          "\\x16",
          "\\u0000",
          "\\ud800",
          "\u0000",
          "\r",
          "\t",
          " ",
          "-",
          "- - -",
          "null",
          "true",
          "NaN",
          "-1",
          "1e308",
          "1e400",
          "0x10",
          "99999999999999999999",
          "00000000000000000000",
          "2026-13-45T25:61:61Z",
          "31/Feb/2026:99:99:99 +9999",
          "::1",
          "::ffff:1.2.3.4",
          "999.1.1.1",
          "@",
          "a@b.c",
          "4111 1111 1111 1111",
          "DE89370400440532013000",
          "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.x",
          "key-",
          "\u00e9",
          "\ud83d\ude00",
          "+491701234567",
          "{\"a\":",
          "[[[[[[[[",
          "]]]]]]]]",
          "<134>1 ",
          "#",
          "..",
          "%2e%2e",
          "'",
          "`",
          "${jndi:");

  private final Random random;
  private final List<byte[]> seeds;

  LineMutator(long seed, List<byte[]> seeds) {
    this.random = new Random(seed);
    this.seeds = seeds;
  }

  /** Half of the lines keep their form, so that what lies behind it is reached. */
  byte[] next() {
    byte[] line = pick();
    if (random.nextBoolean()) {
      return gentle(line);
    }
    for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
      line = change(line);
    }
    return line.length > MAX_LENGTH ? Arrays.copyOf(line, MAX_LENGTH) : line;
  }

  /** Something odd inside a word or number, without a byte that ends a text. */
  private byte[] gentle(byte[] line) {
    int at = random.nextInt(line.length);
    while (at < line.length && !Character.isLetterOrDigit(line[at])) {
      at++;
    }
    byte[] trap = random.nextInt(4) == 0 ? repeated() : trap();
    for (int i = 0; i < trap.length; i++) {
      if (trap[i] == '"' || trap[i] == '\\' || (trap[i] >= 0 && trap[i] < ' ')) {
        trap[i] = '_';
      }
    }
    byte[] changed = joined(line, 0, at, trap, line, at, line.length);
    return changed.length > MAX_LENGTH ? line : changed;
  }

  private byte[] pick() {
    return seeds.get(random.nextInt(seeds.size()));
  }

  private byte[] change(byte[] line) {
    int at = random.nextInt(line.length + 1);
    int end = at + random.nextInt(line.length - at + 1);
    return switch (random.nextInt(9)) {
      case 0 -> flipped(line);
      case 1 -> Arrays.copyOf(line, at);
      case 2 -> joined(line, 0, at, trap(), line, at, line.length);
      case 3 -> joined(line, 0, at, trap(), line, end, line.length);
      case 4 -> joined(line, 0, end, new byte[0], line, at, line.length);
      case 5 -> joined(line, 0, at, new byte[0], line, end, line.length);
      case 6 -> spliced(line, pick(), at);
      case 7 -> joined(line, 0, at, repeated(), line, at, line.length);
      default -> joined(line, 0, at, noise(), line, at, line.length);
    };
  }

  private byte[] flipped(byte[] line) {
    byte[] copy = line.clone();
    for (int i = 1 + random.nextInt(3); i > 0 && copy.length > 0; i--) {
      copy[random.nextInt(copy.length)] = (byte) random.nextInt(256);
    }
    return copy;
  }

  private byte[] spliced(byte[] head, byte[] tail, int at) {
    int from = random.nextInt(tail.length + 1);
    return joined(head, 0, at, new byte[0], tail, from, tail.length);
  }

  private byte[] trap() {
    return TRAPS.get(random.nextInt(TRAPS.size())).getBytes(StandardCharsets.UTF_8);
  }

  /** A trap many times over; rarely as long as a line may be. */
  private byte[] repeated() {
    byte[] trap = trap();
    int most = random.nextInt(50) == 0 ? MAX_LENGTH : 400;
    int times = 1 + random.nextInt(Math.max(1, most / trap.length));
    byte[] many = new byte[trap.length * times];
    for (int i = 0; i < many.length; i++) {
      many[i] = trap[i % trap.length];
    }
    return many;
  }

  private byte[] noise() {
    byte[] bytes = new byte[random.nextInt(24)];
    random.nextBytes(bytes);
    return bytes;
  }

  private static byte[] joined(
      byte[] head, int headFrom, int headTo, byte[] middle, byte[] tail, int tailFrom, int tailTo) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(head, headFrom, headTo - headFrom);
    out.write(middle, 0, middle.length);
    out.write(tail, tailFrom, tailTo - tailFrom);
    return out.toByteArray();
  }
}
