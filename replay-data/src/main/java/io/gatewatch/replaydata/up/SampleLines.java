package io.gatewatch.replaydata.up;

import java.util.Iterator;

/** Lines of a tape, of which the next can be looked at before it is taken. */
final class SampleLines {

  private final Iterator<SampleTape.Line> lines;
  private SampleTape.Line next;

  SampleLines(Iterator<SampleTape.Line> lines) {
    this.lines = lines;
    this.next = lines.next();
  }

  SampleTape.Line peek() {
    return next;
  }

  SampleTape.Line take() {
    SampleTape.Line taken = next;
    next = lines.next();
    return taken;
  }
}
