package io.gatewatch.console;

import static java.util.Objects.requireNonNull;

import io.gatewatch.alerting.Act;
import io.gatewatch.gateways.HeldQuota;
import io.gatewatch.gateways.Outcome;
import io.gatewatch.gateways.QuotaFeed.Row;
import io.gatewatch.ingest.ControlRecord;
import io.gatewatch.ingest.Principal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What the quota feed hands on: the newest record of each key as it was published, of those that
 * the table believed, and the orders to kill. Nothing is signed or made here. Safe for use by many
 * threads.
 */
final class FeedBook {
  private static final String KILLS = Act.KILL + ":";

  /** Base64 text that one answer holds at most; what is older than that is left out. */
  private final int mostCharacters;

  private record Entry(Row row, Instant until) {}

  private record Order(int version, Row row) {}

  /** In the order in which they came, so that the newest are the last. */
  private final Map<String, Entry> records = new LinkedHashMap<>();

  private final Map<String, Order> orders = new TreeMap<>();
  private final AtomicLong revision = new AtomicLong();
  private final AtomicLong ordersRevision = new AtomicLong();

  /** By the first two parts of the quota key; as many as there are gateway groups. */
  private final Map<String, Long> revisions = new ConcurrentHashMap<>();

  private final AtomicLong leftOut = new AtomicLong();
  private volatile String heartbeat;

  FeedBook(int mostCharacters) {
    this.mostCharacters = mostCharacters;
  }

  /** A record of the quota topic was judged. */
  void quota(byte[] key, byte[] value, byte[] signature, Outcome outcome) {
    if (outcome instanceof Outcome.Applied applied) {
      HeldQuota held = applied.held();
      Row row = new Row(text(key), base64(value), text(signature));
      synchronized (this) {
        records.remove(held.update().key());
        records.put(held.update().key(), new Entry(row, held.until()));
      }
      changed(held.update().key());
    }
  }

  /** What is known of a quota key is something else now, be it in the table alone. */
  void changed(String quotaKey) {
    String[] parts = quotaKey.split("/", 3);
    if (parts.length == 3) {
      revisions.merge(parts[0] + "/" + parts[1], 1L, Long::sum);
    }
    revision.incrementAndGet();
  }

  /**
   * A record of the control topic came; only kills and what lifts them are kept.
   *
   * @throws IllegalArgumentException when it calls itself a kill and cannot be read
   */
  synchronized void control(byte[] key, byte[] value) {
    String name = key == null ? "" : text(key);
    if (!name.startsWith(KILLS)) {
      return;
    }
    ControlRecord record = ControlRecord.read(value);
    Order order = new Order(record.version(), new Row(name, base64(value), null));
    orders.merge(record.id(), order, (a, b) -> b.version() > a.version() ? b : a);
    ordersRevision.incrementAndGet();
  }

  /** The controller gave a sign of life. */
  void heartbeat(long epoch, Instant time) {
    heartbeat = epoch + " " + time;
  }

  /** The newest sign of life; null when there was none. */
  String heartbeat() {
    return heartbeat;
  }

  /**
   * Another number, a higher one, after each change; that time ends something is none. Takes no
   * lock.
   *
   * @param tenant and {@code group}: whose changes count; where one is null, everybody's do
   */
  long revision(String tenant, String group) {
    long quotas =
        tenant == null || group == null
            ? revision.get()
            : revisions.getOrDefault(Principal.encode(tenant) + "/" + Principal.encode(group), 0L);
    return quotas + ordersRevision.get();
  }

  /** How often a record did not fit into an answer. */
  long leftOut() {
    return leftOut.get();
  }

  /**
   * Records that have not ended, oldest first.
   *
   * @param until when the first of them ends; {@link Instant#MAX} for none
   */
  record Slice(List<Row> rows, Instant until) {}

  /**
   * The records of a gateway group at a moment. The lock is held for a copy of references alone:
   * the thread that reads the topic needs it too.
   *
   * @param tenant and {@code group}: null for all
   */
  Slice records(String tenant, String group, Instant now) {
    List<Row> newestFirst = new ArrayList<>();
    List<Entry> all = inForce(now);
    Collections.reverse(all);
    Instant until = Instant.MAX;
    long room = mostCharacters;
    for (Entry entry : all) {
      if (isOf(tenant, group, entry.row().key())) {
        until = entry.until().isBefore(until) ? entry.until() : until;
        room -= entry.row().value().length();
        if (room >= 0) {
          newestFirst.add(entry.row());
        } else {
          leftOut.incrementAndGet();
        }
      }
    }
    Collections.reverse(newestFirst);
    return new Slice(newestFirst, until);
  }

  private synchronized List<Entry> inForce(Instant now) {
    requireNonNull(now, "now");
    records.values().removeIf(entry -> !now.isBefore(entry.until()));
    return new ArrayList<>(records.values());
  }

  /** Of each kill's name the newest order. */
  synchronized List<Row> orders() {
    return orders.values().stream().map(Order::row).toList();
  }

  /** Whether a quota key is of a tenant and gateway group; null fits all. */
  static boolean isOf(String tenant, String group, String key) {
    String[] parts = key.split("/", 3);
    return parts.length == 3
        && (tenant == null || parts[0].equals(Principal.encode(tenant)))
        && (group == null || parts[1].equals(Principal.encode(group)));
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
