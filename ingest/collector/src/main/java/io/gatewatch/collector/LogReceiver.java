package io.gatewatch.collector;

import com.linecorp.armeria.common.AggregatedHttpRequest;
import com.linecorp.armeria.common.ContentTooLargeException;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.util.Exceptions;
import com.linecorp.armeria.server.Server;
import com.linecorp.armeria.server.ServiceRequestContext;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes logs over HTTP: {@code POST /v1/logs/<format>} and {@code POST
 * /v1/logs/<tenant>/<group>/<format>}. 202 only after the broker has every row.
 */
final class LogReceiver implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LogReceiver.class);
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
  private static final String DEFAULT = "default";
  private static final long REQUEST_MILLIS = 30_000;

  private final CallIntake intake;
  private final Server server;

  private LogReceiver(CallIntake intake, String host, int port) {
    this.intake = intake;
    this.server =
        Server.builder()
            .http(new InetSocketAddress(host, port))
            .service("/v1/logs/{format}", this::receive)
            .service("/v1/logs/{tenant}/{group}/{format}", this::receive)
            .maxRequestLength(BodyReader.MAX_BYTES)
            .requestTimeoutMillis(REQUEST_MILLIS)
            .maxNumConnections(1_000)
            .gracefulShutdownTimeoutMillis(0, 2_000)
            .errorHandler(new PlainErrors())
            .build();
  }

  /**
   * Starts listening.
   *
   * @throws IllegalStateException when the port is taken
   */
  static LogReceiver start(CallIntake intake, String host, int port) {
    LogReceiver receiver = new LogReceiver(intake, host, port);
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

  private HttpResponse receive(ServiceRequestContext ctx, HttpRequest request) {
    if (!request.method().equals(HttpMethod.POST)) {
      return Answers.refused(HttpStatus.METHOD_NOT_ALLOWED, "method_not_allowed");
    }
    String tenant = named(ctx.pathParam("tenant"));
    String group = named(ctx.pathParam("group"));
    if (!NAME.matcher(tenant).matches() || !NAME.matcher(group).matches()) {
      return Answers.refused(HttpStatus.BAD_REQUEST, "bad_name");
    }
    if (request.headers().contains(HttpHeaderNames.ORIGIN)) {
      // Gateways send no Origin; a web page that somebody visits does.
      return Answers.refused(HttpStatus.FORBIDDEN, "sent_by_a_web_page");
    }
    if (!isJson(request.contentType())) {
      return Answers.refused(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "content_type_not_json");
    }
    if (!BodyReader.isKnown(request.headers().get(HttpHeaderNames.CONTENT_ENCODING))) {
      return Answers.refused(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "content_encoding_unknown");
    }
    String format = ctx.pathParam("format");
    return HttpResponse.of(
        request
            .aggregate()
            .thenComposeAsync(
                whole -> take(format, tenant, group, whole), ctx.blockingTaskExecutor())
            .exceptionally(LogReceiver::failed));
  }

  private CompletableFuture<HttpResponse> take(
      String format, String tenant, String group, AggregatedHttpRequest request) {
    byte[] body;
    try {
      body =
          BodyReader.plain(
              request.content().array(), request.headers().get(HttpHeaderNames.CONTENT_ENCODING));
    } catch (BodyReader.TooLarge e) {
      return done(Answers.refused(HttpStatus.REQUEST_ENTITY_TOO_LARGE, "body_too_large"));
    } catch (IOException e) {
      return done(Answers.refused(HttpStatus.BAD_REQUEST, "not_gzip"));
    }
    return intake
        .take(format, tenant, group, body)
        .thenApply(
            report -> report.accepted() > 0 ? Answers.stored(report) : Answers.unreadable(report));
  }

  private static HttpResponse failed(Throwable failure) {
    Throwable cause = Exceptions.peel(failure);
    if (cause instanceof ContentTooLargeException) {
      return Answers.refused(HttpStatus.REQUEST_ENTITY_TOO_LARGE, "body_too_large");
    }
    if (cause instanceof IntakeRefused refused) {
      return switch (refused.why()) {
        case BUSY -> Answers.refused(HttpStatus.TOO_MANY_REQUESTS, "busy");
        case BROKER_AWAY -> Answers.refused(HttpStatus.SERVICE_UNAVAILABLE, "broker_away");
        case UNKNOWN_FORMAT -> Answers.refused(HttpStatus.NOT_FOUND, "unknown_format");
      };
    }
    LOG.warn("a body could not be taken: {}", cause.getClass().getName());
    return Answers.refused(HttpStatus.INTERNAL_SERVER_ERROR, "internal");
  }

  private static String named(String part) {
    return part == null ? DEFAULT : part;
  }

  /** No text/*: a web page may send that across sites without asking. */
  private static boolean isJson(MediaType type) {
    if (type == null) {
      return false;
    }
    String name = type.subtype();
    return type.type().equals("application")
        && (name.equals("json")
            || name.endsWith("+json")
            || name.equals("x-ndjson")
            || name.equals("ndjson")
            || name.equals("jsonl"));
  }

  private static CompletableFuture<HttpResponse> done(HttpResponse response) {
    return CompletableFuture.completedFuture(response);
  }
}
