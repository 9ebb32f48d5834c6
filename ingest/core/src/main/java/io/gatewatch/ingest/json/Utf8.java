package io.gatewatch.ingest.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Checks bytes for strict UTF-8 (no overlong forms, no surrogates). Confined to one thread. */
public final class Utf8 {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
  private static final long HIGH_BITS = 0x8080808080808080L;

  private final CharsetDecoder decoder =
      StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT);
  private final CharBuffer chars = CharBuffer.allocate(4096);

  /** Offset of the first byte that is not UTF-8; −1 when all is well. */
  public long faultIn(byte[] bytes) {
    int ascii = asciiIn(bytes);
    if (ascii == bytes.length) {
      return -1;
    }
    ByteBuffer in = ByteBuffer.wrap(bytes, ascii, bytes.length - ascii);
    decoder.reset();
    CoderResult result;
    do {
      chars.clear();
      result = decoder.decode(in, chars, true);
    } while (result.isOverflow());
    return result.isError() ? in.position() : -1;
  }

  /** How many bytes at the start are surely ASCII: 32 at a time, since most lines are. */
  private static int asciiIn(byte[] bytes) {
    int at = 0;
    while (at + 4 * Long.BYTES <= bytes.length && (four(bytes, at) & HIGH_BITS) == 0) {
      at += 4 * Long.BYTES;
    }
    while (at + Long.BYTES <= bytes.length && ((long) LONGS.get(bytes, at) & HIGH_BITS) == 0) {
      at += Long.BYTES;
    }
    while (at < bytes.length && bytes[at] >= 0) {
      at++;
    }
    return at;
  }

  private static long four(byte[] bytes, int at) {
    return (long) LONGS.get(bytes, at)
        | (long) LONGS.get(bytes, at + 8)
        | (long) LONGS.get(bytes, at + 16)
        | (long) LONGS.get(bytes, at + 24);
  }
}
