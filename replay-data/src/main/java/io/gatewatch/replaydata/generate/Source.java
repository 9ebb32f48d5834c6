package io.gatewatch.replaydata.generate;

/**
 * Something that has something to do at a moment: log a line, or start other sources. Sources take
 * turns in the order of (moment, tie).
 */
abstract class Source implements Comparable<Source> {
  private final long tie;
  private long at;

  /**
   * @param at first moment it has something to do, epoch milliseconds
   * @param tie orders sources of one moment; a seed of its own
   */
  Source(long at, long tie) {
    this.at = at;
    this.tie = tie;
  }

  /** Does what is due and moves on; false when nothing is left to do. */
  abstract boolean turn(Stage stage);

  /** What sources act upon. */
  interface Stage {
    /** Logs a call that ended now; the call may be reused afterwards. */
    void log(Call call, Attack attack);

    void add(Source source);

    /** An attack shows from now on, until {@code to}, by what does not come. */
    void silence(Attack attack, long to);
  }

  long at() {
    return at;
  }

  /** Seed of this source's own draws. */
  long tie() {
    return tie;
  }

  void moveTo(long moment) {
    at = moment;
  }

  @Override
  public final int compareTo(Source other) {
    return at != other.at ? Long.compare(at, other.at) : Long.compare(tie, other.tie);
  }

  @Override
  public final boolean equals(Object other) {
    return this == other;
  }

  @Override
  public final int hashCode() {
    return Long.hashCode(tie);
  }
}
