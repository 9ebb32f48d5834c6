package io.gatewatch.collector;

import com.linecorp.armeria.server.Server;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** The HTTP server of the collector; each way in is a {@link Door}. */
final class LogReceiver implements AutoCloseable {
  /** Bytes of bodies that may be on their way in at once, plain and compressed together. */
  static final long MOST_BYTES_ARRIVING = 64L << 20;

  /** A body that has not come in whole by then is given up. */
  static final Duration BODY_WITHIN = Duration.ofSeconds(30);

  private static final int MOST_CONNECTIONS = 1_000;

  private final Server server;

  private LogReceiver(
      InetSocketAddress address, CallIntake intake, ReceiverTokens tokens, Settings settings) {
    ByteBudget arriving = new ByteBudget(settings.mostBytesArriving());
    LinesDoor lines = new LinesDoor(intake, tokens, arriving);
    this.server =
        Server.builder()
            .http(address)
            .service("/v1/logs", new OtlpDoor(intake, tokens, arriving, settings.otlpFormat()))
            .service("/v1/logs/{format}", lines)
            .service("/v1/logs/{tenant}/{group}/{format}", lines)
            .maxRequestLength(BodyReader.MAX_BYTES)
            .requestTimeout(settings.bodyWithin())
            .maxNumConnections(MOST_CONNECTIONS)
            .gracefulShutdownTimeoutMillis(0, 2_000)
            .errorHandler(new PlainErrors())
            .build();
  }

  /** Bounds, and the format of OTLP records that name none. */
  record Settings(String otlpFormat, long mostBytesArriving, Duration bodyWithin) {
    static Settings of(String otlpFormat) {
      return new Settings(otlpFormat, MOST_BYTES_ARRIVING, BODY_WITHIN);
    }
  }

  /**
   * Starts listening.
   *
   * @throws IllegalStateException when the port is taken
   */
  static LogReceiver start(
      CallIntake intake, String host, int port, ReceiverTokens tokens, Settings settings) {
    LogReceiver receiver =
        new LogReceiver(new InetSocketAddress(host, port), intake, tokens, settings);
    try {
      receiver.server.start().join();
    } catch (CompletionException e) {
      throw new IllegalStateException(
          "log receiver: " + host + ":" + port + " is taken (mend: choose another port)", e);
    }
    return receiver;
  }

  int port() {
    return server.activeLocalPort();
  }

  @Override
  public void close() {
    stop().join();
  }

  /** Stops listening at once; done when the last answer is out, after about two seconds. */
  CompletableFuture<Void> stop() {
    return server.stop();
  }
}
