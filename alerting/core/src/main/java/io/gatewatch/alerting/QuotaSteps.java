package io.gatewatch.alerting;

import io.gatewatch.alerting.Change.Kind;
import io.gatewatch.alerting.QuotaUpdate.Approval;
import io.gatewatch.alerting.audit.AuditEntry;
import java.time.Instant;
import java.util.Locale;

/** Makes decided steps: changes the ledger, writes the update, notes both for audit and report. */
final class QuotaSteps {
  private static final String US = "gatewatch-alerting";

  private final QuotaPolicy policy;
  private final QuotaWriter writer;
  private final QuotaGuards guards;

  QuotaSteps(QuotaPolicy policy, QuotaWriter writer, QuotaGuards guards) {
    this.policy = policy;
    this.writer = writer;
    this.guards = guards;
  }

  void make(
      QuotaLedger ledger, Change change, Situation s, boolean heldBack, Instant time, Decided out) {
    LedgerEntry e = change.entry();
    long now = time.toEpochMilli();
    boolean tooFar =
        heldBack || change.decision().mode() != QuotaMode.ENFORCE || e.approval == Approval.GRANTED;
    if (change.kind() == Kind.DEEPEN && e.isEnforced() && tooFar) {
      e.wanted = false;
      return;
    }
    noteHeld(ledger, e, s, now);
    move(ledger, change, heldBack, time, out);
    if (change.kind().equals(Kind.CUT) && e.isEnforced()) {
      BlastRadius.note(ledger, e, now);
    }
    boolean heldBackLate = change.kind() == Kind.HOLD_BACK;
    if ((change.goesDown() || heldBackLate) && !e.isEnforced()) {
      boolean begins = change.kind() == Kind.CUT || heldBackLate;
      ledger
          .tally(e.key.tenant(), e.key.group())
          .cut(e.key.agent(), begins, heldBack || heldBackLate, change.decision().collateral());
    }
    ledger.raises.remove(e.key.text());
    tell(ledger, change, s, time, out);
  }

  private void move(
      QuotaLedger ledger, Change change, boolean heldBack, Instant time, Decided out) {
    LedgerEntry e = change.entry();
    QuotaDecision decision = change.decision();
    long now = time.toEpochMilli();
    switch (change.kind()) {
      case CUT -> begin(e, decision, heldBack, now);
      case HOLD_BACK -> begin(e, decision, true, now);
      case RESTORE -> recover(e);
      case ASK_BLOCK -> e.blockSince = now;
      case NO_BLOCK -> noBlock(ledger, e, time, out);
      case LAPSE -> lapse(ledger, e, time, out);
      case DROP -> e.toBase(now);
      default -> {}
    }
    e.wanted &= !change.goesDown();
    e.changedAt = change.isMove() ? now : e.changedAt;
    e.factor = decision.factor();
    if (change.goesDown() && Pacing.wantsBlock(e)) {
      e.blockSince = now;
    }
  }

  private static void begin(LedgerEntry e, QuotaDecision decision, boolean heldBack, long now) {
    boolean asks =
        decision.mode() == QuotaMode.RECOMMEND
            || (heldBack && decision.mode() == QuotaMode.ENFORCE);
    e.mode = heldBack ? decision.mode().atMost(QuotaMode.MONITOR) : decision.mode();
    e.settle(asks ? Approval.PENDING : Approval.NOT_NEEDED, null);
    e.pendingSince = asks ? now : LedgerEntry.NEVER;
    e.begunAt = now;
  }

  private static void recover(LedgerEntry e) {
    if (e.isPending()) {
      e.settle(Approval.NOT_NEEDED, null);
    }
    e.blockSince = LedgerEntry.NEVER;
    e.blocked = false;
  }

  private void noBlock(QuotaLedger ledger, LedgerEntry e, Instant time, Decided out) {
    if (e.blockSince != LedgerEntry.NEVER) {
      guards.lapsed(ledger, e, "a block", time, out);
    }
    e.blockSince = LedgerEntry.NEVER;
    e.blockAnswered = true;
    e.asked.clear();
  }

