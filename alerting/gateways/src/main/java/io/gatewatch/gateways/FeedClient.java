package io.gatewatch.gateways;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.linecorp.armeria.client.BlockingWebClient;
import com.linecorp.armeria.client.WebClient;
import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.common.RequestHeadersBuilder;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * Asks for the quota feed over HTTP: a conditional GET that the server may hold back until there is
 * news ({@code Prefer: wait}, RFC 7240). Redirects are not followed, so the token goes nowhere
 * else. One thread.
 */
final class FeedClient {
  /** Shorter than a controller may be silent, since heartbeats come with answers. */
  private static final Duration WAIT = Duration.ofSeconds(10);

  private static final ObjectMapper JSON = new ObjectMapper();

  private final BlockingWebClient http;
  private final TokenFile token;
  private final String path;
  private String etag;

  FeedClient(ReaderConfig.Feed feed, Place place) {
    this.token = new TokenFile(feed.tokenFile());
    this.http =
        WebClient.builder(feed.url())
            .maxResponseLength(QuotaFeed.MOST_BYTES)
            .responseTimeout(WAIT.plusSeconds(10))
            .writeTimeout(Duration.ofSeconds(5))
            .build()
            .blocking();
    this.path =
        QuotaFeed.PATH + "?tenant=" + encode(place.tenant()) + "&group=" + encode(place.group());
  }

  /**
   * One answer.
   *
   * @param feed null when nothing has changed
   * @param heartbeat the controller's newest; null when the server knows of none
   */
  record Answer(QuotaFeed feed, String heartbeat) {}

  /** Asks once. All that goes wrong is an IOException, whose message holds no token. */
  Answer ask() throws IOException {
    RequestHeadersBuilder headers =
        RequestHeaders.builder(HttpMethod.GET, path)
            .set(HttpHeaderNames.AUTHORIZATION, token.bearer())
            .set(HttpHeaderNames.PREFER, "wait=" + WAIT.toSeconds());
    if (etag != null) {
      headers.set(HttpHeaderNames.IF_NONE_MATCH, etag);
    }
    AggregatedHttpResponse response;
    try {
      response = http.execute(headers.build());
    } catch (RuntimeException e) {
      throw new IOException("the feed does not answer: " + e.getClass().getSimpleName(), e);
    }
    String heartbeat = response.headers().get(QuotaFeed.HEARTBEAT);
    if (etag != null && response.status().equals(HttpStatus.NOT_MODIFIED)) {
      return new Answer(null, heartbeat);
    }
    if (!response.status().equals(HttpStatus.OK)) {
      throw new IOException("the feed says " + response.status().code());
    }
    QuotaFeed feed = JSON.readValue(response.content().array(), QuotaFeed.class);
    if (feed == null) {
      throw new IOException("the feed says nothing");
    }
    etag = response.headers().get(HttpHeaderNames.ETAG);
    return new Answer(feed, heartbeat);
  }

  /** The next answer is to be a whole one. */
  void forget() {
    etag = null;
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
