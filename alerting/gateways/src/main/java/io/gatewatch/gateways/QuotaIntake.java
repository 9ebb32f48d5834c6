package io.gatewatch.gateways;

import static java.util.Objects.requireNonNull;

import java.security.PublicKey;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;

/**
 * What all ways of following quotas share: records go into a table on the side, which is shown once
 * the first reading is whole. Records come from one thread.
 */
final class QuotaIntake implements Quotas {
  private final InstantSource clock;
  private final QuotaFollower.Listener told;
  private final QuotaTable filling;
  private volatile QuotaTable table;
  private volatile boolean caughtUp;

  QuotaIntake(Collection<PublicKey> signers, InstantSource clock, QuotaFollower.Listener told) {
    this.clock = requireNonNull(clock, "clock");
    this.told = requireNonNull(told, "told");
    this.filling = new QuotaTable(signers);
    this.table = new QuotaTable(signers);
  }

  /** Judges one record, wherever it came from. */
  void take(byte[] key, byte[] value, byte[] signature) {
    told.heard(key, value, signature, filling.apply(key, value, signature, clock.instant()));
  }

  /** The first reading is whole; said again it changes nothing. */
  void whole() {
    table = filling;
    caughtUp = true;
  }

  QuotaTable table() {
    return table;
  }

  @Override
  public boolean isCaughtUp() {
    return caughtUp;
  }

  @Override
  public List<HeldQuota> inForce(Instant now) {
    return table.inForce(now);
  }
}
