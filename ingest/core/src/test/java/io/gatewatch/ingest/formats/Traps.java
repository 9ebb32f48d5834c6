package io.gatewatch.ingest.formats;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Values of nearly 64 KiB that would cost most where something is searched again and again. */
final class Traps {
  static final List<String> ALL =
      List.of(
          "/",
          "a/",
          "%25",
          "%2525",
          "%",
          "1",
          "4",
          "4111111111111111",
          "a@",
          "@",
          ".",
          "a.",
          "&a=1",
          "=",
          "&",
          "?",
          "-",
          " ",
          "+",
          "A",
          "eyJhbGci",
          "eyJ.",
          "DE89",
          "(",
          "; ",
          "x,",
          "\\\\",
          "0",
          "1-",
          "key-",
          "::",
          "1.1.1.1,",
          "\u00e9");

  private Traps() {}

  /** The seed with each value of it in turn (path, agent, …) stretched with the trap. */
  static List<byte[]> in(byte[] seed, byte[] trap) {
    List<byte[]> lines = new ArrayList<>();
    String text = new String(seed, StandardCharsets.ISO_8859_1);
    for (String mark : List.of("/accounts", "Mozilla", "okhttp", "curl", "?", "client", "GET ")) {
      int at = text.indexOf(mark);
      if (at >= 0) {
        lines.add(stretched(seed, at + mark.length(), trap));
      }
    }
    return lines;
  }

  private static byte[] stretched(byte[] seed, int at, byte[] trap) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(LineMutator.MAX_LENGTH);
    out.write(seed, 0, at);
    while (out.size() + trap.length + seed.length - at <= LineMutator.MAX_LENGTH) {
      out.write(trap, 0, trap.length);
    }
    byte[] tail = Arrays.copyOfRange(seed, at, seed.length);
    out.write(tail, 0, tail.length);
    return out.toByteArray();
  }
}
