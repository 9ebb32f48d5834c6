package io.gatewatch.collector;

/**
 * The failure that something repeated met last, so that a cause which stays is logged once and not
 * each second. Safe for many threads.
 */
final class LastFailure {
  private String cause = "";

  /** Whether it differs from the last one, or comes after a success. */
  synchronized boolean isNew(Throwable failure) {
    boolean same = failure.toString().equals(cause);
    cause = failure.toString();
    return !same;
  }

  /** It went well again. */
  synchronized void over() {
    cause = "";
  }
}
