package io.gatewatch.alerting;

import io.gatewatch.alerting.QuotaUpdate.Action;
import io.gatewatch.detectors.Category;
import io.gatewatch.detectors.Severity;
import io.gatewatch.features.UsageHistogram;
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
 * <p><b>Down.</b> {@code factor ← max(floor, β · factor)} with β = 0.5, and √0.5 where the agent's
 * calls are worth much (business value high or critical). CRITICAL goes to the floor at once; a
 * block on top of it needs a person.
 *
 * <p><b>Floor.</b> The larger of 10 % of base and 1 call in 10 s; on {@code *} also the agent's own
 * median busy minute, so that an average day never hits the limit.
 *
 * <p><b>Up.</b> {@code factor ← min(1, factor + 0.25)} each minute once nothing keeps it down: from
 * any floor at base again after 4 steps (AIMD: multiplicative decrease, additive increase). Half
 * the step, and twice the steps, while a service of the gateway group is sick.
 *
 * <p><b>How far.</b> The least mode of gateway group, agent and detectors. A cut that would have
 * refused more than 5 % of the agent's own calls of 30 days, and any of an agent of a premium tier,
 * is recommended at most: it waits for a person.
 *
 * <p><b>Regulated routes.</b> There, tier and value never enter: β is 0.5 and premium is like any
 * other. A limit on {@code *} counts as regulated where any route is.
 */
public final class QuotaPolicy {
  private final QuotaPolicyConfig config;

  public QuotaPolicy(QuotaPolicyConfig config) {
    this.config = config;
  }

  /**
   * The quota that an alert bears on, whatever the modes are; empty when it bears on none. Whether
   * it may be cut is for the orders in force to say.
   */
  public Optional<QuotaKey> keyFor(QuotaGrounds g) {
    String scope = g.operationGroup() == null ? QuotaKey.ALL : g.operationGroup();
    QuotaKey key = new QuotaKey(g.tenant(), g.group(), scope, g.agentId());
    boolean allowed =
        g.severity().compareTo(config.entry().severity()) >= 0
            && g.confidence() >= config.entry().confidence()
            && !isExempt(key)
            && outsideCuts(g.category()).stream().noneMatch(glob -> Globs.matches(glob, scope));
    return allowed ? Optional.of(key) : Optional.empty();
  }

  /** Whether an open incident keeps a cut of its agent from recovering. */
  public boolean holds(QuotaGrounds g) {
    return g.severity().compareTo(config.entry().holdSeverity()) >= 0;
  }

  /** The next step down; the same factor when the floor is reached. */
  QuotaDecision cut(Situation s) {
    double floor = floor(s);
    boolean gently = s.standing().isValued() && !isRegulated(s.key().scope());
    double step = config.pace().cutFactor();
    double beta = gently ? StrictMath.sqrt(step) : step;
    double wanted = s.severity() == Severity.CRITICAL ? floor : s.factor() * beta;
    double next = Math.min(s.factor(), Math.max(floor, wanted));
    return decision(s, Action.THROTTLE, next);
  }

  /** The same limit again. */
  QuotaDecision keep(Situation s) {
    return decision(s, Action.THROTTLE, s.factor());
  }

  /** The next step up. */
  QuotaDecision restore(Situation s) {
    double step = config.pace().recoveryStep();
    double next = Math.min(1, s.factor() + (s.sick() ? step / 2 : step));
    return decision(s, Action.RESTORE, next);
  }

  /** Base, at once. */
  QuotaDecision toBase(Situation s) {
    return decision(s, Action.RESTORE, 1);
  }

  /** One call in the longest window: with it an update says that all is refused. */
  QuotaDecision block(Situation s) {
    Limit base = base(s.key(), s.standing());
    Limit least = new Limit(1, base.windowSeconds(), 1);
    QuotaDecision whole = decision(s, Action.BLOCK, 1.0 / base.requests());
    return new QuotaDecision(
        Action.BLOCK, whole.factor(), least, whole.mode(), Collateral.of(s.minutes(), least));
  }

  /** A person's limit. */
  QuotaDecision pinned(Situation s, Limit limit) {
    Limit base = base(s.key(), s.standing());
    double factor = limit.perMinute() / base.perMinute();
    return new QuotaDecision(
        factor > 1 ? Action.RAISE : Action.THROTTLE,
        factor,
        limit,
        s.allowed(),
        Collateral.of(s.minutes(), limit));
  }

  /** Lowest factor a quota may be cut to; 1 when it can not be cut. */
  private double floor(Situation s) {
    Limit base = base(s.key(), s.standing());
    double inWindow = base.windowSeconds() / (double) config.bounds().floorSeconds();
    double floor = Math.max(config.bounds().floorShare(), inWindow / base.requests());
    if (s.key().scope().equals(QuotaKey.ALL)) {
      floor = Math.max(floor, UsageHistogram.quantile(s.minutes(), 0.5) / base.perMinute());
    }
    return Math.min(1, floor);
  }

  /** An agent's limit when nothing is wrong: the registry's, else configured. */
  Limit base(QuotaKey key, Standing standing) {
    return standing.limit() != null
        ? standing.limit()
        : lookUp(config.baseLimits(), key.tenant(), key.group(), config.baseLimit());
  }

  /** How far updates for a gateway group go by configuration: MONITOR unless it says otherwise. */
  public QuotaMode mode(String tenant, String group) {
    return lookUp(config.modes(), tenant, group, QuotaMode.MONITOR);
  }

  /** Calls a minute that the raised limits of a gateway group may add up to. */
  int capacity(String tenant, String group) {
    return lookUp(config.headroom().capacity(), tenant, group, 0);
  }

  /** Whether tier and value must not enter. */
  boolean isRegulated(String scope) {
    List<String> regulated = config.approvals().regulatedScopes();
    return scope.equals(QuotaKey.ALL)
        ? !regulated.isEmpty()
        : regulated.stream().anyMatch(glob -> Globs.matches(glob, scope));
  }

  /** Operation groups that a cut on {@code *} leaves alone. */
  public List<String> exceptions(QuotaKey key, Category category) {
    return key.scope().equals(QuotaKey.ALL) ? outsideCuts(category) : List.of();
  }

  /**
   * Most agents of a gateway group under an enforced cut at once.
   *
   * @param active agents of the group in the last hour; 0 when unknown
   */
  int agentsAtOnce(int active) {
    QuotaPolicyConfig.Bounds b = config.bounds();
    int known = active > 0 ? active : b.activeAgents();
    return Math.max(b.agents(), (int) Math.floor(b.agentShare() * known));
  }

  private QuotaDecision decision(Situation s, Action action, double factor) {
    Limit limit = base(s.key(), s.standing()).times(factor);
    Collateral collateral = Collateral.of(s.minutes(), limit);
    boolean dear = collateral.share() > config.bounds().collateralBudget();
    boolean premium =
        config.approvals().premiumTiers().contains(String.valueOf(s.standing().tier()))
            && !isRegulated(s.key().scope());
    QuotaMode mode = dear || premium ? s.allowed().atMost(QuotaMode.RECOMMEND) : s.allowed();
    return new QuotaDecision(action, factor, limit, mode, collateral);
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
    return config.exemptAgents().contains(Orders.agentText(key));
  }

  private static <T> T lookUp(SortedMap<String, T> by, String tenant, String group, T otherwise) {
    T exact = by.get(tenant + "/" + group);
    return exact != null ? exact : by.getOrDefault(tenant + "/*", otherwise);
  }
}
