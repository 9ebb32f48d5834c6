package io.gatewatch.alerting;

import io.gatewatch.alerting.QuotaUpdate.Action;
import io.gatewatch.detectors.Category;
import io.gatewatch.detectors.Severity;
import io.gatewatch.features.UsageHistogram;
import io.gatewatch.ingest.Principal;
import io.gatewatch.ingest.config.Globs;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * How deep a cut goes, and who may be cut at all. Pure numbers in, numbers out; {@link Governor}
 * keeps the time.
 *
 * <p><b>Who.</b> Authenticated agents only, in the security lane, from severity HIGH and confidence
 * 0.6 up; never an exempt agent. The scope is the operation group of the leading finding, or {@code
 * *} when its evidence spans groups. Payments, consents and authorisation are outside every
 * automatic cut unless they are themselves the evidence (payment_burst, consent_violation).
 *
 * <p><b>Down.</b> Each step halves: {@code factor ← max(floor, 0.5 · factor)}. CRITICAL goes to the
 * floor at once, and no further: a block needs a person and is not issued yet.
 *
 * <p><b>Floor.</b> The larger of 10 % of base and 1 call in 10 s; on {@code *} also the agent's own
 * median busy minute, so that an average day never hits the limit.
 *
 * <p><b>Up.</b> {@code factor ← min(1, factor + 0.25)} each minute once nothing keeps it down: from
 * any floor at base again after 4 steps (AIMD: multiplicative decrease, additive increase).
 *
 * <p><b>Collateral.</b> A cut that would have refused more than 5 % of the agent's own calls of 30
 * days is recommended at most.
 */
public final class QuotaPolicy {
  private final QuotaPolicyConfig config;

  public QuotaPolicy(QuotaPolicyConfig config) {
    this.config = config;
  }

  /** The quota that an alert bears on; empty when it bears on none. */
  public Optional<QuotaKey> keyFor(QuotaGrounds g) {
    String scope = g.operationGroup() == null ? QuotaKey.ALL : g.operationGroup();
    QuotaKey key = new QuotaKey(g.tenant(), g.group(), scope, g.agentId());
    boolean allowed =
        g.severity().compareTo(config.entry().severity()) >= 0
            && g.confidence() >= config.entry().confidence()
            && mode(g.tenant(), g.group()) != QuotaMode.OFF
            && !isExempt(key)
            && outsideCuts(g.category()).stream().noneMatch(glob -> Globs.matches(glob, scope));
    return allowed ? Optional.of(key) : Optional.empty();
  }

  /** Whether an open incident keeps a cut of its agent from recovering. */
  public boolean holds(QuotaGrounds g) {
    return g.severity().compareTo(config.entry().holdSeverity()) >= 0;
  }

  /** The next step down from a factor; the same factor when the floor is reached. */
  public QuotaDecision cut(QuotaKey key, double factor, Severity severity, List<Integer> minutes) {
    double floor = floor(key, minutes);
    double wanted = severity == Severity.CRITICAL ? floor : factor * config.pace().cutFactor();
    double next = Math.min(factor, Math.max(floor, wanted));
    return decision(key, Action.THROTTLE, next, minutes);
  }

  /** The same limit again. */
  public QuotaDecision keep(QuotaKey key, double factor, List<Integer> minutes) {
    return decision(key, Action.THROTTLE, factor, minutes);
  }

  /** The next step up from a factor. */
  public QuotaDecision restore(QuotaKey key, double factor, List<Integer> minutes) {
    double next = Math.min(1, factor + config.pace().recoveryStep());
    return decision(key, Action.RESTORE, next, minutes);
  }

  /** Lowest factor a quota may be cut to; 1 when it can not be cut. */
  public double floor(QuotaKey key, List<Integer> minutes) {
    Limit base = base(key);
    double inWindow = base.windowSeconds() / (double) config.bounds().floorSeconds();
    double floor = Math.max(config.bounds().floorShare(), inWindow / base.requests());
    if (key.scope().equals(QuotaKey.ALL)) {
      floor = Math.max(floor, UsageHistogram.quantile(minutes, 0.5) / base.perMinute());
    }
    return Math.min(1, floor);
  }

  /** An agent's limit when nothing is wrong. */
  public Limit base(QuotaKey key) {
    return lookUp(config.baseLimits(), key.tenant(), key.group(), config.baseLimit());
  }

  /** How far updates for a gateway group go: MONITOR unless configured. */
  public QuotaMode mode(String tenant, String group) {
    return lookUp(config.modes(), tenant, group, QuotaMode.MONITOR);
  }

  /** Operation groups that a cut on {@code *} leaves alone. */
  public List<String> exceptions(QuotaKey key, Category category) {
    return key.scope().equals(QuotaKey.ALL) ? outsideCuts(category) : List.of();
  }

  /** Most agents of a gateway group under an enforced cut at once. */
  public int agentsAtOnce() {
    QuotaPolicyConfig.Bounds b = config.bounds();
    return Math.max(b.agents(), (int) Math.floor(b.agentShare() * b.activeAgents()));
  }

  private QuotaDecision decision(
      QuotaKey key, Action action, double factor, List<Integer> minutes) {
    Limit limit = base(key).times(factor);
    Collateral collateral = Collateral.of(minutes, limit);
    QuotaMode mode = mode(key.tenant(), key.group());
    boolean dear = collateral.share() > config.bounds().collateralBudget();
    return new QuotaDecision(
        action, factor, limit, dear ? mode.atMost(QuotaMode.RECOMMEND) : mode, collateral);
  }

  private List<String> outsideCuts(Category category) {
    List<String> outside = new ArrayList<>();
    if (category != Category.PAYMENT_BURST) {
      outside.addAll(config.paymentScopes());
    }
    if (category != Category.CONSENT_VIOLATION) {
      outside.addAll(config.consentScopes());
    }
    return outside;
  }

  private boolean isExempt(QuotaKey key) {
    String agent =
        String.join(
            "/",
            Principal.encode(key.tenant()),
            Principal.encode(key.group()),
            Principal.encode(key.agent()));
    return config.exemptAgents().contains(agent);
  }

  private static <T> T lookUp(SortedMap<String, T> by, String tenant, String group, T otherwise) {
    T exact = by.get(tenant + "/" + group);
    return exact != null ? exact : by.getOrDefault(tenant + "/*", otherwise);
  }
}