  private void lapse(QuotaLedger ledger, LedgerEntry e, Instant time, Decided out) {
    guards.lapsed(ledger, e, e.pin == null ? "a cut" : "an isolation", time, out);
    ledger.orders.pins.remove(e.key.text(), e.pin);
    e.settle(Approval.LAPSED, null);
    e.toBase(time.toEpochMilli());
  }

  /** Gives, renews or takes back head-room. */
  void raise(QuotaLedger ledger, Change change, Situation s, Instant time, Decided out) {
    LedgerEntry e = change.entry();
    LedgerEntry there = ledger.raises.get(e.key.text());
    long now = time.toEpochMilli();
    e.changedAt = change.isMove() || there == null ? now : there.changedAt;
    e.factor = change.decision().factor();
    if (change.kind() == Kind.WITHDRAW) {
      ledger.raises.remove(e.key.text());
      // Stays in the ledger, at base, until its spacing is over: a cut has to wait for that.
      ledger.entries.computeIfAbsent(e.key.text(), key -> LedgerEntry.of(e.key)).changedAt = now;
    } else {
      ledger.raises.put(e.key.text(), e);
    }
    tell(ledger, change, s, time, out);
  }

  private void tell(QuotaLedger ledger, Change change, Situation s, Instant time, Decided out) {
    LedgerEntry e = change.entry();
    ledger.version++;
    e.toldAt = time.toEpochMilli();
    QuotaUpdate update = writer.write(e, s.standing(), change.decision(), ledger.version, time);
    if (e.isPending() || e.blockSince != LedgerEntry.NEVER) {
      e.asked.add(update.quotaId());
    }
    out.quotas().add(update);
    if (change.kind() != Kind.RENEW) {
      out.audit().add(entry(ledger, change, update, time));
    }
  }

  /** For how long a limit that is not enforced would have held. */
  private void noteHeld(QuotaLedger ledger, LedgerEntry e, Situation s, long now) {
    if (e.isCut() && !e.isEnforced() && e.toldAt != LedgerEntry.NEVER) {
      double perMinute = policy.base(e.key, s.standing()).times(e.factor).perMinute();
      ledger.tally(e.key.tenant(), e.key.group()).held(e.key, perMinute, e.toldAt, now);
    }
  }

  private static AuditEntry entry(
      QuotaLedger ledger, Change change, QuotaUpdate update, Instant time) {
    String detail =
        lower(update.mode())
            + ", "
            + update.limit().requests()
            + " in "
            + update.limit().windowSeconds()
            + " s, factor "
            + update.factor()
            + ", approval "
            + lower(update.approval())
            + ", "
            + update.quotaId();
    return ledger.audit.append(
        time,
        "quota/" + update.key(),
        US,
        "quota_" + lower(change.kind()),
        update.reason(),
        detail);
  }

  /** What a person said, and what came of it; with enforce the report that it rests on. */
  static AuditEntry entry(QuotaLedger ledger, Act act, String refused, Instant time) {
    String detail = act.actId() + (refused == null ? "" : ": " + refused);
    if (act.setsGroup() && act.mode() == QuotaMode.ENFORCE) {
      detail +=
          ledger
              .report(act.tenant(), act.group())
              .map(report -> "; monitored " + report.text())
              .orElse("; nothing was monitored here");
      detail += act.report() == null ? "" : "; given " + act.report().text();
    }
    return ledger.audit.append(
        time,
        act.subject(),
        act.who(),
        "act_" + lower(act.kind()) + (refused == null ? "" : "_refused"),
        act.why(),
        detail);
  }

  /** What an analyst said. */
  static AuditEntry entry(QuotaLedger ledger, AnalystVerdict verdict, Instant time) {
    String about = verdict.alertId() == null ? verdict.principal() : verdict.alertId();
    return ledger.audit.append(
        time,
        "verdict/" + about,
        verdict.who() == null ? "an analyst" : verdict.who(),
        "verdict_" + lower(verdict.verdict()),
        verdict.reason() == null ? "" : verdict.reason(),
        verdict.principal());
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
