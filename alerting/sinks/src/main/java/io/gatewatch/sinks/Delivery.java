package io.gatewatch.sinks;

/** What became of one alert version at a receiver. */
sealed interface Delivery {
  /** Taken. */
  Delivery TAKEN = new Taken();

  /** The receiver has it, or does not want it twice. */
  record Taken() implements Delivery {}

  /** It will never take this one: another attempt is of no use. */
  record Refused(String reason) implements Delivery {}

  /**
   * Not now.
   *
   * @param afterSeconds when the receiver asks to try again, in seconds; 0 when it does not say
   */
  record Unavailable(String reason, long afterSeconds) implements Delivery {}
}
