package io.gatewatch.ingest.json;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Checks bytes for strict UTF-8 (no overlong forms, no surrogates). Confined to one thread. */
public final class Utf8 {
  private final CharsetDecoder decoder =
      StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT);
  private final CharBuffer chars = CharBuffer.allocate(4096);

  /** Offset of the first byte that is not UTF-8; −1 when all is well. */
  public long faultIn(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    decoder.reset();
    CoderResult result;
    do {
      chars.clear();
      result = decoder.decode(in, chars, true);
    } while (result.isOverflow());
    return result.isError() ? in.position() : -1;
  }
}
