package io.gatewatch.ingest.haproxy;

import io.gatewatch.ingest.RejectReason;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** HAProxy's own news, such as servers going down: lines of its log about no request. */
final class OwnLine {
  private static final List<byte[]> STARTS =
      List.of(
          bytes("Server "),
          bytes("Proxy "),
          bytes("Health check "),
          bytes("backend "),
          bytes("Connect from "),
          bytes("Loading "),
          bytes("Stopping "),
          bytes("Pausing "),
          bytes("[ALERT]"),
          bytes("[WARNING]"),
          bytes("[NOTICE]"));

  private OwnLine() {}

  /** Why a line that does not start as the log of a request is none. */
  static RejectReason reason(byte[] line, int start) {
    for (byte[] words : STARTS) {
      if (startsWith(line, start, words)) {
        return RejectReason.NOT_A_CALL;
      }
    }
    return RejectReason.NOT_THE_FORMAT;
  }

  private static boolean startsWith(byte[] line, int start, byte[] words) {
    int end = start + words.length;
    return end <= line.length && Arrays.equals(line, start, end, words, 0, words.length);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
