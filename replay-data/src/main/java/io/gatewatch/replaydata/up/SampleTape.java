package io.gatewatch.replaydata.up;

import java.util.Iterator;

/** Lines of sample traffic in order of time, from any instant on, the same ones every time. */
interface SampleTape {

  /** All lines dated at or after the given epoch milliseconds; without end. */
  Iterator<Line> from(long epochMillis);

  /** One log line, and the end of its response, as epoch milliseconds. */
  final class Line {
    private final long timeMillis;
    private final byte[] bytes;

    Line(long timeMillis, byte[] bytes) {
      this.timeMillis = timeMillis;
      this.bytes = bytes;
    }

    long timeMillis() {
      return timeMillis;
    }

    /** One JSON object without a line end. */
    byte[] bytes() {
      return bytes;
    }
  }
}
