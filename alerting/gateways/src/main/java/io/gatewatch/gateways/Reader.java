package io.gatewatch.gateways;

import static java.util.Objects.requireNonNull;

import io.gatewatch.gateways.QuotaStatus.Result;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one gateway in step with what is in force. Each round compares what should hold with what
 * was read back, and gives the gateway the difference; the whole set after a start or a restart;
 * once a minute it reads everything back. A second reader waits for the lock. While the kill file
 * is there, nothing of ours holds.
 *
 * <p>Fails open: when the gateway does not answer, or we are at fault, the limits there end by
 * themselves and the operator's own hold; the next round begins anew. One thread.
 */
final class Reader {
  private static final Logger LOG = LoggerFactory.getLogger(Reader.class);
  static final Duration RECONCILE = Duration.ofSeconds(60);

  private final Place place;
  private final Gateway gateway;
  private final boolean automatic;
  private final Quotas quotas;
  private final Leadership leadership;
  private final KillFile kill;
  private final Reports reports;
  private final InstantSource clock;

  /** What was read back, as long as nothing is known to the contrary. */
  private final Map<Slot, EffectiveLimit> held = new LinkedHashMap<>();

  private final Since since = new Since();

  private String incarnation;
  private Instant nextReconcile = Instant.MIN;
  private boolean failing;
  private boolean tendFails;
  private boolean overdue;

  /**
   * A reader that has not begun.
   *
   * @param automatic as in {@link ReaderConfig}
   */
  Reader(
      Place place,
      Gateway gateway,
      boolean automatic,
      Quotas quotas,
      Leadership leadership,
      KillFile kill,
      Reports reports,
      InstantSource clock) {
    this.place = requireNonNull(place, "place");
    this.gateway = requireNonNull(gateway, "gateway");
    this.automatic = automatic;
    this.quotas = requireNonNull(quotas, "quotas");
    this.leadership = requireNonNull(leadership, "leadership");
    this.kill = requireNonNull(kill, "kill");
    this.reports = requireNonNull(reports, "reports");
    this.clock = requireNonNull(clock, "clock");
  }

  /** One round, about once a second and whenever something came. Never throws for the gateway. */
  void round() {
    boolean acts = leadership.isHeld();
    boolean killed = kill.isThere();
    ReaderMetrics.ACTS.set(acts ? 1 : 0);
    ReaderMetrics.KILLED.set(killed ? 1 : 0);
    if (!acts) {
      forget();
      ReaderMetrics.MISSING.set(0);
      ReaderMetrics.OVERDUE.set(0);
    } else {
      tend();
      if (killed || quotas.isCaughtUp()) {
        bring(killed);
      }
    }
    ReaderMetrics.LIMITS.set(held.size());
  }

  /** What the gateway is known to hold. */
  Collection<EffectiveLimit> held() {
    return List.copyOf(held.values());
  }

  /** What the gateway is known to hold for a quota key; null when nothing. */
  EffectiveLimit held(String quotaKey) {
    return held.values().stream()
        .filter(limit -> limit.slot().quotaKey(place.tenant(), place.group()).equals(quotaKey))
        .findFirst()
        .orElse(null);
  }

  private void bring(boolean killed) {
    Instant now = clock.instant();
    List<HeldQuota> inForce = killed ? List.of() : quotas.inForce(now);
    Plan plan = Plan.of(inForce, place, gateway.manifest(), automatic);
    Map<Slot, EffectiveLimit> wanted = new LinkedHashMap<>();
    try {
      String incarnationNow = gateway.incarnation();
      boolean begins = !incarnationNow.equals(incarnation);
      if (begins && incarnation == null) {
        since.takeOver(gateway.readBack().values(), now);
      }
      wanted.putAll(since.date(fitting(plan, now), now));
      if (begins) {
        pushAll(wanted, incarnation == null ? "start" : "restart");
        incarnation = incarnationNow;
      } else if (!now.isBefore(nextReconcile)) {
        reconcile(wanted);
      } else {
        change(wanted);
      }
      plan.unfit().forEach((key, why) -> reports.unfit(key, why.result(), why.reason(), now));
      plan.left().forEach(raise -> reports.leftToOperator(raise, now));
      ReaderMetrics.MISSING.set(missing(wanted));
      tellOverdue(wanted);
      failing = false;
    } catch (IOException | RuntimeException e) {
      fail(wanted.isEmpty() ? plan.limits() : wanted, e);
    }
  }

  private int missing(Map<Slot, EffectiveLimit> wanted) {
    int missing = 0;
    for (EffectiveLimit limit : wanted.values()) {
      missing += limit.equals(held.get(limit.slot())) ? 0 : 1;
    }
    return missing;
  }

