package io.gatewatch.alerting.desk;

import io.gatewatch.alerting.Alert;
import io.gatewatch.alerting.Alert.Activity;
import io.gatewatch.alerting.AlertVersion;
import io.gatewatch.alerting.AlertingConfig;
import io.gatewatch.alerting.AnalystVerdict;
import io.gatewatch.alerting.Triaged;
import io.gatewatch.detectors.Ticks;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The fold from what partitions know of incidents to what people are told: the one owner of every
 * alert's version number, of campaigns and of what is held back.
 *
 * <p>{@link #observe} only collects. {@link #advance} decides each tick once nothing older can
 * come, in order of time, id and version: neither the order of arrival inside a tick nor the number
 * of partitions can show. What follows from time alone (a snooze or a campaign that ends) is dated
 * at the end of the tick in which it is due. Ticks in which nothing is due are skipped.
 */
public final class AlertDesk {
  private final DeskConfig config;
  private final DeskBook book;
  private final Triage triage;
  private final Campaigns campaigns;
  private final CampaignWriter rows;
  private final RuleProtection protection;

  /**
   * @param book what is known besides; may get more records between two ticks
   */
  public AlertDesk(AlertingConfig config, DeskBook book) {
    this.config = config.desk();
    this.book = book;
    this.triage = new Triage(config.quotas().entry().confidence());
    this.campaigns = new Campaigns(config.desk());
    this.rows = new CampaignWriter(triage);
    this.protection = new RuleProtection(config);
  }

  /** Collects one version of an alert. */
  public void observe(DeskState state, AlertVersion version) {
    state.add(version);
  }

  /** Collects what an analyst says of an alert; what is said of nobody's alert is none of ours. */
  public void observe(DeskState state, AnalystVerdict verdict) {
    if (verdict.alertId() != null) {
      state.add(verdict);
    }
  }

  /** Decides all ticks that ended by {@code lowWater}, in order; idempotent. */
  public List<Alert> advance(DeskState state, Instant lowWater) {
    List<Alert> told = new ArrayList<>();
    long last = Ticks.of(lowWater.toEpochMilli()) - 1;
    for (long next = next(state); next <= last; next = next(state)) {
      decide(state, next, told);
      state.decided(next);
    }
    if (last > state.decidedTick()) {
      state.decided(last);
    }
    return told;
  }

  /** Decides what waits, though its tick is not over; nothing may follow. */
  public List<Alert> finish(DeskState state) {
    List<Alert> told = new ArrayList<>();
    while (state.firstPending() != Long.MAX_VALUE) {
      long tick = Math.max(state.firstPending(), state.decidedTick() + 1);
      decide(state, tick, told);
      state.decided(tick);
    }
    return told;
  }

  private long next(DeskState state) {
    Instant due = book.nextChange(Instant.ofEpochMilli(Ticks.end(state.decidedTick())));
    for (Campaign campaign : state.campaigns()) {
      due = campaign.open ? earlier(due, campaigns.deadline(campaign)) : due;
    }
    for (Cap cap : state.caps()) {
      due = cap.guard.isOpen() ? earlier(due, protection.deadline(cap)) : due;
    }
    long tick = due == null ? Long.MAX_VALUE : Ticks.endingAtOrAfter(due.toEpochMilli());
    long first = Math.min(state.firstPending(), state.firstVerdict());
    return Math.max(Math.min(first, tick), state.decidedTick() + 1);
  }

  private static Instant earlier(Instant a, Instant b) {
    return a == null || b.isBefore(a) ? b : a;
  }

  private static Instant later(Instant a, Instant b) {
    return a == null || b.isAfter(a) ? b : a;
  }

  private void decide(DeskState state, long tick, List<Alert> out) {
    Instant before = Instant.ofEpochMilli(Ticks.end(state.decidedTick()));
    Instant end = Instant.ofEpochMilli(Ticks.end(tick));
    TreeSet<String> again = new TreeSet<>();
    TreeSet<String> over = new TreeSet<>();
    for (AlertVersion version : state.take(tick)) {
      hear(state, version, again, over, out);
    }
    again.addAll(book.changed(before, end));
    TreeSet<String> ruled = new TreeSet<>();
    state.takeVerdicts(tick).forEach(verdict -> rule(state, verdict, ruled));
    again.addAll(ruled);
    for (Campaign campaign : List.copyOf(state.campaigns())) {
      look(state, campaign, end, again, out);
    }
    again.forEach(id -> tellAgain(state, state.entry(id), ruled.contains(id), end, out));
    protection.tell(state, over, end).forEach(guard -> out.add(guard.alert()));
    forget(state, end);
  }

  private void hear(
      DeskState state,
      AlertVersion version,
      SortedSet<String> again,
      SortedSet<String> over,
      List<Alert> out) {
    Alert alert = version.alert();
    DeskEntry known = state.entry(alert.alertId());
    if (known != null && alert.version() <= known.heard.version()) {
      return;
    }
    DeskEntry entry = known == null ? DeskEntry.of(alert) : known;
    beginSnooze(entry, alert);
    entry.heard = alert;
    entry.links = version.links();
    if (entry.ruling != null && !entry.ruling.covers(alert.severity(), entry.links)) {
      entry.ruling = null;
    }
    boolean heldBack = known != null && !known.isTold();
    if (heldBack && !entry.isOpen()) {
      state.remove(entry);
      return;
    }
    state.put(entry);
    boolean opens = !entry.isTold() && entry.isOpen();
    if (opens && !protection.admits(state, entry, over)) {
      return;
    }
    entry.told++;
    entry.toldAt = later(entry.toldAt, alert.time());
    if (entry.isOpen()) {
      campaigns.hear(state, entry, again);
    }
    Activity why = heldBack ? Activity.CREATED : alert.activity();
    out.add(tell(state, entry, why, alert.time(), triage(state, entry, alert.time())));
    again.remove(alert.alertId());
  }

  /** Notes what an analyst said of an alert that is known still; it is told again with it. */
  private static void rule(DeskState state, AnalystVerdict verdict, SortedSet<String> ruled) {
    DeskEntry entry = state.entry(verdict.alertId());
    if (entry == null) {
      return;
    }
    boolean says = verdict.isBenign() || verdict.isAttack();
    entry.ruling = says ? Ruling.of(verdict, entry.heard.severity(), entry.links) : null;
    state.put(entry);
    ruled.add(verdict.alertId());
  }

  /** Remembers what an alert was when the snooze began that is on now. */
  private void beginSnooze(DeskEntry entry, Alert next) {
    Snooze snooze = book.snooze(next.alertId(), next.time());
    if (snooze != null
        && (entry.snoozed == null || !entry.snoozed.since().equals(snooze.since()))) {
      entry.snoozed =
          entry.heard == null
              ? new Snooze.Baseline(snooze.since(), next.severity(), null)
              : new Snooze.Baseline(snooze.since(), entry.heard.severity(), entry.detectors());
    }
  }

  private Triaged triage(DeskState state, DeskEntry entry, Instant time) {
    Campaign campaign = state.campaign(entry.campaignId);
    Triage.Facts facts =
        new Triage.Facts(
            book.agent(entry.heard, entry.links),
            book.window(entry.heard, entry.links),
            snooze(entry, time),
            campaign != null && campaign.open ? campaign : null,
            entry.ruling);
    return triage.of(entry.heard, entry.links, facts);
  }

  /** The snooze that covers an alert; null when there is none, or it has ended for good. */
  private Snooze snooze(DeskEntry entry, Instant time) {
    Snooze snooze = book.snooze(entry.heard.alertId(), time);
    if (snooze == null) {
      return null;
    }
    Snooze.Baseline then = entry.snoozed;
    if (then == null || !then.since().equals(snooze.since()) || then.detectors() == null) {
      then = new Snooze.Baseline(snooze.since(), entry.heard.severity(), entry.detectors());
      entry.snoozed = then;
    }
    if (!snooze.covers(then, entry.heard.severity(), entry.detectors())) {
      entry.endedSnooze = snooze.since();
    }
    return snooze.since().equals(entry.endedSnooze) ? null : snooze;
  }

  /** A version of its own, counted by the caller. */
  private Alert tell(DeskState state, DeskEntry entry, Activity why, Instant time, Triaged said) {
    entry.toldAt = later(entry.toldAt, time);
    entry.disposition = said.disposition();
    entry.toldCampaignId = entry.campaignId;
    state.put(entry);
    return entry.heard.told(
        entry.told, why, entry.toldAt, entry.campaignId, said, entry.isConfirmed());
  }

  /** Tells an alert again whose facts changed: that it joined a campaign, or what triage says. */
  private void tellAgain(
      DeskState state, DeskEntry entry, boolean isRuled, Instant end, List<Alert> out) {
    if (entry == null || !entry.isTold()) {
      return;
    }
    Triaged said = triage(state, entry, end);
    boolean joined = entry.campaignId != null && !entry.campaignId.equals(entry.toldCampaignId);
    boolean changed = entry.isOpen() && said.disposition() != entry.disposition;
    if (joined || changed || isRuled) {
      entry.told++;
      out.add(tell(state, entry, entry.isOpen() ? Activity.UPDATED : Activity.CLOSED, end, said));
    }
  }

  /** Tells of a campaign when there is news of it, and ends it when it is over. */
  private void look(
      DeskState state, Campaign campaign, Instant end, SortedSet<String> again, List<Alert> out) {
    if (!campaign.open) {
      return;
    }
    boolean isFirst = campaign.toldAt == null;
    if (campaigns.isNews(campaign, end)) {
      out.add(rows.write(state, campaign, isFirst ? Activity.CREATED : Activity.UPDATED, end));
      state.put(campaign);
    }
    if (campaigns.isOver(campaign, end)) {
      campaign.open = false;
      out.add(rows.write(state, campaign, Activity.CLOSED, end));
      state.put(campaign);
      again.addAll(campaign.members.keySet());
    }
  }

  private void forget(DeskState state, Instant end) {
    Instant oldest = end.minusSeconds(config.rememberSeconds());
    List.copyOf(state.entries()).stream()
        .filter(e -> !e.isOpen() && e.heard.lastSeen().isBefore(oldest))
        .forEach(state::remove);
    List.copyOf(state.campaigns()).stream()
        .filter(c -> !c.open && c.lastSeen.isBefore(oldest))
        .forEach(state::remove);
  }
}
