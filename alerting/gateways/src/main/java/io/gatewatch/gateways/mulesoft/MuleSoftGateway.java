package io.gatewatch.gateways.mulesoft;

import io.gatewatch.alerting.QuotaKey;
import io.gatewatch.gateways.EffectiveLimit;
import io.gatewatch.gateways.Gateway;
import io.gatewatch.gateways.ManagementApi;
import io.gatewatch.gateways.Manifest;
import io.gatewatch.gateways.ReaderConfig;
import io.gatewatch.gateways.Slot;
import io.gatewatch.gateways.mulesoft.ApiManager.Contract;
import io.gatewatch.gateways.mulesoft.TierState.Moved;
import io.gatewatch.ingest.config.Globs;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * MuleSoft: the agent's contract with one API instance is moved to the fastest SLA tier that is not
 * faster than the limit, and back when it is over. Nothing ends by itself there: this reader is the
 * watcher. What it has moved stands in a file, so that after its own restart it takes back what
 * ended meanwhile, also before it knows of any quota ({@link #tend}).
 *
 * <p>Never faster than before: a contract whose own tier is slower stays there. Where somebody has
 * moved a contract to a tier that we never used, that is where it goes back to. One contract holds
 * all limits of its agent, so the slowest counts. A limit that is over is found there until the
 * contract has been read where it goes back to.
 */
public final class MuleSoftGateway implements Gateway {
  private final ApiManager api;
  private final long apiId;
  private final List<String> groups;
  private final TierState state;
  private final TierMover mover;
  private final InstantSource clock;

  /** A gateway by its configuration; it reads its state file. */
  public MuleSoftGateway(ReaderConfig.MuleSoft config, InstantSource clock) throws IOException {
    this.api =
        new ApiManager(
            new ManagementApi(config.url(), config.tokenFile(), clock),
            config.organization(),
            config.environment(),
            config.api());
    this.apiId = config.api();
    this.groups = config.groups();
    this.state = TierState.in(config.stateFile());
    this.mover = new TierMover(api, state, clock);
    this.clock = clock;
  }

  @Override
  public Manifest manifest() {
    return new Manifest(
        "mulesoft",
        false,
        false,
        false,
        Duration.ofSeconds(60),
        Duration.ofSeconds(1),
        Duration.ofSeconds(1),
        "the fastest SLA tier that is not faster; none: unsupported");
  }

  @Override
  public String incarnation() {
    return "api " + apiId;
  }

  @Override
  public void tend() throws IOException {
    state.refresh();
    long now = clock.instant().getEpochSecond();
    for (Map.Entry<String, Moved> each : List.copyOf(state.clients().entrySet())) {
      Moved moved = each.getValue();
      boolean ended = false;
      for (EffectiveLimit limit : List.copyOf(moved.limits.values())) {
        ended |= limit.until() <= now && moved.lift(limit.slot());
      }
      if (ended) {
        state.save();
      }
      if (moved.limits.isEmpty() || !moved.lifting.isEmpty()) {
        mover.bring(each.getKey(), moved);
      }
    }
  }

  @Override
  public Optional<EffectiveLimit> fit(EffectiveLimit limit) throws IOException {
    return isServedAlone(limit)
        ? mover.tierUnder(limit).map(tier -> tier.keep(limit))
        : Optional.empty();
  }

  @Override
  public void apply(EffectiveLimit limit) throws IOException {
    mover.keep(limit);
  }

  @Override
  public void lift(Slot slot) throws IOException {
    Moved moved = state.clients().get(slot.agent());
    if (moved != null && moved.lift(slot)) {
      state.save();
      mover.bring(slot.agent(), moved);
    }
  }

  @Override
  public void replaceAll(Collection<EffectiveLimit> limits) throws IOException {
    Map<Slot, EffectiveLimit> wanted = new LinkedHashMap<>();
    limits.forEach(limit -> wanted.put(limit.slot(), limit));
    for (Moved moved : List.copyOf(state.clients().values())) {
      for (Slot slot : List.copyOf(moved.limits.keySet())) {
        if (!wanted.containsKey(slot)) {
          lift(slot);
        }
      }
    }
    for (EffectiveLimit limit : limits) {
      apply(limit);
    }
  }

  @Override
  public Map<Slot, EffectiveLimit> readBack() throws IOException {
    Map<String, Contract> contracts = mover.list();
    Map<Slot, EffectiveLimit> found = new LinkedHashMap<>();
    for (Map.Entry<String, Moved> each : state.clients().entrySet()) {
      Moved moved = each.getValue();
      Contract now = contracts.get(each.getKey());
      if (TierMover.isKept(moved, now)) {
        found.putAll(moved.limits);
      }
      if (mover.isBehind(moved, now)) {
        found.putAll(moved.lifting);
      }
    }
    return found;
  }

  @Override
  public Optional<EffectiveLimit> readBack(Slot slot) throws IOException {
    Moved moved = state.clients().get(slot.agent());
    EffectiveLimit held = moved == null ? null : moved.limits.get(slot);
    EffectiveLimit over = moved == null ? null : moved.lifting.get(slot);
    if (over != null && mover.isRefused(slot.agent())) {
      return Optional.of(over);
    }
    if (held == null && over == null) {
      return Optional.empty();
    }
    Contract now = api.contract(new Contract(moved.contract, slot.agent(), 0));
    boolean isThere = held != null ? TierMover.isKept(moved, now) : mover.isBehind(moved, now);
    return isThere ? Optional.of(held != null ? held : over) : Optional.empty();
  }

  @Override
  public void close() {
    // Each question is one of its own; contracts stay as they are until a reader comes back.
  }

  /**
   * A tier covers all of an API instance: a limit on less, or one that spares a part, it is not.
   */
  private boolean isServedAlone(EffectiveLimit limit) {
    return limit.slot().scope().equals(QuotaKey.ALL)
        ? groups.stream()
            .noneMatch(group -> limit.except().stream().anyMatch(g -> Globs.matches(g, group)))
        : groups.equals(List.of(limit.slot().scope()));
  }
}