  /** What is there and should not be. */
  private void tellOverdue(Map<Slot, EffectiveLimit> wanted) {
    List<Slot> left = held.keySet().stream().filter(slot -> !wanted.containsKey(slot)).toList();
    ReaderMetrics.OVERDUE.set(left.size());
    if (!left.isEmpty() && !overdue) {
      LOG.warn("{} limits cannot be taken away, trying again; one is {}", left.size(), left.get(0));
    }
    overdue = !left.isEmpty();
  }

  private void tend() {
    try {
      gateway.tend();
      tendFails = false;
    } catch (IOException | RuntimeException e) {
      ReaderMetrics.FAILURES.inc();
      if (!tendFails) {
        LOG.warn("what is over could not be taken back, trying again: {}", e.toString());
      }
      tendFails = true;
    }
  }

  private Map<Slot, EffectiveLimit> fitting(Plan plan, Instant now) throws IOException {
    Map<Slot, EffectiveLimit> fitting = new LinkedHashMap<>();
    for (EffectiveLimit limit : plan.limits().values()) {
      Optional<EffectiveLimit> kept = gateway.fit(limit);
      if (kept.isPresent()) {
        fitting.put(limit.slot(), kept.get());
      } else {
        reports.unfit(
            limit.slot().quotaKey(place.tenant(), place.group()), Result.UNSUPPORTED, null, now);
      }
    }
    return fitting;
  }

  private void pushAll(Map<Slot, EffectiveLimit> wanted, String reason) throws IOException {
    gateway.replaceAll(wanted.values());
    ReaderMetrics.PUSHES.labelValues(reason).inc();
    held.clear();
    Map<Slot, EffectiveLimit> found = gateway.readBack();
    confirm(wanted, found);
    for (EffectiveLimit there : found.values()) {
      if (!wanted.containsKey(there.slot())) {
        notGone(there, there);
      }
    }
    nextReconcile = clock.instant().plus(RECONCILE);
  }

  private void reconcile(Map<Slot, EffectiveLimit> wanted) throws IOException {
    Map<Slot, EffectiveLimit> found = gateway.readBack();
    for (EffectiveLimit believed : List.copyOf(held.values())) {
      if (!believed.equals(found.get(believed.slot()))) {
        ReaderMetrics.MISMATCHES.inc();
        held.remove(believed.slot());
      }
    }
    for (EffectiveLimit there : found.values()) {
      if (!held.containsKey(there.slot())) {
        ReaderMetrics.MISMATCHES.inc();
        held.put(there.slot(), there);
      }
    }
    change(wanted);
    nextReconcile = clock.instant().plus(RECONCILE);
  }

  private void change(Map<Slot, EffectiveLimit> wanted) throws IOException {
    for (EffectiveLimit old : List.copyOf(held.values())) {
      if (!wanted.containsKey(old.slot())) {
        gateway.lift(old.slot());
        Optional<EffectiveLimit> there = gateway.readBack(old.slot());
        if (there.isPresent()) {
          notGone(old, there.get());
        } else {
          held.remove(old.slot());
          reports.gone(old, clock.instant());
        }
      }
    }
    List<EffectiveLimit> news = new ArrayList<>(wanted.values());
    news.removeIf(limit -> limit.equals(held.get(limit.slot())));
    for (EffectiveLimit limit : news) {
      gateway.apply(limit);
      Map<Slot, EffectiveLimit> found = new HashMap<>();
      gateway.readBack(limit.slot()).ifPresent(there -> found.put(there.slot(), there));
      held.remove(limit.slot());
      confirm(Map.of(limit.slot(), limit), found);
    }
  }

  /** A limit that was to be taken away is still there; the others do not wait for it. */
  private void notGone(EffectiveLimit limit, EffectiveLimit found) {
    held.put(limit.slot(), limit);
    reports.failed(limit, found, clock.instant());
  }

  private void confirm(Map<Slot, EffectiveLimit> wanted, Map<Slot, EffectiveLimit> found) {
    Instant now = clock.instant();
    for (EffectiveLimit limit : wanted.values()) {
      if (limit.equals(found.get(limit.slot()))) {
        held.put(limit.slot(), limit);
        reports.applied(limit, now);
      } else {
        reports.failed(limit, found.get(limit.slot()), now);
      }
    }
  }

  private void fail(Map<Slot, EffectiveLimit> wanted, Exception e) {
    ReaderMetrics.FAILURES.inc();
    if (!failing) {
      LOG.warn("the gateway does not answer as it should, trying again: {}", e.toString());
    }
    failing = true;
    Instant now = clock.instant();
    wanted.values().forEach(limit -> reports.failed(limit, null, now));
    ReaderMetrics.MISSING.set(wanted.size());
    forget();
  }

  private void forget() {
    held.clear();
    incarnation = null;
  }
}
