package io.gatewatch.gateways;

import static io.gatewatch.gateways.Controller.ISSUED;
import static io.gatewatch.gateways.Controller.cut;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.gatewatch.gateways.Controller.Signed;
import io.gatewatch.gateways.Outcome.Applied;
import io.gatewatch.gateways.Outcome.Ignored;
import io.gatewatch.gateways.Outcome.Reason;
import io.gatewatch.gateways.QuotaFeed.Row;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The follower against a server that says whatever it is told to, good or bad. */
@Timeout(value = 30, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FeedFollowerTest {
  private static final Place PLACE = new Place("acme", "edge", "edge-1", 1);

  @TempDir Path folder;

  private final Controller controller = new Controller();
  private final BlockingQueue<Outcome> told = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> asked = new LinkedBlockingQueue<>();
  private final KillOrders kills = new KillOrders();
  private final ControllerWatch watch = new ControllerWatch(ISSUED);
  private volatile Instant now = ISSUED.plusSeconds(1);
  private volatile int status = 503;
  private volatile String body = "{}";
  private volatile String heartbeat = "1 first";
  private HttpServer server;
  private FeedFollower follower;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(QuotaFeed.PATH, this::answer);
    server.start();
    Path token = folder.resolve("token");
    Files.writeString(token, "sesame-0123456789\n");
    String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    FeedClient client = new FeedClient(new ReaderConfig.Feed(url, token), PLACE);
    follower =
        FeedFollower.start(
            client,
            List.of(controller.publicKey()),
            watch,
            kills,
            () -> now,
            (key, outcome) -> told.add(outcome));
  }

  @AfterEach
  void stop() {
    follower.close();
    server.stop(0);
  }

  @Test
  void itAsksForItsOwnGroupWithTheTokenOfTheFile() throws Exception {
    assertThat(asked.take())
        .isEqualTo("/api/v1/quotas?tenant=acme&group=edge Bearer sesame-0123456789 wait=10");
  }

  @Test
  void recordsAreJudgedAsThoseOfTheTopicAreAndEachOnce() throws Exception {
    Row good = row(controller.sign(cut(1, 5)));
    serve(good);
    assertThat(told.take()).isInstanceOf(Applied.class);
    twoAnswers();
    assertThat(told).isEmpty();

    serve(row(controller.sign(cut(1, 4))));
    assertThat(told.take()).isEqualTo(new Ignored(Reason.STALE));
    serve(row(new Controller().sign(cut(1, 9))));
    assertThat(told.take()).isEqualTo(new Ignored(Reason.UNKNOWN_KEY));
    serve(new Row(good.key(), good.value().replace('A', 'B'), good.signature()));
    assertThat(told.take()).isEqualTo(new Ignored(Reason.FORGED));
    serve(new Row(good.key(), good.value(), null));
    assertThat(told.take()).isEqualTo(new Ignored(Reason.UNSIGNED));
    serve(new Row(good.key(), "no base64!", good.signature()));
    assertThat(told.take()).isEqualTo(new Ignored(Reason.UNSIGNED));
    serve(good);
    assertThat(told.take()).isEqualTo(new Ignored(Reason.STALE));
    now = now.plusSeconds(2_000);
    serve(row(controller.sign(cut(1, 6))));
    assertThat(told.take()).isEqualTo(new Ignored(Reason.EXPIRED));
  }

  @Test
  void leavingARecordOutNeitherEndsNorProlongsIt() throws Exception {
    serve(row(controller.sign(cut(1, 5))));
    assertThat(told.take()).isInstanceOf(Applied.class);
    body = "{}";
    asked.clear();
    asked.take();
    asked.take();
    assertThat(follower.inForce(now)).hasSize(1);
    assertThat(follower.inForce(ISSUED.plusSeconds(901))).isEmpty();
  }

  @Test
  void untilTheFirstAnswerNothingIsCaughtUpAndAnErrorIsNone() throws Exception {
    asked.take();
    asked.take();
    assertThat(follower.isCaughtUp()).isFalse();
    serve();
    twoAnswers();
    assertThat(follower.isCaughtUp()).isTrue();
    assertThat(told).isEmpty();
  }

  @Test
  void heartbeatsCountWhenTheyMoveAndASilentOrMissingFeedHasNone() throws Exception {
    serve();
    twoAnswers();
    now = ISSUED.plusSeconds(60);
    twoAnswers();
    assertThat(watch.isSilent(now)).as("the same heartbeat over and over").isTrue();
    heartbeat = "1 second";
    twoAnswers();
    assertThat(watch.isSilent(now)).isFalse();

    double failed = ReaderMetrics.FEED_ANSWERS.labelValues("failed").get();
    status = 500;
    heartbeat = "1 third";
    now = ISSUED.plusSeconds(120);
    twoAnswers();
    assertThat(watch.isSilent(now)).as("errors bring no heartbeat").isTrue();
    assertThat(ReaderMetrics.FEED_ANSWERS.labelValues("failed").get() - failed)
        .isGreaterThanOrEqualTo(1);
  }

  @Test
  void anAnswerThatIsTooLargeOrNoJsonIsAFailure() throws Exception {
    status = 200;
    double failed = ReaderMetrics.FEED_ANSWERS.labelValues("failed").get();
    body = "{\"records\":[\"" + "x".repeat(QuotaFeed.MOST_BYTES) + "\"]}";
    twoAnswers();
    body = "<html>";
    twoAnswers();
    assertThat(ReaderMetrics.FEED_ANSWERS.labelValues("failed").get() - failed)
        .isGreaterThanOrEqualTo(2);
  }

  private void twoAnswers() throws InterruptedException {
    asked.clear();
    asked.take();
    asked.take();
    asked.take();
  }

  private void serve(Row... rows) throws IOException {
    body = new ObjectMapper().writeValueAsString(new QuotaFeed(List.of(rows), List.of()));
    status = 200;
  }

  private static Row row(Signed signed) {
    return new Row(
        new String(signed.key, StandardCharsets.UTF_8),
        Base64.getEncoder().encodeToString(signed.value),
        new String(signed.signature, StandardCharsets.UTF_8));
  }

  private void answer(HttpExchange exchange) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set(QuotaFeed.HEARTBEAT, heartbeat);
    asked.add(
        exchange.getRequestURI()
            + " "
            + exchange.getRequestHeaders().getFirst("Authorization")
            + " "
            + exchange.getRequestHeaders().getFirst("Prefer"));
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
