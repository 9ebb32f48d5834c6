package io.gatewatch.alerting;

import io.gatewatch.alerting.Change.Kind;
import io.gatewatch.alerting.QuotaUpdate.Approval;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Takes people at their word: changes orders and ledger, or says why not. */
final class ActDesk {
  /** What came of an act: the changes it makes at once, or why it was refused. */
  record Outcome(String refused, List<Change> changes) {
    static final Outcome DONE = new Outcome(null, List.of());

    static Outcome no(String why) {
      return new Outcome(why, List.of());
    }

    static Outcome of(Change change) {
      return new Outcome(null, List.of(change));
    }
  }

  private final QuotaPolicy policy;
  private final int maxKeys;
  private final QuotaLedger ledger;
  private final Function<LedgerEntry, Situation> situations;
  private final Instant time;

  ActDesk(
      QuotaPolicy policy,
      int maxKeys,
      QuotaLedger ledger,
      Function<LedgerEntry, Situation> situations,
      Instant time) {
    this.policy = policy;
    this.maxKeys = maxKeys;
    this.ledger = ledger;
    this.situations = situations;
    this.time = time;
  }

  Outcome hear(Act act) {
    Orders orders = ledger.orders;
    return switch (act.kind()) {
      case GRANT -> grant(act);
      case REFUSE -> refuse(act);
      case PIN -> pin(act);
      case BREAK_GLASS -> breakGlass(act);
      case RELEASE -> release(act);
      case EXEMPT ->
          keep(
              orders.exemptions,
              Orders.agentText(new QuotaKey(act.tenant(), act.group(), QuotaKey.ALL, act.agent())),
              act);
      case KILL -> keep(orders.kills, act.name(), act);
      case LIFT ->
          orders.kills.remove(act.name()) == null
              ? Outcome.no("no kill of that name is in force")
              : Outcome.DONE;
      case SECOND -> second(act);
      case MODE -> mode(act);
    };
  }

  private Outcome grant(Act act) {
    LedgerEntry e = ledger.entries.get(act.key().text());
    String no = cannotAnswer(e, act);
    if (no != null) {
      return Outcome.no(no);
    }
    if (situations.apply(e).allowed().compareTo(QuotaMode.RECOMMEND) < 0) {
      return Outcome.no("the mode here is monitor or off: nothing is applied");
    }
    boolean isolation = e.pin != null;
    if (isolation && e.pin.who().equals(act.who())) {
      return Outcome.no("it needs another person than who asked for it");
    }
    e.mode = QuotaMode.ENFORCE;
    if (e.isPending()) {
      e.settle(Approval.GRANTED, act.who());
      return Outcome.of(new Change(e, Kind.GRANT, again(e)));
    }
    e.settle(Approval.GRANTED, act.who());
    e.blockSince = LedgerEntry.NEVER;
    e.blocked = true;
    return Outcome.of(new Change(e, Kind.BLOCK, policy.block(situations.apply(e))));
  }

  private QuotaDecision again(LedgerEntry e) {
    Situation s = situations.apply(e);
    return e.pin == null ? policy.keep(s) : policy.pinned(s, e.pin.limit());
  }

  private Outcome refuse(Act act) {
    LedgerEntry e = ledger.entries.get(act.key().text());
    String no = cannotAnswer(e, act);
    if (no != null) {
      return Outcome.no(no);
    }
    if (e.isPending()) {
      e.settle(Approval.REFUSED, act.who());
      ledger.orders.pins.remove(e.key.text());
      return Outcome.of(drop(e));
    }
    e.blockSince = LedgerEntry.NEVER;
    e.blockAnswered = true;
    e.asked.clear();
    return Outcome.of(new Change(e, Kind.NO_BLOCK, policy.keep(situations.apply(e))));
  }

  private static String cannotAnswer(LedgerEntry e, Act act) {
    boolean waits = e != null && (e.isPending() || e.blockSince != LedgerEntry.NEVER);
    if (!waits) {
      return "nothing is pending here";
    }
    return act.quotaId() == null || e.asked.contains(act.quotaId())
        ? null
        : "another update than that one is pending";
  }

  private Outcome pin(Act act) {
    LedgerEntry e = pinned(act);
    if (e == null) {
      return Outcome.no(whyNoPin(act));
    }
    if (act.agent().equals(QuotaKey.ALL)) {
      e.settle(Approval.PENDING, null);
      e.pendingSince = time.toEpochMilli();
      e.mode = e.mode.atMost(QuotaMode.RECOMMEND);
    }
    return Outcome.of(new Change(e, Kind.PIN, again(e)));
  }

