package io.gatewatch.console;

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
import io.gatewatch.console.FeedAnswers.Made;
import io.gatewatch.gateways.QuotaFeed;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code GET /api/v1/quotas}: for people the quotas in force, for gateways without Kafka the signed
 * records behind them ({@link QuotaFeed}). {@code tenant} and {@code group} narrow it. It has an
 * ETag; with {@code If-None-Match} and {@code Prefer: wait=10} (RFC 7240) the answer waits until
 * there is news. Each answer has the controller's newest heartbeat in a header, a 304 too.
 *
 * <p>A question that waits costs an event loop one comparison in 100 ms; answers are made on
 * threads that may block, and only when something of that gateway group has changed. Of one token
 * only so many may wait.
 */
final class QuotaApi implements HttpService {
  /** Questions of one token that may wait at once; all readers share one token. */
  static final int MOST_WAITING = 256;

  private static final int LONGEST_WAIT_SECONDS = 30;
  private static final long LOOK_MILLIS = 100;
  private static final Pattern WAIT = Pattern.compile("(?:^|[,;\\s])wait=(\\d{1,4})(?:$|[,;\\s])");

  private final LiveState state;
  private final FeedAnswers answers;
  private final int mostWaiting;

  /** How many wait, by token. */
  private final Map<String, Integer> waiting = new ConcurrentHashMap<>();

  QuotaApi(LiveState state, int mostWaiting) {
    this.state = state;
    this.answers = new FeedAnswers(state);
    this.mostWaiting = mostWaiting;
  }

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
    if (wait == 0 || question.known() == null) {
      return HttpResponse.of(() -> answer(question).response(), ctx.blockingTaskExecutor());
    }
    String token = token(headers);
    if (waiting.merge(token, 1, Integer::sum) > mostWaiting) {
      leave(token);
      return Problem.of(
          HttpStatus.TOO_MANY_REQUESTS, "too many questions of this token wait already");
    }
    ctx.setRequestTimeout(Duration.ofSeconds(wait + 5L));
    CompletableFuture<HttpResponse> later = new CompletableFuture<>();
    CompletableFuture<HttpResponse> unused = later.whenComplete((answer, fault) -> leave(token));
    ask(question, later);
    return HttpResponse.of(later);
  }

  /** Makes an answer where that may take time; when it has no news, waits for some. */
  private void ask(Question question, CompletableFuture<HttpResponse> later) {
    long revision = revision(question);
    question
        .ctx()
        .blockingTaskExecutor()
        .execute(
            () -> {
              try {
                Answer answer = answer(question);
                if (isOver(question) || !answer.isKnown()) {
                  later.complete(answer.response());
                } else {
                  look(question, revision, later);
                }
              } catch (RuntimeException e) {
                later.completeExceptionally(e);
              }
            });
  }

  /** Looks a little later whether anything has changed. */
  private void look(Question question, long seen, CompletableFuture<HttpResponse> later) {
    Future<?> unused =
        question
            .ctx()
            .eventLoop()
            .schedule(
                () -> {
                  try {
                    if (isOver(question) || revision(question) != seen) {
                      ask(question, later);
                    } else {
                      look(question, seen, later);
                    }
                  } catch (RuntimeException e) {
                    later.completeExceptionally(e);
                  }
                },
                LOOK_MILLIS,
                TimeUnit.MILLISECONDS);
  }

  private long revision(Question question) {
    return state.feed().revision(question.tenant(), question.group());
  }

  private static boolean isOver(Question question) {
    return System.nanoTime() - question.deadline() >= 0 || question.ctx().isCancelled();
  }

  private void leave(String token) {
    waiting.computeIfPresent(token, (who, count) -> count > 1 ? count - 1 : null);
  }

  private record Answer(boolean isKnown, HttpResponse response) {}

  private Answer answer(Question question) {
    Made made = answers.of(question.tenant(), question.group());
    boolean known = isKnown(question.known(), made.etag());
    ResponseHeadersBuilder headers =
        ResponseHeaders.builder(known ? HttpStatus.NOT_MODIFIED : HttpStatus.OK)
            .set(HttpHeaderNames.CACHE_CONTROL, "no-store")
            .set(HttpHeaderNames.ETAG, made.etag());
    String heartbeat = state.feed().heartbeat();
    if (heartbeat != null) {
      headers.set(QuotaFeed.HEARTBEAT, heartbeat);
    }
    if (known) {
      return new Answer(true, HttpResponse.of(headers.build()));
    }
    headers.contentType(MediaType.JSON_UTF_8);
    return new Answer(false, HttpResponse.of(headers.build(), made.json()));
  }

  /** Whose question it is; the door has seen that the token is a right one. */
  private static String token(RequestHeaders headers) {
    String authorization = headers.get(HttpHeaderNames.AUTHORIZATION);
    return authorization == null ? "a session" : Door.token(authorization);
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
}
