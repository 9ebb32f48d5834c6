package io.gatewatch.collector;

import io.gatewatch.ingest.assemble.ParserSettings;
import io.gatewatch.ingest.formats.Format;
import io.gatewatch.ingest.formats.Formats;
import io.gatewatch.ingest.masking.MaskingKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One collector process: HTTP receiver, normaliser, and the clock that both keep. Expects its
 * topics to exist.
 */
public final class Collector implements AutoCloseable {
  /** Name of the key file in the keys folder. */
  public static final String KEY_FILE = "masking.key";

  private static final Logger LOG = LoggerFactory.getLogger(Collector.class);

  private final Deque<AutoCloseable> parts = new ArrayDeque<>();
  private CallIntake intake;
  private ClockWriter clock;
  private LogReceiver receiver;

  private Collector() {}

  /**
   * Starts all parts, or none.
   *
   * @throws IllegalStateException when the receiver's port is taken
   * @throws UncheckedIOException when the masking keys cannot be read or made
   */
  public static Collector start(CollectorConfig config) {
    LOG.info("{}", config);
    Collector collector = new Collector();
    try {
      collector.open(config);
      return collector;
    } catch (RuntimeException e) {
      collector.close();
      throw e;
    }
  }

  /** The door for lines that do not come over HTTP. */
  public CallIntake intake() {
    return intake;
  }

  /** The port that the receiver listens on. */
  public int receiverPort() {
    return receiver.port();
  }

  /** Tells all partitions the time now, beside the telling of each second. */
  public void tellTime() {
    clock.tell();
  }

  /** Stops receiving, then the clock and the normaliser, then lets the producer finish. */
  @Override
  public void close() {
    while (!parts.isEmpty()) {
      AutoCloseable part = parts.pop();
      try {
        part.close();
      } catch (Exception e) {
        LOG.warn("{} did not stop cleanly: {}", part.getClass().getSimpleName(), e.toString());
      }
    }
  }

  private void open(CollectorConfig config) {
    ParserSettings parsing = ParserSettings.shipped(keys(config));
    ReadWriteLock order = new ReentrantReadWriteLock(true);
    FeedTeller feeds = new FeedTeller(config.writer());
    CallWriter writer = opened(CallWriter.connect(config.bootstrapServers(), config.writer()));
    for (Format format : Formats.all()) {
      opened(
          Normaliser.start(
              config,
              new Normaliser.Settings(
                  format, parsing, config.writer(), config.horizonMillis(), config.clockLag())));
    }
    clock =
        opened(
            new ClockWriter(
                writer,
                config.writer(),
                config.horizonMillis(),
                config.clockLag(),
                order.writeLock(),
                feeds));
    clock.start();
    intake =
        new CallIntake(
            parsing,
            writer,
            order.readLock(),
            feeds,
            InstantSource.system(),
            CallIntake.MOST_BYTES_UNDER_WAY);
    receiver = opened(LogReceiver.start(intake, config.host(), config.receiverPort()));
  }

  private <T extends AutoCloseable> T opened(T part) {
    parts.push(part);
    return part;
  }

  private static MaskingKeys keys(CollectorConfig config) {
    try {
      return MaskingKeys.loadOrCreate(config.keysDir().resolve(KEY_FILE), new SecureRandom());
    } catch (IOException e) {
      throw new UncheckedIOException("masking keys in " + config.keysDir(), e);
    }
  }
}
