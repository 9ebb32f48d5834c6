package io.gatewatch.sinks;

import com.linecorp.armeria.client.ClientFactory;
import com.linecorp.armeria.client.UnprocessedRequestException;
import com.linecorp.armeria.client.WebClient;
import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.common.RequestHeadersBuilder;
import io.gatewatch.sinks.Delivery.Refused;
import io.gatewatch.sinks.Delivery.Unavailable;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionException;

/**
 * One JSON body to one URL. What an answer means: 2xx is taken; what is about the receiver or our
 * standing with it (no answer, 5xx, 408, 425, 429, 401, 403, 404, 407, a redirect) is not now;
 * another 4xx is about this body, and final.
 */
final class HttpPost implements AutoCloseable {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final Set<Integer> NOT_NOW = Set.of(401, 403, 404, 407, 408, 425, 429);
  private static final long LONGEST_WAIT_SECONDS = 3_600;

  private final ClientFactory factory;
  private final WebClient client;
  private final String path;

  HttpPost(URI url) {
    factory = ClientFactory.builder().connectTimeout(TIMEOUT).build();
    String root = url.getScheme() + "://" + url.getRawAuthority();
    client =
        WebClient.builder(root)
            .factory(factory)
            .responseTimeout(TIMEOUT)
            .maxResponseLength(1 << 20)
            .build();
    String rest = url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
    path = url.getRawQuery() == null ? rest : rest + "?" + url.getRawQuery();
  }

  Delivery send(byte[] json, Map<String, String> headers) {
    RequestHeadersBuilder head =
        RequestHeaders.builder(HttpMethod.POST, path)
            .add(HttpHeaderNames.CONTENT_TYPE, "application/json; charset=utf-8")
            .add(HttpHeaderNames.USER_AGENT, "gatewatch-sinks");
    headers.forEach(head::add);
    try {
      AggregatedHttpResponse answer =
          client.execute(HttpRequest.of(head.build(), HttpData.wrap(json))).aggregate().join();
      return meaning(answer);
    } catch (CompletionException e) {
      Throwable cause = e.getCause() instanceof UnprocessedRequestException u ? u.getCause() : e;
      Throwable told = cause instanceof CompletionException c ? c.getCause() : cause;
      return new Unavailable("no answer: " + told.getClass().getSimpleName(), 0);
    }
  }

  private static Delivery meaning(AggregatedHttpResponse answer) {
    int status = answer.status().code();
    if (status >= 200 && status < 300) {
      return Delivery.TAKEN;
    }
    String reason = "HTTP " + status;
    boolean final4xx = status >= 400 && status < 500 && !NOT_NOW.contains(status);
    return final4xx ? new Refused(reason) : new Unavailable(reason, retryAfter(answer));
  }

  /** Seconds of Retry-After; its other form, a date, is passed over. */
  private static long retryAfter(AggregatedHttpResponse answer) {
    String value = answer.headers().get(HttpHeaderNames.RETRY_AFTER, "");
    return value.matches("[0-9]{1,9}") ? Math.min(LONGEST_WAIT_SECONDS, Long.parseLong(value)) : 0;
  }

  @Override
  public void close() {
    factory.close();
  }
}
