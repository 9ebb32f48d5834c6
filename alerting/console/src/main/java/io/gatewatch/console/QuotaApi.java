package io.gatewatch.console;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.common.ResponseHeadersBuilder;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import io.gatewatch.gateways.QuotaFeed;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code GET /api/v1/quotas}: for people the quotas in force, for gateways without Kafka the signed
 * records behind them ({@link QuotaFeed}). {@code tenant} and {@code group} narrow it. It has an
 * ETag; with {@code If-None-Match} and {@code Prefer: wait=10} (RFC 7240) the answer waits until
 * there is news. Each answer has the controller's newest heartbeat in a header, a 304 too.
 */
final class QuotaApi implements HttpService {
  private static final int LONGEST_WAIT_SECONDS = 30;
  private static final int MOST_WAITING = 500;
  private static final int MOST_VIEWS = 5_000;
  private static final long LOOK_MILLIS = 100;
  private static final Pattern WAIT = Pattern.compile("(?:^|[,;\\s])wait=(\\d{1,4})(?:$|[,;\\s])");

  private final LiveState state;
  private final AtomicInteger waiting = new AtomicInteger();

  QuotaApi(LiveState state) {
    this.state = state;
  }

  private record Body(
      List<QuotaView> quotas, List<QuotaFeed.Row> records, List<QuotaFeed.Row> control) {}

  /** One question, as long as it is not answered. */
  private record Question(
      ServiceRequestContext ctx, String tenant, String group, String known, long deadline) {}

  @Override
  public HttpResponse serve(ServiceRequestContext ctx, HttpRequest req) {
    if (!state.isFeedReady()) {
      return Problem.of(HttpStatus.SERVICE_UNAVAILABLE, "the topics are not read to their end yet");
    }
    RequestHeaders headers = req.headers();
    int wait = waitSeconds(headers.get(HttpHeaderNames.PREFER));
    Question question =
        new Question(
            ctx,
            ctx.queryParam("tenant"),
            ctx.queryParam("group"),
            headers.get(HttpHeaderNames.IF_NONE_MATCH),
            System.nanoTime() + TimeUnit.SECONDS.toNanos(wait));
    if (wait == 0 || question.known() == null || waiting.get() >= MOST_WAITING) {
      return answer(question);
    }
    ctx.setRequestTimeout(Duration.ofSeconds(wait + 5L));
    CompletableFuture<HttpResponse> later = new CompletableFuture<>();
    waiting.incrementAndGet();
    CompletableFuture<HttpResponse> unused =
        later.whenComplete((answer, fault) -> waiting.decrementAndGet());
    look(question, -1, later);
    return HttpResponse.of(later);
  }

  /** Looks whether there is news, and again a little later while there is none. */
  private void look(Question question, long seen, CompletableFuture<HttpResponse> later) {
    long revision = state.feed().revision();
    boolean over = System.nanoTime() - question.deadline() >= 0 || question.ctx().isCancelled();
    if (over || revision != seen) {
      Answer answer = build(question);
      if (over || !answer.isKnown()) {
        later.complete(answer.response());
        return;
      }
    }
    Future<?> unused =
        question
            .ctx()
            .eventLoop()
            .schedule(
                () -> {
                  try {
                    look(question, revision, later);
                  } catch (RuntimeException e) {
                    later.completeExceptionally(e);
                  }
                },
                LOOK_MILLIS,
                TimeUnit.MILLISECONDS);
  }

  private HttpResponse answer(Question question) {
    return build(question).response();
  }

  private record Answer(boolean isKnown, HttpResponse response) {}

  private Answer build(Question question) {
    String tenant = question.tenant();
    String group = question.group();
    Body body =
        new Body(
            state.quotas().stream()
                .filter(view -> FeedBook.isOf(tenant, group, view.update().key()))
                .limit(MOST_VIEWS)
                .toList(),
            state.feedRecords(tenant, group),
            state.feed().orders());
    byte[] json = Json.write(body).getBytes(StandardCharsets.UTF_8);
    String etag = etag(json);
    boolean known = isKnown(question.known(), etag);
    ResponseHeadersBuilder headers =
        ResponseHeaders.builder(known ? HttpStatus.NOT_MODIFIED : HttpStatus.OK)
            .set(HttpHeaderNames.CACHE_CONTROL, "no-store")
            .set(HttpHeaderNames.ETAG, etag);
    String heartbeat = state.feed().heartbeat();
    if (heartbeat != null) {
      headers.set(QuotaFeed.HEARTBEAT, heartbeat);
    }
    if (known) {
      return new Answer(true, HttpResponse.of(headers.build()));
    }
    headers.contentType(MediaType.JSON_UTF_8);
    return new Answer(false, HttpResponse.of(headers.build(), HttpData.wrap(json)));
  }

  private static int waitSeconds(String prefer) {
    Matcher wait = WAIT.matcher(prefer == null ? "" : prefer);
    return wait.find() ? Math.min(LONGEST_WAIT_SECONDS, Integer.parseInt(wait.group(1))) : 0;
  }

  /** Weak comparison, as RFC 9110 has it for If-None-Match; packing changes the bytes. */
  private static boolean isKnown(String ifNoneMatch, String etag) {
    return ifNoneMatch != null
        && Arrays.stream(ifNoneMatch.split(","))
            .map(String::strip)
            .anyMatch(tag -> tag.equals("*") || weak(tag).equals(weak(etag)));
  }

  private static String weak(String tag) {
    return tag.startsWith("W/") ? tag.substring(2) : tag;
  }

  private static String etag(byte[] body) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(body);
      return "W/\"" + HexFormat.of().formatHex(hash, 0, 16) + "\"";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
