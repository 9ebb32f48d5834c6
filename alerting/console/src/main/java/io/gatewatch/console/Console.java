package io.gatewatch.console;

import com.linecorp.armeria.server.Server;
import io.gatewatch.gateways.QuotaFollower;
import io.prometheus.metrics.instrumentation.jvm.JvmMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The running console: feeds, state and server. {@link #start} connects them, {@link #close} ends
 * them.
 */
public final class Console implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Console.class);

  private final Server server;
  private final EventStream stream;
  private final ConsoleMetrics metrics;
  private final Runnable closeFeeds;
  private final Future<?> ticking;
  private final ScheduledExecutorService ticks =
      Executors.newSingleThreadScheduledExecutor(Console::tickThread);

  /** Serves a state that somebody else feeds. */
  Console(
      ConsoleConfig config,
      InstantSource clock,
      LiveState state,
      PrometheusRegistry registry,
      Supplier<Map<String, Long>> unreadable,
      Runnable closeFeeds) {
    this.closeFeeds = closeFeeds;
    this.stream = new EventStream(state);
    Door door = new Door(config.token(), ReaderToken.in(config.readerTokenFile()), clock);
    this.server = ConsoleServer.start(config, door, state, stream, registry);
    this.metrics = new ConsoleMetrics(registry, state, stream, unreadable);
    this.ticking = ticks.scheduleAtFixedRate(this::tick, 1, 1, TimeUnit.SECONDS);
  }

  /**
   * Starts everything and returns when the port is bound. Topics and broker may come a little
   * later: the feeds keep trying, and the stage "console" is ready when they have caught up.
   *
   * @throws java.io.UncheckedIOException when the port is taken, or the public key file missing
   */
  public static Console start(ConsoleConfig config) {
    InstantSource clock = InstantSource.system();
    PrometheusRegistry registry = PrometheusRegistry.defaultRegistry;
    AtomicReference<QuotaFollower> quotas = new AtomicReference<>();
    AtomicReference<Feeds> feeds = new AtomicReference<>();
    Map<String, BooleanSupplier> readiness = new LinkedHashMap<>(config.readiness());
    readiness.put("console", () -> feeds.get().isCaughtUp() && quotas.get().isCaughtUp());
    String run = UUID.randomUUID().toString().substring(0, 8);
    LiveState state =
        new LiveState(run, clock, config.links(), readiness, () -> quotas.get().table());
    quotas.set(Feeds.followQuotas(config, clock, state));
    feeds.set(Feeds.start(config.bootstrapServers(), state, clock));
    Runnable closeFeeds =
        () -> {
          feeds.get().close();
          quotas.get().close();
        };
    try {
      JvmMetrics.builder().register(registry);
      return new Console(config, clock, state, registry, feeds.get()::unreadable, closeFeeds);
    } catch (RuntimeException e) {
      closeFeeds.run();
      throw e;
    }
  }

  /** The port it is bound to. */
  public int port() {
    return server.activeLocalPort();
  }

  /** For tests that walk the routes. */
  Server server() {
    return server;
  }

  /** For tests that cut the line. */
  EventStream stream() {
    return stream;
  }

  @Override
  public void close() {
    ticking.cancel(false);
    ticks.shutdown();
    stream.close();
    CompletableFuture<Void> stopped = server.stop();
    closeFeeds.run();
    metrics.close();
    stopped.join();
  }

  private void tick() {
    try {
      stream.tellHealth();
    } catch (RuntimeException e) {
      LOG.warn("the health of the pipeline could not be told", e);
    }
  }

  private static Thread tickThread(Runnable work) {
    Thread thread = new Thread(work, "gatewatch-console-ticks");
    thread.setDaemon(true);
    return thread;
  }
}
