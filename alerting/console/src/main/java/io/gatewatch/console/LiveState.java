package io.gatewatch.console;

import io.gatewatch.alerting.Alert;
import io.gatewatch.gateways.HeldQuota;
import io.gatewatch.gateways.Outcome;
import io.gatewatch.gateways.QuotaFeed;
import io.gatewatch.gateways.QuotaTable;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * All that the console knows, and the one door by which news come in: feeds call it, the server
 * reads it, and a test can do both without a broker.
 */
final class LiveState {
  private static final int MOST_FEED_CHARACTERS = QuotaFeed.MOST_BYTES / 4;

  private final AlertBook alerts = new AlertBook();
  private final FeedBook feed = new FeedBook(MOST_FEED_CHARACTERS);
  private final HealthBoard health;
  private final EventJournal journal;
  private final InstantSource clock;
  private final ConsoleLinks links;
  private final Map<String, BooleanSupplier> readiness;
  private final Supplier<QuotaTable> quotas;

  /**
   * An empty state.
   *
   * @param run a name of this run, unlike those of other runs
   * @param quotas the table that the quota feed keeps
   */
  LiveState(
      String run,
      InstantSource clock,
      ConsoleLinks links,
      Map<String, BooleanSupplier> readiness,
      Supplier<QuotaTable> quotas) {
    this.clock = clock;
    this.links = links;
    this.readiness = readiness;
    this.quotas = quotas;
    this.health = new HealthBoard(clock.instant());
    this.journal = new EventJournal(run, EventJournal.BOUND);
  }

  /** A version of an alert was read. */
  void alert(Alert alert) {
    if (alerts.put(alert)) {
      journal.append("alert", Json.write(alert));
    }
  }

  /** A record of the control topic was judged by the table. */
  void quota(Outcome outcome) {
    if (outcome instanceof Outcome.Applied applied) {
      feed.changed(applied.held().update().key());
      tell(applied);
    }
  }

  private void tell(Outcome outcome) {
    if (outcome instanceof Outcome.Applied applied) {
      journal.append("quota", Json.write(QuotaView.of(applied.held())));
    }
  }

  /** A record of the control topic was judged by the table; this is how it was published. */
  void quota(byte[] key, byte[] value, byte[] signature, Outcome outcome) {
    feed.quota(key, value, signature, outcome);
    tell(outcome);
  }

  /** What the quota feed hands on. */
  FeedBook feed() {
    return feed;
  }

  /** The records of the quota feed that hold now; null for all tenants or groups. */
  List<QuotaFeed.Row> feedRecords(String tenant, String group) {
    return feed.records(tenant, group, clock.instant()).rows();
  }

  /** The time of this console. */
  Instant now() {
    return clock.instant();
  }

  /** Whether the feed is whole: half of it would not be told from all of it. */
  boolean isFeedReady() {
    return readiness.getOrDefault("console", () -> true).getAsBoolean();
  }

  AlertBook alerts() {
    return alerts;
  }

  HealthBoard health() {
    return health;
  }

  EventJournal journal() {
    return journal;
  }

  /** What a gateway would find now: enforced first, then monitored. */
  List<QuotaView> quotas() {
    return quotas(clock.instant());
  }

  /** What a gateway would find at a moment. */
  List<QuotaView> quotas(Instant now) {
    List<HeldQuota> held = new ArrayList<>(quotas.get().inForce(now));
    held.addAll(quotas.get().monitored(now));
    return held.stream().map(QuotaView::of).toList();
  }

  /** How many records of the control topic were ignored, by reason. */
  Map<Outcome.Reason, Long> ignoredQuotas() {
    return quotas.get().ignored();
  }

  List<HealthReport.Stage> stages() {
    List<HealthReport.Stage> stages = new ArrayList<>();
    readiness.forEach(
        (name, ready) -> stages.add(new HealthReport.Stage(name, ready.getAsBoolean())));
    return stages;
  }

  HealthReport report() {
    Instant now = clock.instant();
    QuotaTable table = quotas.get();
    List<HealthReport.Count> ignored = new ArrayList<>();
    table
        .ignored()
        .forEach((reason, n) -> ignored.add(new HealthReport.Count(reason.wireName(), n)));
    return health.report(
        now,
        new HealthReport.Quotas(
            table.inForce(now).size(), table.monitored(now).size(), List.copyOf(ignored)),
        countAlerts(),
        stages(),
        links);
  }

  private HealthReport.Alerts countAlerts() {
    Map<String, Long> lanes = new TreeMap<>();
    Map<String, Long> severities = new TreeMap<>();
    int[] held = new int[1];
    alerts.forEach(
        alert -> {
          held[0]++;
          if (isOpen(alert)) {
            lanes.merge(word(alert.lane()), 1L, Long::sum);
            severities.merge(word(alert.severity()), 1L, Long::sum);
          }
        });
    return new HealthReport.Alerts(held[0], counts(lanes), counts(severities));
  }

  private static boolean isOpen(Alert alert) {
    return alert.status() == Alert.Status.NEW || alert.status() == Alert.Status.IN_PROGRESS;
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private static List<HealthReport.Count> counts(Map<String, Long> byName) {
    return byName.entrySet().stream()
        .map(entry -> new HealthReport.Count(entry.getKey(), entry.getValue()))
        .toList();
  }
}
