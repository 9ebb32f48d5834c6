package io.gatewatch.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.server.ServiceRequestContext;
import io.gatewatch.alerting.Act;
import io.gatewatch.alerting.QuotaUpdate.Action;
import io.gatewatch.gateways.QuotaFeed;
import io.gatewatch.gateways.QuotaTable;
import io.gatewatch.ingest.ControlRecord;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What waiting questions cost. */
@Timeout(value = 20, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class QuotaApiTest {
  /** How often the table is looked at for one answer. */
  private static final int LOOKS = 2;

  private final QuotaDesk desk = new QuotaDesk();

  /** The threads that looked at the table. */
  private final List<String> lookedAt = new CopyOnWriteArrayList<>();

  private Instant now = Instant.now();
  private final InstantSource clock = () -> this.now;
  private final LiveState state =
      new LiveState("run1", clock, ConsoleLinks.none(), Map.of(), this::table);

  @Test
  void anAnswerIsMadeOnceForAllWhoWaitAndOnNoEventLoop() throws Exception {
    QuotaApi api = new QuotaApi(state, 20);
    String etag = etag(api);
    List<CompletableFuture<AggregatedHttpResponse>> waiting =
        Stream.generate(() -> ask(api, "reader", etag)).limit(20).toList();
    TimeUnit.MILLISECONDS.sleep(250);
    lookedAt.clear();

    cut("acme/inner/*/agent-a");
    TimeUnit.MILLISECONDS.sleep(250);
    assertThat(lookedAt).as("another group's quota").isEmpty();
    assertThat(waiting).noneMatch(CompletableFuture::isDone);

    cut("acme/edge/*/agent-a");
    for (CompletableFuture<AggregatedHttpResponse> answer : waiting) {
      assertThat(answer.get(5, TimeUnit.SECONDS).status().code()).isEqualTo(200);
    }
    assertThat(lookedAt).hasSize(LOOKS).allMatch(thread -> thread.contains("blocking"));
  }

  @Test
  void ofOneTokenOnlySoManyWait() throws Exception {
    QuotaApi api = new QuotaApi(state, 2);
    String etag = etag(api);
    CompletableFuture<AggregatedHttpResponse> first = ask(api, "reader", etag);
    CompletableFuture<AggregatedHttpResponse> second = ask(api, "reader", etag);
    assertThat(ask(api, " reader", etag).get(5, TimeUnit.SECONDS).status().code()).isEqualTo(429);
    CompletableFuture<AggregatedHttpResponse> person = ask(api, "person", etag);

    cut("acme/edge/*/agent-a");
    for (var answer : List.of(first, second, person)) {
      assertThat(answer.get(5, TimeUnit.SECONDS).status().code()).isEqualTo(200);
    }
    assertThat(ask(api, "reader", etag).get(5, TimeUnit.SECONDS).status().code()).isEqualTo(200);
  }

  @Test
  void anAnswerIsKeptUntilTheFirstQuotaInItEnds() {
    FeedAnswers answers = new FeedAnswers(state);
    desk.enforce(state, "acme/edge/*/agent-a", Action.THROTTLE, 10, now);
    desk.enforce(state, "acme/edge/*/agent-b", Action.THROTTLE, 900, now);
    FeedAnswers.Made both = answers.of("acme", "edge");
    now = now.plusSeconds(9);
    assertThat(answers.of("acme", "edge")).isSameAs(both);

    now = now.plusSeconds(1);
    FeedAnswers.Made one = answers.of("acme", "edge");
    assertThat(one.etag()).isNotEqualTo(both.etag());
    assertThat(one.json().toStringUtf8()).contains("agent-b").doesNotContain("agent-a");
  }

  @Test
  void aKillIsNewsForEveryGroup() {
    long before = state.feed().revision("acme", "edge");
    ControlRecord kill = ControlRecord.of(Act.KILL, "k", 1, now, "{}");
    state.feed().control("kill:k:1".getBytes(StandardCharsets.UTF_8), kill.write());
    assertThat(state.feed().revision("acme", "edge")).isGreaterThan(before);
  }

  private void cut(String key) {
    desk.enforce(state, key, Action.THROTTLE, 900, now);
  }

  private QuotaTable table() {
    lookedAt.add(Thread.currentThread().getName());
    return desk.table();
  }

  private static String etag(QuotaApi api) {
    return ask(api, "reader", null).join().headers().get(HttpHeaderNames.ETAG);
  }

  private static CompletableFuture<AggregatedHttpResponse> ask(
      QuotaApi api, String token, String etag) {
    var headers =
        RequestHeaders.builder(HttpMethod.GET, QuotaFeed.PATH + "?tenant=acme&group=edge")
            .set(HttpHeaderNames.AUTHORIZATION, "Bearer " + token)
            .set(HttpHeaderNames.PREFER, "wait=20");
    if (etag != null) {
      headers.set(HttpHeaderNames.IF_NONE_MATCH, etag);
    }
    HttpRequest request = HttpRequest.of(headers.build());
    return api.serve(ServiceRequestContext.of(request), request).aggregate();
  }
}
