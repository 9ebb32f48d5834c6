package io.gatewatch.ingest.text;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Undoes the escapes of access logs: a backslash with x and two hex digits, or with one character
 * (Apache, nginx), and a number sign with two hex digits (HAProxy). What is no escape stays as it
 * is. Bytes that are not UTF-8 become U+FFFD: a caller must not be able to have its lines refused.
 */
public final class Escapes {
  private Escapes() {}

  /** The text between two places, without any escapes to undo. */
  public static String plain(byte[] line, int from, int to) {
    return new String(line, from, to - from, StandardCharsets.UTF_8);
  }

  /** The text between two places, with backslash escapes undone. */
  public static String backslash(byte[] line, int from, int to) {
    if (!holds(line, from, to, '\\')) {
      return plain(line, from, to);
    }
    byte[] bytes = backslashBytes(line, from, to);
    return plain(bytes, 0, bytes.length);
  }

  /** The bytes between two places, with backslash escapes undone. */
  public static byte[] backslashBytes(byte[] line, int from, int to) {
    byte[] out = new byte[to - from];
    int length = 0;
    for (int at = from; at < to; at++) {
      byte b = line[at];
      if (b == '\\' && at + 1 < to) {
        int hex = line[at + 1] == 'x' && at + 3 < to ? hex(line, at + 2) : -1;
        b = hex >= 0 ? (byte) hex : single(line[at + 1]);
        at += hex >= 0 ? 3 : 1;
      }
      out[length++] = b;
    }
    return Arrays.copyOf(out, length);
  }

  /** The bytes between two places, with HAProxy's escapes undone. */
  public static byte[] numberSignBytes(byte[] line, int from, int to) {
    byte[] out = new byte[to - from];
    int length = 0;
    for (int at = from; at < to; at++) {
      int hex = line[at] == '#' && at + 2 < to ? hex(line, at + 1) : -1;
      out[length++] = hex >= 0 ? (byte) hex : line[at];
      at += hex >= 0 ? 2 : 0;
    }
    return Arrays.copyOf(out, length);
  }

  /** Whether a byte occurs between two places. */
  public static boolean holds(byte[] line, int from, int to, char wanted) {
    for (int at = from; at < to; at++) {
      if (line[at] == wanted) {
        return true;
      }
    }
    return false;
  }

  private static byte single(byte b) {
    return switch (b) {
      case 'n' -> '\n';
      case 't' -> '\t';
      case 'r' -> '\r';
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'v' -> 0x0b;
      default -> b;
    };
  }

  private static int hex(byte[] line, int at) {
    int high = Character.digit(line[at], 16);
    int low = Character.digit(line[at + 1], 16);
    return high < 0 || low < 0 ? -1 : high * 16 + low;
  }
}
