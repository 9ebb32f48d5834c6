package io.gatewatch.gateways;

import io.gatewatch.gateways.QuotaFeed.Row;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows quotas by the HTTP feed instead of Kafka, on a thread of its own. Each record that the
 * last answer did not hold is judged as one of the topic is: signature, version, expiry. The feed
 * cannot take a limit away by leaving it out, nor prolong one.
 *
 * <p>A feed that does not answer brings no heartbeat either: the controller counts as silent, and
 * limits end by themselves. The first answer counts as the whole first reading.
 */
final class FeedFollower implements Quotas, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(FeedFollower.class);
  private static final Duration AFTER_NEWS = Duration.ofMillis(100);
  private static final Duration AFTER_NONE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

  private final FeedClient client;
  private final QuotaIntake intake;
  private final ControllerWatch watch;
  private final KillOrders kills;
  private final InstantSource clock;
  private final CountDownLatch stop = new CountDownLatch(1);
  private final Thread thread = new Thread(this::follow, "gatewatch-feed");
  private QuotaFeed last = new QuotaFeed(List.of(), List.of());
  private String heartbeat;
  private int failures;

  private FeedFollower(
      FeedClient client,
      QuotaIntake intake,
      ControllerWatch watch,
      KillOrders kills,
      InstantSource clock) {
    this.client = client;
    this.intake = intake;
    this.watch = watch;
    this.kills = kills;
    this.clock = clock;
  }

  /** Starts to ask; returns at once. */
  static FeedFollower start(
      FeedClient client,
      Collection<PublicKey> signers,
      ControllerWatch watch,
      KillOrders kills,
      InstantSource clock,
      QuotaFollower.Listener told) {
    FeedFollower follower =
        new FeedFollower(client, new QuotaIntake(signers, clock, told), watch, kills, clock);
    follower.thread.setDaemon(true);
    follower.thread.start();
    return follower;
  }

  @Override
  public boolean isCaughtUp() {
    return intake.isCaughtUp();
  }

  @Override
  public List<HeldQuota> inForce(Instant now) {
    return intake.inForce(now);
  }

  private void follow() {
    while (stop.getCount() > 0) {
      Duration pause;
      try {
        pause = hear(client.ask()) ? AFTER_NEWS : AFTER_NONE;
        failures = 0;
        ReaderMetrics.FEED_ANSWERS.labelValues("answered").inc();
      } catch (IOException | RuntimeException e) {
        client.forget();
        ReaderMetrics.FEED_ANSWERS.labelValues("failed").inc();
        if (failures++ == 0) {
          LOG.warn("the quota feed cannot be read, trying again: {}", e.toString());
        }
        pause = Duration.ofSeconds(Math.min(failures, LONGEST_PAUSE.toSeconds()));
      }
      rest(pause);
    }
  }

  /** Whether there was news. */
  private boolean hear(FeedClient.Answer answer) {
    if (answer.heartbeat() != null && !answer.heartbeat().equals(heartbeat)) {
      if (heartbeat != null) {
        watch.heard(clock.instant());
      }
      heartbeat = answer.heartbeat();
    }
    if (answer.feed() == null) {
      return false;
    }
    for (Row row : news(answer.feed().control(), last.control())) {
      kills.hear(text(row.key()), bytes(row.value()));
    }
    for (Row row : news(answer.feed().records(), last.records())) {
      intake.take(
          text(row.key()).getBytes(StandardCharsets.UTF_8),
          bytes(row.value()),
          row.signature() == null ? null : row.signature().getBytes(StandardCharsets.UTF_8));
    }
    last = answer.feed();
    intake.whole();
    return true;
  }

  private static List<Row> news(List<Row> now, List<Row> before) {
    Set<Row> known = new HashSet<>(before);
    return now.stream().filter(row -> !known.contains(row)).toList();
  }

  private static String text(String key) {
    return key == null ? "" : key;
  }

  /** What is no base64 has no value: it is judged, and ignored as unsigned. */
  private static byte[] bytes(String base64) {
    try {
      return base64 == null ? null : Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private void rest(Duration pause) {
    try {
      if (stop.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.debug("stopped between two questions");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stop.countDown();
    }
  }

  @Override
  public void close() {
    stop.countDown();
    thread.interrupt();
    try {
      thread.join(2_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
