package io.gatewatch.replaydata.up;

import java.io.ByteArrayOutputStream;

/** Lines that are sent together, as newline-delimited JSON. */
final class SampleBatch {

  static final int MOST_LINES = 500;

  private final byte[] body;
  private final int lines;
  private final long endMillis;

  private SampleBatch(byte[] body, int lines, long endMillis) {
    this.body = body;
    this.lines = lines;
    this.endMillis = endMillis;
  }

  /**
   * Takes the lines due before {@code nowMillis}; ends between two milliseconds, so that what
   * follows starts at {@code endMillis} sharp.
   */
  static SampleBatch due(SampleLines source, long nowMillis) {
    ByteArrayOutputStream body = new ByteArrayOutputStream(1 << 16);
    int lines = 0;
    long last = Long.MIN_VALUE;
    while (source.peek().timeMillis() < nowMillis
        && (lines < MOST_LINES || source.peek().timeMillis() == last)) {
      SampleTape.Line line = source.take();
      body.writeBytes(line.bytes());
      body.write('\n');
      last = line.timeMillis();
      lines++;
    }
    return new SampleBatch(
        body.toByteArray(), lines, Math.min(nowMillis, source.peek().timeMillis()));
  }

  /** What the receiver would get over HTTP. */
  byte[] body() {
    return body;
  }

  /** Number of lines. */
  int lines() {
    return lines;
  }

  /** No line before this instant is still to come, as epoch milliseconds. */
  long endMillis() {
    return endMillis;
  }

  boolean isEmpty() {
    return lines == 0;
  }
}
