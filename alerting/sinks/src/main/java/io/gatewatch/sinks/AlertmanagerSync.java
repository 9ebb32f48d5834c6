package io.gatewatch.sinks;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.gatewatch.alerting.Alert;
import io.gatewatch.alerting.AlertJson;
import io.gatewatch.sinks.Delivery.Refused;
import io.gatewatch.sinks.Delivery.Unavailable;
import io.gatewatch.sinks.OpenAlerts.Entry;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a Prometheus Alertmanager in step, as Prometheus itself does: all open alerts are told
 * again every minute with an end four minutes ahead, closed ones with their end for a quarter of an
 * hour. So an Alertmanager that was away or started anew learns all of it, and when we die its
 * alerts lapse. What it refuses becomes a dead letter and is not told again until it changes.
 *
 * @see <a href="https://prometheus.io/docs/alerting/latest/clients/">sending alerts</a>
 */
final class AlertmanagerSync implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(AlertmanagerSync.class);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final int BATCH = 200;

  private final SinkConfig config;
  private final SinkFilter filter;
  private final HttpPost post;
  private final Supplier<Consumer<byte[], byte[]>> consumers;
  private final DeadLetters dead;
  private final InstantSource clock;
  private final Duration every;
  private final OpenAlerts open = new OpenAlerts();
  private final CountDownLatch stop = new CountDownLatch(1);
  private final Thread thread;
  private Instant due = Instant.MIN;
  private boolean away;

  /**
   * @param every how often all is told again, at the latest
   */
  AlertmanagerSync(
      SinkConfig config,
      Supplier<Consumer<byte[], byte[]>> consumers,
      DeadLetters dead,
      InstantSource clock,
      Duration every) {
    this.config = config;
    this.filter = new SinkFilter(config);
    this.post = new HttpPost(URI.create(config.url().replaceAll("/+$", "") + "/api/v2/alerts"));
    this.consumers = consumers;
    this.dead = dead;
    this.clock = clock;
    this.every = every;
    this.thread = new Thread(this::runUntilStopped, "gatewatch-sink-" + config.name());
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  private void runUntilStopped() {
    while (stop.getCount() > 0) {
      try (Consumer<byte[], byte[]> consumer = consumers.get()) {
        follow(consumer);
      } catch (RuntimeException e) {
        LOG.warn("sink {}: alerts cannot be read, trying again: {}", config.name(), e.toString());
        pause();
      }
    }
  }

  private void follow(Consumer<byte[], byte[]> consumer) {
    List<TopicPartition> partitions = new ArrayList<>();
    for (PartitionInfo info : consumer.partitionsFor(Alert.TOPIC)) {
      partitions.add(new TopicPartition(info.topic(), info.partition()));
    }
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    boolean whole = false;
    while (stop.getCount() > 0) {
      boolean news = false;
      for (ConsumerRecord<byte[], byte[]> row : consumer.poll(POLL)) {
        news |= hear(row);
      }
      whole = whole || partitions.stream().allMatch(p -> consumer.position(p) >= ends.get(p));
      if (whole && ((news && !away) || !clock.instant().isBefore(due))) {
        tellAll();
      }
    }
  }

  private boolean hear(ConsumerRecord<byte[], byte[]> row) {
    try {
      Alert alert = row.value() == null ? null : AlertJson.read(row.value());
      return alert != null && open.hear(alert, filter.wants(alert), clock.instant());
    } catch (IllegalArgumentException notAnAlert) {
      LOG.warn("sink {}: a row of {} is no alert", config.name(), Alert.TOPIC);
      return false;
    }
  }

  private void tellAll() {
    Instant now = clock.instant();
    away = false;
    List<Entry> all = open.toTell(now);
    for (int from = 0; from < all.size() && !away; from += BATCH) {
      tell(all.subList(from, Math.min(all.size(), from + BATCH)), now);
    }
    due = now.plus(every);
    SinkMetrics.WAITING_SINCE.labelValues(config.name()).set(away ? now.toEpochMilli() / 1e3 : 0);
  }

  private void tell(List<Entry> entries, Instant now) {
    ArrayNode rows = JsonNodeFactory.instance.arrayNode();
    entries.forEach(e -> rows.add(e.toPost(now, every, config.consoleUrl())));
    Delivery delivery = post.send(rows.toString().getBytes(StandardCharsets.UTF_8), Map.of());
    if (delivery instanceof Unavailable no) {
      LOG.warn("sink {}: the Alertmanager is away: {}", config.name(), no.reason());
      SinkMetrics.FAILED.labelValues(config.name()).inc();
      away = true;
    } else if (delivery instanceof Refused no) {
      refuse(entries, no, now);
    } else {
      entries.stream().filter(Entry::noteTold).forEach(e -> delivered());
    }
  }

  /** Of a batch the good ones were taken: one by one shows which was not. */
  private void refuse(List<Entry> entries, Refused no, Instant now) {
    if (entries.size() > 1) {
      entries.forEach(e -> tell(List.of(e), now));
      return;
    }
    Alert alert = entries.get(0).alert();
    String row = new String(AlertJson.write(alert), StandardCharsets.UTF_8);
    DeadLetter letter =
        new DeadLetter(config.name(), alert.alertId(), alert.version(), no.reason(), now, row);
    if (dead.write(letter)) {
      open.drop(entries.get(0));
    }
  }

  private void delivered() {
    SinkMetrics.DELIVERED.labelValues(config.name()).inc();
  }

  private void pause() {
    try {
      if (stop.await(1, TimeUnit.SECONDS)) {
        LOG.debug("sink {}: stopped while waiting for the broker", config.name());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stop.countDown();
    }
  }

  @Override
  public void close() {
    stop.countDown();
    try {
      thread.join(12_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    post.close();
  }
}
