package io.gatewatch.replaydata.cli;

import io.gatewatch.collector.ControlDesk;
import io.gatewatch.ingest.ControlRecord;
import io.gatewatch.replaydata.control.Positions;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine.Option;

/** The broker that a command reads control from and publishes to. */
final class BrokerOption {
  @Option(
      names = "--broker",
      defaultValue = "127.0.0.1:9092",
      paramLabel = "HOST:PORT",
      description = "Kafka (default: ${DEFAULT-VALUE}).")
  private String broker;

  /** All records of a kind. */
  List<ControlRecord> records(String kind) {
    try {
      return Positions.desk(broker).records(kind);
    } catch (KafkaException e) {
      throw away();
    }
  }

  /**
   * Publishes what a person gave, unless it is in force or on its way already; the sentence that
   * says what became of it.
   */
  String publish(String kind, String what, String payload) {
    if (payload.getBytes(StandardCharsets.UTF_8).length > ControlDesk.MOST_BYTES) {
      throw Failure.usage(what + " is over 8 MiB (mend: split it, or leave out what nobody calls)");
    }
    Optional<ControlRecord> published;
    try {
      published = Positions.desk(broker).publishChanged(kind, ControlDesk.GIVEN, payload);
    } catch (KafkaException e) {
      throw away();
    }
    if (published.isEmpty()) {
      return what + ": the newest version says the same, so nothing was published";
    }
    ControlRecord record = published.get();
    String from =
        record.effectiveFrom().equals(Instant.EPOCH)
            ? "the first call on"
            : String.valueOf(record.effectiveFrom());
    return what + ": published as " + record.key() + ", counts from " + from;
  }

  private Failure away() {
    return Failure.unreachable(
        "no broker answers at " + broker + " (start one with 'up', or name it with --broker)");
  }
}
