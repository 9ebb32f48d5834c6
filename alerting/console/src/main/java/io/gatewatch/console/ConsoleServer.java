package io.gatewatch.console;

import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.server.HttpResponseException;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.HttpStatusException;
import com.linecorp.armeria.server.Server;
import com.linecorp.armeria.server.ServerBuilder;
import com.linecorp.armeria.server.ServiceRequestContext;
import com.linecorp.armeria.server.encoding.EncodingService;
import io.gatewatch.gateways.QuotaFeed;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The routes, and who may take them: everything but three probes and the login needs the token. */
final class ConsoleServer {
  private static final Logger LOG = LoggerFactory.getLogger(ConsoleServer.class);
  private static final int LARGEST_REQUEST = 4_096;

  private final Door door;
  private final ServerBuilder builder = Server.builder();

  private ConsoleServer(Door door) {
    this.door = door;
  }

  /**
   * Binds and starts.
   *
   * @throws UncheckedIOException when the port is taken; the message names it
   */
  static Server start(
      ConsoleConfig config,
      Door door,
      LiveState state,
      EventStream stream,
      PrometheusRegistry registry) {
    ConsoleServer server = new ConsoleServer(door);
    server.addRoutes(new AlertApi(state), state, stream, new Probes(state, registry));
    server.addWindows("/api/v1/maintenance", WindowApi.maintenance(config.control()));
    server.addWindows("/api/v1/snoozes", WindowApi.snoozes(config.control()));
    return server.bind(config.host(), config.port());
  }

  private void addRoutes(AlertApi alerts, LiveState state, EventStream stream, Probes probes) {
    open("/metrics", probes.metrics());
    open("/healthz", probes.alive());
    open("/readyz", probes.ready());
    builder.route().get("/").post("/").build(dressed(new Page(door)));
    closed(Assets.PREFIX + "{*path}", new Assets());
    closed("/api/v1/alerts", alerts.list());
    closed("/api/v1/alerts/{id}", alerts.one());
    HttpService quotas = new QuotaApi(state, QuotaApi.MOST_WAITING);
    builder.route().get(QuotaFeed.PATH).build(dressed(quotas.decorate(this::guardFeed)));
    closed("/api/v1/health", (ctx, req) -> Reply.json(state.report()));
    closed("/api/v1/stream", stream);
    HttpService nothing = (ctx, req) -> Problem.of(HttpStatus.NOT_FOUND, "no such page");
    builder.serviceUnder("/", dressed(nothing.decorate(this::guard)));
  }

  private void addWindows(String path, WindowApi windows) {
    closed(path, windows.list());
    builder
        .route()
        .get(path + "/{id}")
        .put(path + "/{id}")
        .delete(path + "/{id}")
        .maxRequestLength(WindowApi.LARGEST)
        .build(dressed(windows.one().decorate(this::guard)));
  }

  private void open(String path, HttpService service) {
    builder.route().get(path).build(dressed(service));
  }

  private void closed(String path, HttpService service) {
    builder.route().get(path).build(dressed(service.decorate(this::guard)));
  }

  private HttpResponse guard(HttpService service, ServiceRequestContext ctx, HttpRequest req)
      throws Exception {
    return door.isOpenFor(req.headers())
        ? service.serve(ctx, req)
        : Problem.of(HttpStatus.UNAUTHORIZED, "log in with the token first");
  }

  /** Readers of gateways have a token of their own, which opens nothing else. */
  private HttpResponse guardFeed(HttpService service, ServiceRequestContext ctx, HttpRequest req)
      throws Exception {
    return door.isOpenForReader(req.headers()) ? service.serve(ctx, req) : guard(service, ctx, req);
  }

  private static HttpService dressed(HttpService service) {
    return service
        .decorate(new SafeHeaders())
        .decorate(
            EncodingService.builder()
                .encodableContentTypes(ConsoleServer::isWorthPacking)
                .newDecorator());
  }

  /** Not the stream: a packer would hold events back. */
  private static boolean isWorthPacking(MediaType type) {
    return !type.is(MediaType.EVENT_STREAM);
  }

  private Server bind(String host, int port) {
    Server server =
        builder
            .http(new InetSocketAddress(host, port))
            .maxRequestLength(LARGEST_REQUEST)
            .gracefulShutdownTimeoutMillis(0, 0)
            .disableServerHeader()
            .errorHandler(ConsoleServer::answerFault)
            .build();
    try {
      server.start().join();
      return server;
    } catch (CompletionException e) {
      IOException cause = new BindException("console: " + host + ":" + port + " cannot be bound");
      cause.initCause(e.getCause());
      throw new UncheckedIOException(cause.getMessage(), cause);
    }
  }

  private static HttpResponse answerFault(ServiceRequestContext ctx, Throwable fault) {
    if (fault instanceof HttpStatusException e) {
      return Problem.of(e.httpStatus(), "see the status");
    }
    if (fault instanceof HttpResponseException) {
      return null;
    }
    LOG.warn("a request failed: {}", ctx.config().route(), fault);
    return Problem.of(HttpStatus.INTERNAL_SERVER_ERROR, "a fault of ours; the log has it");
  }
}
