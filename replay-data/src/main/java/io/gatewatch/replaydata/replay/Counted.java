package io.gatewatch.replaydata.replay;

/** A number with its noun, as people say it. */
public final class Counted {
  private Counted() {}

  /** Such as {@code 1 alert} or {@code 2 alerts}. */
  public static String of(long number, String one) {
    return number + " " + one + (number == 1 ? "" : "s");
  }
}
