package io.gatewatch.gateways;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.linecorp.armeria.client.BlockingWebClient;
import com.linecorp.armeria.client.WebClient;
import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.common.RequestHeadersBuilder;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;

/**
 * The management API of a gateway in a cloud: JSON over HTTPS with a bearer token from a file.
 *
 * <p>An answer that is about all questions (no connection, 401, 403, 429, 5xx) is an IOException,
 * and none is asked for a while: as long as {@code Retry-After} says, at most five minutes, else 1,
 * 2, 4 … 60 s. Any other answer is about the one thing that was asked for and is handed on. Neither
 * token nor bodies are logged or put into messages. One thread.
 */
public final class ManagementApi {
  private static final int MOST_BYTES = 32 * 1024 * 1024;
  private static final Duration LONGEST_REST = Duration.ofMinutes(5);
  private static final int LONGEST_BACK_OFF_SECONDS = 60;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final BlockingWebClient http;
  private final TokenFile token;
  private final InstantSource clock;
  private Instant notBefore = Instant.MIN;
  private int failures;

  /** An API at an https address, or on this machine. */
  public ManagementApi(String url, Path tokenFile, InstantSource clock) {
    this.token = new TokenFile(tokenFile);
    this.clock = requireNonNull(clock, "clock");
    this.http =
        WebClient.builder(SafeUrl.checked("url", url))
            .maxResponseLength(MOST_BYTES)
            .responseTimeout(Duration.ofSeconds(15))
            .writeTimeout(Duration.ofSeconds(5))
            .build()
            .blocking();
  }

  /**
   * One answer.
   *
   * @param body a missing node when it is no JSON
   */
  public record Answer(int status, JsonNode body) {
    /** Whether it was done. */
    public boolean isDone() {
      return status >= 200 && status < 300;
    }
  }

  /** Asks for something; what is not there is an answer too. */
  public Answer get(String path) throws IOException {
    return ask(HttpMethod.GET, path, null);
  }

  /** Sets something. */
  public Answer post(String path, JsonNode body) throws IOException {
    return ask(HttpMethod.POST, path, body);
  }

  /** Changes something. */
  public Answer patch(String path, JsonNode body) throws IOException {
    return ask(HttpMethod.PATCH, path, body);
  }

  /** Takes something away. */
  public Answer delete(String path) throws IOException {
    return ask(HttpMethod.DELETE, path, null);
  }

  /** A part of a path. */
  public static String part(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private Answer ask(HttpMethod method, String path, JsonNode body) throws IOException {
    if (clock.instant().isBefore(notBefore)) {
      throw new IOException("the management API is not asked before " + notBefore);
    }
    RequestHeadersBuilder headers =
        RequestHeaders.builder(method, path)
            .set(HttpHeaderNames.AUTHORIZATION, token.bearer())
            .set(HttpHeaderNames.ACCEPT, MediaType.JSON.toString());
    HttpData data = HttpData.empty();
    if (body != null) {
      headers.contentType(MediaType.JSON);
      data = HttpData.wrap(JSON.writeValueAsBytes(body));
    }
    AggregatedHttpResponse response;
    try {
      response = http.execute(headers.build(), data);
    } catch (RuntimeException e) {
      rest(null);
      throw new IOException("the management API does not answer: " + e.getClass().getName(), e);
    }
    int status = response.status().code();
    if (status == 401 || status == 403 || status == 429 || status >= 500) {
      rest(response.headers().get(HttpHeaderNames.RETRY_AFTER));
      throw new IOException("the management API says " + status + " to " + method);
    }
    failures = 0;
    return new Answer(status, read(response.content().array()));
  }

  private void rest(String retryAfter) {
    Instant now = clock.instant();
    int exponent = Math.min(failures++, 6);
    Instant byUs = now.plusSeconds(Math.min(LONGEST_BACK_OFF_SECONDS, 1L << exponent));
    Instant asked = retryAfter == null ? null : moment(retryAfter, now);
    Instant latest = now.plus(LONGEST_REST);
    notBefore = asked == null ? byUs : asked.isAfter(latest) ? latest : asked;
  }

  /** Seconds or an HTTP date (RFC 9110); null when it is neither. */
  private static Instant moment(String retryAfter, Instant now) {
    String text = retryAfter.strip();
    try {
      return text.matches("\\d{1,9}")
          ? now.plusSeconds(Long.parseLong(text))
          : ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
    } catch (DateTimeParseException e) {
      return null;
    }
  }

  private static JsonNode read(byte[] body) {
    try {
      JsonNode node = JSON.readTree(body);
      return node == null ? MissingNode.getInstance() : node;
    } catch (IOException e) {
      return MissingNode.getInstance();
    }
  }
}
