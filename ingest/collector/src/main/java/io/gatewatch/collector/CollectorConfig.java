package io.gatewatch.collector;

import static java.util.Objects.requireNonNull;

import io.gatewatch.ingest.config.IngestConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Settings of one collector process.
 *
 * @param bootstrapServers the broker, host:port
 * @param host address that the receiver binds to
 * @param receiverPort its port; 0 for any free one
 * @param keysDir folder of the masking keys, made on first start
 * @param stateDir folder that Kafka Streams may use
 * @param writer name of this process among all writers of {@code gatewatch.calls}
 * @param horizonMillis the latest time a Clock of this process may promise, in ms since 1970
 * @param clockLag how far a Clock stays behind the horizon: the longest way of a line from the
 *     gateway to us that still counts as in time
 * @param ways the doors beside the receiver's address
 * @param reading identity rules and trusted proxies
 * @param learning how route templates are learned from traffic; null when they are not
 */
public record CollectorConfig(
    String bootstrapServers,
    String host,
    int receiverPort,
    Path keysDir,
    Path stateDir,
    String writer,
    LongSupplier horizonMillis,
    Duration clockLag,
    WaysIn ways,
    IngestConfig reading,
    Learning learning) {

  /** Lag of Clocks unless told otherwise. */
  public static final Duration DEFAULT_CLOCK_LAG = Duration.ofSeconds(5);

  /** Port of the receiver unless told otherwise. */
  public static final int DEFAULT_PORT = 8090;

  public CollectorConfig {
    requireNonNull(bootstrapServers, "bootstrapServers");
    requireNonNull(host, "host");
    requireNonNull(keysDir, "keysDir");
    requireNonNull(stateDir, "stateDir");
    requireNonNull(horizonMillis, "horizonMillis");
    requireNonNull(ways, "ways");
    requireNonNull(reading, "reading");
    if (writer.isBlank()) {
      throw new IllegalArgumentException("writer: blank (expected: a name unique among writers)");
    }
    if (receiverPort < 0 || receiverPort > 65_535) {
      throw new IllegalArgumentException("receiverPort: " + receiverPort + " (expected: 0..65535)");
    }
    if (clockLag.isNegative()) {
      throw new IllegalArgumentException("clockLag: " + clockLag + " (expected: 0 or more)");
    }
  }

  /** With the usual {@link WaysIn} and the shipped {@link IngestConfig}. */
  public CollectorConfig(
      String bootstrapServers,
      String host,
      int receiverPort,
      Path keysDir,
      Path stateDir,
      String writer,
      LongSupplier horizonMillis,
      Duration clockLag) {
    this(
        bootstrapServers,
        host,
        receiverPort,
        keysDir,
        stateDir,
        writer,
        horizonMillis,
        clockLag,
        WaysIn.of(keysDir),
        IngestConfig.shipped(),
        null);
  }

  /** The same with these doors. */
  public CollectorConfig with(WaysIn other) {
    return new CollectorConfig(
        bootstrapServers,
        host,
        receiverPort,
        keysDir,
        stateDir,
        writer,
        horizonMillis,
        clockLag,
        other,
        reading,
        learning);
  }

  /** The same with these identity rules and proxies. */
  public CollectorConfig with(IngestConfig other) {
    return new CollectorConfig(
        bootstrapServers,
        host,
        receiverPort,
        keysDir,
        stateDir,
        writer,
        horizonMillis,
        clockLag,
        ways,
        other,
        learning);
  }

  /** The same, learning so. */
  public CollectorConfig with(Learning other) {
    return new CollectorConfig(
        bootstrapServers,
        host,
        receiverPort,
        keysDir,
        stateDir,
        writer,
        horizonMillis,
        clockLag,
        ways,
        reading,
        other);
  }

  /** The defaults: loopback, the wall clock, five seconds of lag. */
  public static CollectorConfig of(
      String bootstrapServers, Path keysDir, Path stateDir, String writer) {
    return new CollectorConfig(
        bootstrapServers,
        "127.0.0.1",
        DEFAULT_PORT,
        keysDir,
        stateDir,
        writer,
        System::currentTimeMillis,
        DEFAULT_CLOCK_LAG);
  }

  /** Shown at start: everything but the clock. */
  @Override
  public String toString() {
    return "collector "
        + writer
        + ": broker "
        + bootstrapServers
        + ", receiver "
        + host
        + ":"
        + receiverPort
        + ", keys "
        + keysDir
        + ", state "
        + stateDir
        + ", clock lag "
        + clockLag
        + ", "
        + ways
        + (learning == null ? "" : ", routes learned every " + learning.every());
  }
}
