package io.gatewatch.collector;

import io.gatewatch.collector.syslog.SyslogServer;
import io.gatewatch.ingest.assemble.ParserSettings;
import io.gatewatch.ingest.formats.Formats;
import io.gatewatch.ingest.masking.MaskingKeyFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One collector process: HTTP receiver, syslog listeners, normaliser, and the clock that all keep.
 * Expects its topics to exist, but for the raw ones. What {@code gatewatch.control} holds at its
 * start is read before the first line is.
 */
public final class Collector implements AutoCloseable {
  /** Name of the key file in the keys folder. */
  public static final String KEY_FILE = "masking.key";

  private static final Logger LOG = LoggerFactory.getLogger(Collector.class);

  private final Deque<AutoCloseable> parts = new ArrayDeque<>();
  private CallIntake intake;
  private ClockWriter clock;
  private LogReceiver receiver;
  private ReceiverTokens tokens;
  private SyslogServer syslog;

  private Collector() {}

  /**
   * Starts all parts, or none.
   *
   * @throws IllegalStateException when a port is taken, or the receiver can be reached from outside
   *     and has no tokens
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

  /** Whether the receiver asks its senders for a token. */
  public boolean asksForToken() {
    return tokens.areAsked();
  }

  /** The ports that the syslog listeners listen on, in their order. */
  public List<Integer> syslogPorts() {
    return syslog.ports();
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
    tokens = ReceiverTokens.of(config.ways().tokenFile(), config.host(), ReceiverTokens.LOOK_EVERY);
    ControlFollower control = opened(ControlFollower.start(config.bootstrapServers()));
    MaskingKeyFile keys = keys(config);
    opened(KeyWatch.start(keys));
    ParserSettings parsing = new ParserSettings(keys, config.reading(), control);
    Timeliness timeliness = new Timeliness(config.clockLag());
    ReadWriteLock order = new ReentrantReadWriteLock(true);
    FeedTeller feeds = new FeedTeller(config.writer());
    CallWriter writer = opened(CallWriter.connect(config.bootstrapServers(), config.writer()));
    RawBacklog backlog =
        opened(
            RawBacklog.of(
                config.bootstrapServers(), config.writer(), RawTopics.pattern(Formats.names())));
    backlog.start();
    LongSupplier horizon = backlog.bounding(config.horizonMillis());
    opened(
        Normaliser.start(
            config,
            new Normaliser.Settings(
                parsing,
                config.ways().raw(),
                config.writer(),
                horizon,
                config.clockLag(),
                timeliness)));
    clock =
        opened(
            new ClockWriter(
                writer, config.writer(), horizon, config.clockLag(), order.writeLock(), feeds));
    clock.start();
    if (config.learning() != null) {
      opened(RouteLearning.start(config.bootstrapServers(), config.learning()));
    }
    intake =
        new CallIntake(
            parsing,
            writer,
            order.readLock(),
            feeds,
            InstantSource.system(),
            timeliness,
            new ByteBudget(CallIntake.MOST_BYTES_UNDER_WAY));
    syslog = opened(SyslogServer.start(config.ways().syslog(), new SyslogIntake(intake)));
    receiver =
        opened(
            LogReceiver.start(
                intake,
                config.host(),
                config.receiverPort(),
                tokens,
                LogReceiver.Settings.of(config.ways().otlpFormat())));
  }

  private <T extends AutoCloseable> T opened(T part) {
    parts.push(part);
    return part;
  }

  private static MaskingKeyFile keys(CollectorConfig config) {
    try {
      return MaskingKeyFile.open(config.keysDir().resolve(KEY_FILE), new SecureRandom());
    } catch (IOException e) {
      throw new UncheckedIOException("masking keys in " + config.keysDir(), e);
    }
  }
}
