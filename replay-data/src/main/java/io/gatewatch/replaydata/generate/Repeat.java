package io.gatewatch.replaydata.generate;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.IntFunction;

/** Steps made one at a time, so that a long attack costs no memory. */
final class Repeat implements Iterator<Step> {
  private final int times;
  private final IntFunction<Step> make;
  private int done;

  Repeat(int times, IntFunction<Step> make) {
    this.times = times;
    this.make = make;
  }

  @Override
  public boolean hasNext() {
    return done < times;
  }

  @Override
  public Step next() {
    if (!hasNext()) {
      throw new NoSuchElementException("all " + times + " steps were taken");
    }
    return make.apply(done++);
  }
}
