package io.gatewatch.ingest.text;

/**
 * The statuses that gateways write for requests that got no answer: 0, 000, 009, −1 or a dash. All
 * become 499, nginx's word for "the client went away first", which is what they nearly always mean.
 */
public final class Answers {
  /** The client closed the connection before an answer. */
  public static final double NONE = 499;

  private static final double FIRST = 100;

  private Answers() {}

  /** The status as written, or 499 when it is below the range of HTTP or absent. */
  public static Double status(Double written) {
    boolean none = written == null || (written < FIRST && written >= -1);
    return none ? Double.valueOf(NONE) : written;
  }
}
