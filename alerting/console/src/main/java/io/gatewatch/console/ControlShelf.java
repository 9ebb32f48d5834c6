package io.gatewatch.console;

import io.gatewatch.ingest.ControlRecord;
import java.util.List;

/** The control records that people write by the API. Calls may take seconds. */
public interface ControlShelf {
  /** One that keeps nothing and takes nothing: the API answers 503. */
  static ControlShelf none() {
    return new ControlShelf() {
      @Override
      public List<ControlRecord> newest(String kind) {
        throw new IllegalStateException("no control topic is connected");
      }

      @Override
      public ControlRecord publish(String kind, String id, String payload) {
        throw new IllegalStateException("no control topic is connected");
      }
    };
  }

  /**
   * The newest version of each record of a kind, ended ones (of empty payload) too.
   *
   * @throws RuntimeException when the topic cannot be read
   */
  List<ControlRecord> newest(String kind);

  /**
   * Publishes the next version of a record.
   *
   * @param payload empty ends it
   * @return what was published, with the moment from which it counts
   * @throws RuntimeException when the topic cannot be written to
   */
  ControlRecord publish(String kind, String id, String payload);
}
