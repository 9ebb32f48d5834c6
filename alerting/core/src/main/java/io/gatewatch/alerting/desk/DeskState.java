package io.gatewatch.alerting.desk;

import io.gatewatch.alerting.AlertVersion;
import io.gatewatch.alerting.AnalystVerdict;
import io.gatewatch.alerting.Json;
import io.gatewatch.detectors.Ticks;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * All that the desk keeps: alerts, campaigns, caps, and what waits for its tick. Lives in memory;
 * an engine keeps it by {@link #changes} and gives it back by {@link #restore}, a key each.
 */
public final class DeskState {
  private static final String ENTRY = "entry/";
  private static final String CAMPAIGN = "campaign/";
  private static final String CAP = "cap/";
  private static final String PENDING = "pending/";
  private static final String VERDICT = "verdict/";
  private static final String TICK = "tick";

  private static final Comparator<AlertVersion> ORDER =
      Comparator.comparing((AlertVersion v) -> v.alert().time())
          .thenComparing(v -> v.alert().alertId())
          .thenComparingInt(v -> v.alert().version());

  private final TreeMap<String, DeskEntry> entries = new TreeMap<>();
  private final TreeMap<String, Campaign> campaigns = new TreeMap<>();
  private final TreeMap<String, Cap> caps = new TreeMap<>();
  private final TreeMap<Long, TreeSet<AlertVersion>> pending = new TreeMap<>();

  private final TreeMap<String, AnalystVerdict> verdicts = new TreeMap<>();

  /** Versions that began to wait since the last look; null for those that wait no longer. */
  private final TreeMap<String, AlertVersion> waited = new TreeMap<>();

  private final TreeSet<String> dirty = new TreeSet<>();
  private long decidedTick = -1;

  /** What has changed since the last look: values by key, null for what is gone. */
  public Map<String, byte[]> changes() {
    TreeMap<String, byte[]> changes = new TreeMap<>();
    dirty.forEach(key -> changes.put(key, bytes(key)));
    waited.forEach((key, v) -> changes.put(key, v == null ? null : Json.write(v)));
    dropChanges();
    return changes;
  }

  /** The same for who keeps no store. */
  public void dropChanges() {
    dirty.clear();
    waited.clear();
  }

  /** Takes back what a store holds under a key of {@link #changes}. */
  public void restore(String key, byte[] value) {
    if (key.equals(TICK)) {
      decidedTick = Long.parseLong(new String(value, StandardCharsets.UTF_8));
    } else if (key.startsWith(ENTRY)) {
      entries.put(key.substring(ENTRY.length()), DeskEntry.fromBytes(value));
    } else if (key.startsWith(CAMPAIGN)) {
      campaigns.put(key.substring(CAMPAIGN.length()), Campaign.fromBytes(value));
    } else if (key.startsWith(CAP)) {
      caps.put(key.substring(CAP.length()), Cap.fromBytes(value));
    } else if (key.startsWith(VERDICT)) {
      verdicts.put(key, Json.read(value, AnalystVerdict.class));
    } else if (key.startsWith(PENDING)) {
      queue(Json.read(value, AlertVersion.class));
    }
  }

  private byte[] bytes(String key) {
    if (key.equals(TICK)) {
      return Long.toString(decidedTick).getBytes(StandardCharsets.UTF_8);
    }
    Object value =
        key.startsWith(ENTRY)
            ? entries.get(key.substring(ENTRY.length()))
            : key.startsWith(CAMPAIGN)
                ? campaigns.get(key.substring(CAMPAIGN.length()))
                : key.startsWith(VERDICT)
                    ? verdicts.get(key)
                    : caps.get(key.substring(CAP.length()));
    return value == null ? null : Json.write(value);
  }

  /** Puts a version to its tick, or to the first that is open still. */
  void add(AlertVersion version) {
    AlertVersion bare = new AlertVersion(version.alert(), null, version.links());
    queue(bare);
    waited.put(pendingKey(bare), bare);
  }

  private void queue(AlertVersion version) {
    long tick = Ticks.of(version.alert().time().toEpochMilli());
    pending
        .computeIfAbsent(Math.max(tick, decidedTick + 1), r -> new TreeSet<>(ORDER))
        .add(version);
  }

  /** Keeps a verdict until the tick from which it counts; the order is the governor's too. */
  void add(AnalystVerdict verdict) {
    String order =
        String.format(
            Locale.ROOT,
            "%016d/%019d/",
            Math.max(0, verdict.effectiveFrom().toEpochMilli()),
            Math.max(0, verdict.place()));
    String key = VERDICT + order + verdict.alertId() + "/" + verdict.verdict();
    verdicts.put(key, verdict);
    dirty.add(key);
  }

  /** The tick of the earliest verdict that waits; the largest number when there is none. */
  long firstVerdict() {
    return verdicts.isEmpty()
        ? Long.MAX_VALUE
        : Ticks.of(verdicts.firstEntry().getValue().effectiveFrom().toEpochMilli());
  }

  /** Takes out the verdicts that count from this tick, or from an earlier one, in order. */
  List<AnalystVerdict> takeVerdicts(long tick) {
    List<AnalystVerdict> taken = new ArrayList<>();
    while (firstVerdict() <= tick) {
      dirty.add(verdicts.firstKey());
      taken.add(verdicts.pollFirstEntry().getValue());
    }
    return taken;
  }

  /** The earliest tick with versions; the largest number when there is none. */
  long firstPending() {
    return pending.isEmpty() ? Long.MAX_VALUE : pending.firstKey();
  }

  /** Takes out what waits for this tick, or waited for an earlier one, in order. */
  List<AlertVersion> take(long tick) {
    List<AlertVersion> taken = new ArrayList<>();
    while (!pending.isEmpty() && pending.firstKey() <= tick) {
      taken.addAll(pending.pollFirstEntry().getValue());
    }
    taken.forEach(v -> waited.put(pendingKey(v), null));
    return taken;
  }

  private static String pendingKey(AlertVersion v) {
    return PENDING + v.alert().alertId() + "/" + v.alert().version();
  }

  long decidedTick() {
    return decidedTick;
  }

  void decided(long tick) {
    decidedTick = tick;
    dirty.add(TICK);
  }

  Collection<DeskEntry> entries() {
    return entries.values();
  }

  /** What is kept of an alert; null when nothing is. */
  DeskEntry entry(String alertId) {
    return entries.get(alertId);
  }

  void put(DeskEntry entry) {
    entries.put(entry.heard.alertId(), entry);
    dirty.add(ENTRY + entry.heard.alertId());
  }

  void remove(DeskEntry entry) {
    entries.remove(entry.heard.alertId());
    dirty.add(ENTRY + entry.heard.alertId());
  }

  Collection<Campaign> campaigns() {
    return campaigns.values();
  }

  /** A campaign; null when there is none. */
  Campaign campaign(String campaignId) {
    return campaignId == null ? null : campaigns.get(campaignId);
  }

  void put(Campaign campaign) {
    campaigns.put(campaign.campaignId, campaign);
    dirty.add(CAMPAIGN + campaign.campaignId);
  }

  void remove(Campaign campaign) {
    campaigns.remove(campaign.campaignId);
    dirty.add(CAMPAIGN + campaign.campaignId);
  }

  /** A cap, which is made where there is none; it is going to change. */
  Cap cap(String key) {
    dirty.add(CAP + key);
    return caps.computeIfAbsent(key, k -> new Cap());
  }

  Collection<Cap> caps() {
    return caps.values();
  }

  /** Keys of caps whose alert is open. */
  List<String> guarding() {
    return caps.entrySet().stream()
        .filter(e -> e.getValue().guard.isOpen())
        .map(Map.Entry::getKey)
        .toList();
  }
}
