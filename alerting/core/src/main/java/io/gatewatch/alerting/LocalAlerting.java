package io.gatewatch.alerting;

import io.gatewatch.alerting.audit.AuditEntry;
import io.gatewatch.alerting.desk.AlertDesk;
import io.gatewatch.alerting.desk.DeskBook;
import io.gatewatch.alerting.desk.DeskState;
import io.gatewatch.alerting.desk.WindowNotice;
import io.gatewatch.alerting.usage.UsageBook;
import io.gatewatch.detectors.Detection;
import io.gatewatch.detectors.Ticks;
import io.gatewatch.detectors.chronicle.UsageRow;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * The whole of alerting on one thread, without an engine: findings and Clocks in, rows out. The
 * same rows as the streams application gives.
 *
 * <p>Rows leave a second at a time, in order of time, id and version, once the Clock has passed its
 * end: neither the cadence of Clocks nor the order of arrival inside a second can show.
 */
public final class LocalAlerting {
  private static final Comparator<Alert> ORDER =
      Comparator.comparing(Alert::time)
          .thenComparing(Alert::alertId)
          .thenComparingInt(Alert::version);

  private final IncidentShard shard;
  private final AlertDesk desk;
  private final DeskState told = new DeskState();
  private final Governor governor;
  private final QuotaLedger ledger = new QuotaLedger();
  private final PendingTicks pending = new PendingTicks();
  private final TreeSet<Alert> waiting = new TreeSet<>(ORDER);
  private final Consumer<Alert> alerts;
  private final Consumer<QuotaUpdate> quotas;
  private Consumer<AuditEntry> audit = entry -> {};

  /** The same with nothing known besides the findings. */
  public LocalAlerting(
      AlertingConfig config, Consumer<Alert> alerts, Consumer<QuotaUpdate> quotas) {
    this(config, new DeskBook(), alerts, quotas);
  }

  /**
   * @param book registry, maintenance windows and snoozes
   * @param alerts takes every version of every alert
   * @param quotas takes every quota update, unstamped: issued at its event time, epoch 0
   */
  public LocalAlerting(
      AlertingConfig config, DeskBook book, Consumer<Alert> alerts, Consumer<QuotaUpdate> quotas) {
    this.shard = new IncidentShard(config, new MapStore());
    this.desk = new AlertDesk(config, book);
    this.governor = new Governor(config, book::registry);
    this.alerts = alerts;
    this.quotas = quotas;
  }

  /** Takes in a finding. */
  public void detection(Detection detection) {
    collect(shard.detection(detection));
  }

  /** Takes in what a principal did in an hour; networks are passed over. */
  public void usage(UsageRow row) {
    if (UsageBook.isOfAgent(row)) {
      governor.observe(ledger, pending, Told.of(row));
    }
  }

  /** Takes in what a person says; it counts at its own time. */
  public void act(Act act) {
    governor.observe(ledger, pending, Told.of(act, act.time()));
  }

  /** Takes in what an analyst says; it counts from its own time on. */
  public void verdict(AnalystVerdict verdict) {
    governor.observe(ledger, pending, Told.of(verdict));
    desk.observe(told, verdict);
  }

  /** Takes in that a maintenance window or a snooze was set; the book tells the desk of it. */
  public void notice(WindowNotice notice) {
    governor.observe(ledger, pending, Told.of(notice, notice.effectiveFrom()));
  }

  /** What was decided and done, linked; from now on, to a taker of one's own. */
  public LocalAlerting auditTo(Consumer<AuditEntry> taker) {
    audit = taker;
    return this;
  }

  /** What the quotas that were not enforced would have done, by tenant and group. */
  public List<MonitorReport> reports() {
    return ledger.reports();
  }

  /** Lets time pass: nothing older than this will come. */
  public void clock(Instant time) {
    collect(shard.clock(time));
    Decided decided = governor.advance(ledger, pending, time);
    waiting.addAll(decided.alerts());
    waiting.addAll(desk.advance(told, time));
    told.dropChanges();
    long open = Ticks.of(time.toEpochMilli());
    while (!waiting.isEmpty() && Ticks.of(waiting.first().time().toEpochMilli()) < open) {
      alerts.accept(waiting.pollFirst());
    }
    decided.quotas().forEach(quotas);
    decided.audit().forEach(audit);
  }

  /**
   * Ends the history: alerts of the second that no Clock completed go out too. Quotas of such a
   * second stay undecided, as they would in production.
   */
  public void finish() {
    waiting.addAll(desk.finish(told));
    waiting.forEach(alerts);
    waiting.clear();
  }

  private void collect(List<AlertVersion> versions) {
    for (AlertVersion version : versions) {
      desk.observe(told, version);
      if (version.grounds() != null) {
        governor.observe(ledger, pending, Told.of(version.grounds()));
      }
      ServiceHealth.of(version.alert())
          .ifPresent(health -> governor.observe(ledger, pending, Told.of(health)));
    }
  }

  private static final class MapStore implements IncidentShard.Store {
    private final Map<String, Incident> states = new HashMap<>();

    @Override
    public Incident get(String key) {
      return states.get(key);
    }

    @Override
    public void put(String key, Incident state) {
      states.put(key, state);
    }

    @Override
    public void remove(String key) {
      states.remove(key);
    }
  }
}
