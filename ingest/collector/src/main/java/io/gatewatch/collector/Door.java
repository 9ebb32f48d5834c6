package io.gatewatch.collector;

import com.linecorp.armeria.common.AggregatedHttpRequest;
import com.linecorp.armeria.common.ContentTooLargeException;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.util.Exceptions;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.RequestTimeoutException;
import com.linecorp.armeria.server.ServiceRequestContext;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One way in over HTTP: what every body goes through before it is taken. The order of the checks is
 * the order of the answers, and none of them reads the body.
 */
abstract class Door implements HttpService {
  private static final Logger LOG = LoggerFactory.getLogger(Door.class);

  private final ReceiverTokens tokens;
  private final ByteBudget arriving;

  /**
   * @param arriving bounds what bodies hold from their first byte until they are taken
   */
  Door(ReceiverTokens tokens, ByteBudget arriving) {
    this.tokens = tokens;
    this.arriving = arriving;
  }

  /** An answer that something was not done. */
  abstract HttpResponse refused(HttpRequest request, HttpStatus status, String reason);

  /** The answer to a request whose headers do not fit this door or the grant; null when they do. */
  abstract HttpResponse refusal(ServiceRequestContext ctx, HttpRequest request, Grant grant);

  /** Takes the plain body; the answer may fail with {@link IntakeRefused}. */
  abstract CompletableFuture<HttpResponse> take(
      ServiceRequestContext ctx, HttpRequest request, Grant grant, byte[] body);

  @Override
  public final HttpResponse serve(ServiceRequestContext ctx, HttpRequest request) {
    if (!request.method().equals(HttpMethod.POST)) {
      return refused(request, HttpStatus.METHOD_NOT_ALLOWED, "method_not_allowed");
    }
    if (request.headers().contains(HttpHeaderNames.ORIGIN)
        || request.headers().contains(HttpHeaderNames.SEC_FETCH_SITE)) {
      // Gateways and shippers send neither; a web page that somebody visits does.
      return refused(request, HttpStatus.FORBIDDEN, "sent_by_a_web_page");
    }
    Grant grant = tokens.grant(request.headers().get(HttpHeaderNames.AUTHORIZATION));
    if (grant == null) {
      return refused(request, HttpStatus.UNAUTHORIZED, "token_missing_or_unknown");
    }
    HttpResponse refusal = refusal(ctx, request, grant);
    if (refusal != null) {
      return refusal;
    }
    if (!BodyReader.isKnown(request.headers().get(HttpHeaderNames.CONTENT_ENCODING))) {
      return refused(request, HttpStatus.UNSUPPORTED_MEDIA_TYPE, "content_encoding_unknown");
    }
    return HttpResponse.of(
        received(ctx, request, grant).exceptionally(failure -> failed(request, failure)));
  }

  private CompletableFuture<HttpResponse> received(
      ServiceRequestContext ctx, HttpRequest request, Grant grant) {
    ByteBudget.Share share = arriving.share();
    return request
        .peekData(part -> share.add(part.length()))
        .aggregate()
        .thenComposeAsync(
            whole -> plain(ctx, whole, request, grant, share), ctx.blockingTaskExecutor())
        .whenComplete((done, failure) -> share.close());
  }

  private CompletableFuture<HttpResponse> plain(
      ServiceRequestContext ctx,
      AggregatedHttpRequest whole,
      HttpRequest request,
      Grant grant,
      ByteBudget.Share share) {
    String encoding = request.headers().get(HttpHeaderNames.CONTENT_ENCODING);
    byte[] body;
    try {
      body = BodyReader.plain(whole.content().array(), encoding, share);
    } catch (BodyReader.TooLarge e) {
      return CompletableFuture.completedFuture(
          refused(request, HttpStatus.REQUEST_ENTITY_TOO_LARGE, "body_too_large"));
    } catch (IOException e) {
      boolean zstd = encoding.trim().equalsIgnoreCase("zstd");
      return CompletableFuture.completedFuture(
          refused(request, HttpStatus.BAD_REQUEST, zstd ? "not_zstd" : "not_gzip"));
    }
    CompletableFuture<HttpResponse> taken = take(ctx, request, grant, body);
    share.close();
    return taken;
  }

  private HttpResponse failed(HttpRequest request, Throwable failure) {
    Throwable cause = Exceptions.peel(failure);
    if (cause instanceof ContentTooLargeException) {
      return refused(request, HttpStatus.REQUEST_ENTITY_TOO_LARGE, "body_too_large");
    }
    if (cause instanceof RequestTimeoutException) {
      return refused(request, HttpStatus.REQUEST_TIMEOUT, "body_too_slow");
    }
    if (cause instanceof IntakeRefused refused) {
      return switch (refused.why()) {
        case BUSY -> refused(request, HttpStatus.TOO_MANY_REQUESTS, "busy");
        case BROKER_AWAY -> refused(request, HttpStatus.SERVICE_UNAVAILABLE, "broker_away");
        case UNKNOWN_FORMAT -> refused(request, HttpStatus.NOT_FOUND, "unknown_format");
      };
    }
    LOG.warn("a body could not be taken: {}", cause.getClass().getName());
    return refused(request, HttpStatus.INTERNAL_SERVER_ERROR, "internal");
  }
}
