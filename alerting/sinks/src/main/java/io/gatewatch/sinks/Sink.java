package io.gatewatch.sinks;

import io.gatewatch.alerting.Alert;

/** A receiver that takes alert versions one by one. Used by one thread. */
interface Sink extends AutoCloseable {
  /**
   * Offers a version; blocks until it is taken or not, a few seconds at most.
   *
   * @param row the version as it lies on {@code gatewatch.alerts}, JSON
   */
  Delivery deliver(Alert alert, byte[] row);

  @Override
  void close();
}
