package io.gatewatch.ingest.masking;

/** Finds UUIDs (RFC 9562) in their usual spelling, any case: ids, whatever digits stand in them. */
final class Uuids {
  static final int LENGTH = 36;

  private Uuids() {}

  /** Whether one stands here by itself. There must be 36 bytes. */
  static boolean isAt(byte[] text, int from, int length) {
    if (text[from + 8] != '-' || text[from + 13] != '-' || text[from + 18] != '-') {
      return false;
    }
    for (int i = 0; i < LENGTH; i++) {
      boolean dash = i == 8 || i == 13 || i == 18 || i == 23;
      if (dash ? text[from + i] != '-' : Ascii.hexValue(text[from + i]) < 0) {
        return false;
      }
    }
    int to = from + LENGTH;
    return to == length || (!Ascii.isAlphanumeric(text[to]) && text[to] != '-');
  }
}
