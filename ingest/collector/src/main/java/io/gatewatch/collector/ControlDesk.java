package io.gatewatch.collector;

import io.gatewatch.ingest.ControlRecord;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.LongSupplier;
import java.util.function.LongUnaryOperator;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Catalogues and registries on {@code gatewatch.control} of one broker: reads them, and publishes
 * the next version of one. A version counts from a position ahead of the newest Clock and, unless
 * history is played, of the desk's own clock, or since ever while no Clock has been told.
 */
public final class ControlDesk {
  /** Id of what a person gave, among the records of its kind. */
  public static final String GIVEN = "given";

  /** Largest payload, in bytes. */
  public static final int MOST_BYTES = 8 << 20;

  private static final int ANSWER_WITHIN_MILLIS = 10_000;
  private static final long LONGEST_BACKLOG_MILLIS = 3_600_000;

  private final String broker;
  private final LongUnaryOperator position;
  private final LongSupplier wallMillis;

  /** A desk whose own clock is this machine's. */
  public ControlDesk(String broker, LongUnaryOperator position) {
    this(broker, position, System::currentTimeMillis);
  }

  /**
   * A desk at a broker.
   *
   * @param broker host:port
   * @param position from when a record may count, given how far time has come, both in ms since
   *     1970: the start of a round that no re-run can have passed
   * @param wallMillis the desk's own clock, in ms since 1970
   */
  public ControlDesk(String broker, LongUnaryOperator position, LongSupplier wallMillis) {
    this.broker = broker;
    this.position = position;
    this.wallMillis = wallMillis;
  }

  /**
   * All usable records of a kind, in the order of the topic.
   *
   * @throws KafkaException when no broker answers
   */
  public List<ControlRecord> records(String kind) {
    try (ControlLog log = ControlLog.open(broker, Set.of(kind))) {
      return log.readToEnd();
    }
  }

  /** Publishes the next version, unless the newest one says the same: then nothing. */
  public Optional<ControlRecord> publishChanged(String kind, String id, String payload) {
    return newest(kind, id).filter(record -> record.payload().equals(payload)).isPresent()
        ? Optional.empty()
        : Optional.of(publish(kind, id, payload));
  }

  /**
   * Publishes the next version.
   *
   * @throws KafkaException when no broker answers, or it refuses the record
   */
  public ControlRecord publish(String kind, String id, String payload) {
    int version = newest(kind, id).map(ControlRecord::version).orElse(0) + 1;
    Instant from = position();
    ControlRecord record = ControlRecord.of(kind, id, version, from, payload);
    send(record);
    return record;
  }

  /**
   * From when what is published now counts.
   *
   * @throws KafkaException when no broker answers
   */
  public Instant position() {
    return from(CallsEnd.newestClock(broker));
  }

  /**
   * From when what is published now counts. A raw backlog holds the Clock back for minutes while
   * calls of the present come in and are read by what is in force: a version that counted from the
   * Clock would count for calls that were read without it, and a replay would differ. Where the
   * Clock is further behind than any backlog, history is played, and the Clock alone says when.
   *
   * @param clock time of the newest one, in ms since 1970; none when none has been told
   */
  Instant from(OptionalLong clock) {
    if (clock.isEmpty()) {
      return Instant.EPOCH;
    }
    long told = clock.getAsLong();
    long wall = wallMillis.getAsLong();
    boolean live = wall - told <= LONGEST_BACKLOG_MILLIS;
    return Instant.ofEpochMilli(position.applyAsLong(live ? Math.max(told, wall) : told));
  }

  /** The newest version of one; empty when there is none. */
  public Optional<ControlRecord> newest(String kind, String id) {
    List<ControlRecord> versions = new ArrayList<>(records(kind));
    versions.removeIf(record -> !record.id().equals(id));
    return versions.stream().max(Comparator.comparingInt(ControlRecord::version));
  }

  private void send(ControlRecord record) {
    ByteArraySerializer bytes = new ByteArraySerializer();
    Map<String, Object> settings =
        Map.of(
            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
            broker,
            ProducerConfig.COMPRESSION_TYPE_CONFIG,
            "lz4",
            ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
            2 * MOST_BYTES,
            ProducerConfig.MAX_BLOCK_MS_CONFIG,
            ANSWER_WITHIN_MILLIS,
            ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
            ANSWER_WITHIN_MILLIS / 2,
            ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
            ANSWER_WITHIN_MILLIS);
    try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(settings, bytes, bytes)) {
      byte[] key = record.key().getBytes(StandardCharsets.UTF_8);
      producer.send(new ProducerRecord<>(ControlRecord.TOPIC, key, record.write())).get();
    } catch (ExecutionException e) {
      throw new KafkaException("control record " + record.key() + " was refused", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException("interrupted while publishing " + record.key());
    }
  }
}
