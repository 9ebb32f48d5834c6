package io.gatewatch.gateways;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A gateway in memory that can forget, lie and be away. */
final class FakeGateway implements Gateway {
  final Map<Slot, EffectiveLimit> limits = new LinkedHashMap<>();
  final List<String> calls = new ArrayList<>();
  int started = 1;
  boolean away;
  boolean liesAboutSuccess;
  boolean throwsOurFault;
  boolean ownsBase;
  boolean cannotTend;
  Slot noRoomFor;

  /** What it does not let go of. */
  Slot sticks;

  void restart() {
    limits.clear();
    started++;
  }

  @Override
  public Manifest manifest() {
    Duration second = Duration.ofSeconds(1);
    return new Manifest("fake", true, true, true, second, second, second, "exact", ownsBase);
  }

  @Override
  public String incarnation() throws IOException {
    expectThere();
    return "" + started;
  }

  @Override
  public void tend() throws IOException {
    if (cannotTend) {
      throw new IOException("what is over stays");
    }
  }

  @Override
  public void apply(EffectiveLimit limit) throws IOException {
    expectThere();
    calls.add("apply " + limit.slot().agent());
    put(limit);
  }

  @Override
  public void lift(Slot slot) throws IOException {
    expectThere();
    calls.add("lift " + slot.agent());
    limits.keySet().removeIf(one -> one.equals(slot) && !one.equals(sticks));
  }

  @Override
  public void replaceAll(Collection<EffectiveLimit> wanted) throws IOException {
    expectThere();
    calls.add("replaceAll " + wanted.size());
    limits.keySet().removeIf(one -> !one.equals(sticks));
    wanted.forEach(this::put);
  }

  private void put(EffectiveLimit limit) {
    if (!liesAboutSuccess && !limit.slot().equals(noRoomFor)) {
      limits.put(limit.slot(), limit);
    }
  }

  @Override
  public Map<Slot, EffectiveLimit> readBack() throws IOException {
    expectThere();
    return new LinkedHashMap<>(limits);
  }

  @Override
  public Optional<EffectiveLimit> readBack(Slot slot) throws IOException {
    expectThere();
    return Optional.ofNullable(limits.get(slot));
  }

  @Override
  public void close() {
    away = true;
  }

  private void expectThere() throws IOException {
    if (throwsOurFault) {
      throw new IllegalStateException("a fault of ours");
    }
    if (away) {
      throw new IOException("connection refused");
    }
  }
}
