package io.gatewatch.collector.syslog;

import io.gatewatch.ingest.LineParser;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.util.List;

/**
 * Cuts a TCP stream into frames, each by its own look (RFC 6587): a count, a space and {@code <}
 * start a counted frame, anything else a line. A line that is too long is handed on cut just above
 * the limit, so that it is rejected for its length, and skipped to its end. A count over the limit
 * leaves no place to go on from: what is there is handed on to be rejected, and the connection
 * closed.
 */
final class SyslogFrames extends ByteToMessageDecoder {
  private static final int MAX_BYTES = LineParser.MAX_LINE_BYTES;
  private static final int MAX_DIGITS = 18;
  private static final int SHOWN_BYTES = 256;

  private static final long NO_COUNT = -1;
  private static final long NOT_YET_KNOWN = -2;

  private final String port;
  private int searched;
  private boolean skipping;
  private int digits;

  SyslogFrames(String port) {
    this.port = port;
  }

  @Override
  protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
    if (!skipping && searched == 0) {
      skipBetweenFrames(in);
    }
    if (!in.isReadable()) {
      return;
    }
    long count = skipping || searched > 0 ? NO_COUNT : count(in);
    if (count == NO_COUNT) {
      decodeLine(in, out);
    } else if (count > MAX_BYTES) {
      out.add(bytes(in, Math.min(in.readableBytes(), SHOWN_BYTES)));
      in.skipBytes(in.readableBytes());
      SyslogMetrics.REFUSED.labelValues(port, "count").inc();
      var unused = ctx.close();
    } else if (count >= 0 && in.readableBytes() >= digits + 1 + count) {
      in.skipBytes(digits + 1);
      out.add(bytes(in, (int) count));
    }
  }

  /** What is there when the other side closes: a line without its end, or half a frame. */
  @Override
  protected void decodeLast(ChannelHandlerContext ctx, ByteBuf in, List<Object> out)
      throws Exception {
    super.decodeLast(ctx, in, out);
    if (in.isReadable()) {
      byte[] rest = bytes(in, in.readableBytes());
      if (!skipping) {
        out.add(rest);
      }
    }
  }

  private void decodeLine(ByteBuf in, List<Object> out) {
    int from = in.readerIndex();
    int eol = in.indexOf(from + searched, in.writerIndex(), (byte) '\n');
    int length = (eol < 0 ? in.writerIndex() : eol) - from;
    if (!skipping && (eol >= 0 || length > MAX_BYTES)) {
      out.add(bytes(in, Math.min(length, MAX_BYTES + 1)));
    }
    if (eol >= 0) {
      in.readerIndex(eol + 1);
      searched = 0;
      skipping = false;
    } else if (skipping || length > MAX_BYTES) {
      in.readerIndex(in.writerIndex());
      searched = 0;
      skipping = true;
    } else {
      searched = length;
    }
  }

  /** The count that starts a counted frame; sets {@link #digits}. */
  private long count(ByteBuf in) {
    int from = in.readerIndex();
    long count = 0;
    for (int i = 0; i < in.readableBytes(); i++) {
      byte b = in.getByte(from + i);
      if (b == ' ' && i > 0) {
        if (i + 1 == in.readableBytes()) {
          return NOT_YET_KNOWN;
        }
        digits = i;
        return in.getByte(from + i + 1) == '<' ? count : NO_COUNT;
      }
      if (b < '0' || b > '9' || (i == 0 && b == '0') || i >= MAX_DIGITS) {
        return NO_COUNT;
      }
      count = 10 * count + (b - '0');
    }
    return NOT_YET_KNOWN;
  }

  private static void skipBetweenFrames(ByteBuf in) {
    while (in.isReadable()) {
      byte b = in.getByte(in.readerIndex());
      if (b != '\n' && b != '\r' && b != 0 && b != ' ') {
        return;
      }
      in.skipBytes(1);
    }
  }

  private static byte[] bytes(ByteBuf in, int length) {
    byte[] bytes = ByteBufUtil.getBytes(in, in.readerIndex(), length);
    in.skipBytes(length);
    return bytes;
  }
}