  /** Half an hour from now at the latest, whatever its sender's clock said. */
  private Outcome breakGlass(Act said) {
    Instant latest = time.plus(Orders.BREAK_GLASS);
    Act act = Orders.endOf(said).isAfter(latest) ? said.endingAt(latest) : said;
    LedgerEntry e = pinned(act);
    if (e == null) {
      return Outcome.no(whyNoPin(act));
    }
    ledger.orders.unconfirmed.put(act.actId(), act);
    return Outcome.of(new Change(e, Kind.PIN, again(e)));
  }

  private String whyNoPin(Act act) {
    if (ledger.orders.isKilled(act.key(), List.of())) {
      return "a kill is in force";
    }
    return allowed(act.key()) == QuotaMode.OFF
        ? "the mode here is off"
        : !Orders.endOf(act).isAfter(time) ? "it is over already" : "too many quotas are held";
  }

  private LedgerEntry pinned(Act act) {
    QuotaKey key = act.key();
    LedgerEntry e = ledger.entries.get(key.text());
    boolean full =
        (e == null && ledger.entries.size() >= maxKeys)
            || ledger.orders.pins.size() >= Orders.MOST
            || ledger.orders.unconfirmed.size() >= Orders.MOST;
    boolean forbidden = ledger.orders.isKilled(key, List.of()) || allowed(key) == QuotaMode.OFF;
    if (full || forbidden || !Orders.endOf(act).isAfter(time)) {
      return null;
    }
    if (e == null) {
      e = LedgerEntry.of(key);
      ledger.entries.put(key.text(), e);
    }
    e.toBase(time.toEpochMilli());
    e.causes.clear();
    e.lastCauses.clear();
    e.answered.clear();
    e.detectors.clear();
    e.category = null;
    e.pin = act;
    QuotaMode allowed = allowed(key);
    e.mode = allowed == QuotaMode.RECOMMEND ? QuotaMode.ENFORCE : allowed;
    e.settle(Approval.GRANTED, act.who());
    ledger.orders.pins.put(key.text(), act);
    return e;
  }

  private QuotaMode allowed(QuotaKey key) {
    return ledger.orders.mode(key, List.of(), policy.mode(key.tenant(), key.group()));
  }

  private Outcome release(Act act) {
    LedgerEntry e = ledger.entries.get(act.key().text());
    if (e == null || !e.isHeld()) {
      return Outcome.no("no limit is held here");
    }
    ledger.orders.pins.remove(act.key().text());
    e.settle(Approval.NOT_NEEDED, act.who());
    return Outcome.of(drop(e));
  }

  private Change drop(LedgerEntry e) {
    return new Change(e, Kind.DROP, policy.toBase(situations.apply(e)));
  }

  private Outcome second(Act act) {
    Act first = ledger.orders.unconfirmed.get(act.name());
    if (first == null) {
      return Outcome.no("no break-glass of that id waits for a second name");
    }
    if (first.who().equals(act.who())) {
      return Outcome.no("it needs another person than who broke the glass");
    }
    ledger.orders.unconfirmed.remove(act.name());
    return Outcome.DONE;
  }

  private Outcome mode(Act act) {
    if (act.setsGroup() && act.mode() == QuotaMode.ENFORCE && !isReported(act)) {
      return Outcome.no("no monitor report over at least seven days of this gateway group");
    }
    if (act.setsGroup() && (act.mode() == QuotaMode.OFF || isOff(act.tenant(), act.group()))) {
      ledger.tally(act.tenant(), act.group()).off(time.toEpochMilli());
    }
    return keep(ledger.orders.modes, act.modeOf(), act);
  }

  private boolean isOff(String tenant, String group) {
    return ledger.orders.groupMode(tenant, group, policy.mode(tenant, group)) == QuotaMode.OFF;
  }

  private boolean isReported(Act act) {
    boolean given = act.report() != null && act.report().allowsEnforcing(act.tenant(), act.group());
    return given
        || ledger
            .report(act.tenant(), act.group())
            .filter(report -> report.allowsEnforcing(act.tenant(), act.group()))
            .isPresent();
  }

  private static Outcome keep(Map<String, Act> in, String key, Act act) {
    if (!in.containsKey(key) && in.size() >= Orders.MOST) {
      return Outcome.no("too many of its kind are in force");
    }
    in.put(key, act);
    return Outcome.DONE;
  }
}
