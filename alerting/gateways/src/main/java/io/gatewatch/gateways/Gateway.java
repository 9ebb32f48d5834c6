package io.gatewatch.gateways;

import java.io.IOException;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/**
 * A gateway's own idea of its limits: they are given to it and read back from it, because gateways
 * report success falsely. All calls block, and come from one thread.
 *
 * <p>Only what is of Gatewatch is ever touched, never the operator's configuration. A limit that is
 * not there leaves what the operator configured.
 */
public interface Gateway extends AutoCloseable {
  /** What it can do. */
  Manifest manifest();

  /** A text that is another one after each restart or reload that may have forgotten limits. */
  String incarnation() throws IOException;

  /**
   * The limit as this gateway can keep it, for one that knows tiers or whole minutes only: never a
   * looser one. Empty when it can keep none; that is told as unsupported.
   */
  default Optional<EffectiveLimit> fit(EffectiveLimit limit) throws IOException {
    return Optional.of(limit);
  }

  /**
   * Asked each round of the reader that acts, also before quotas are known: where limits do not end
   * by themselves, what is over is taken back here.
   */
  default void tend() throws IOException {}

  /**
   * Sets one limit, whether its slot has one or not. One that it has no room for keeps no other
   * out: it is not there when it is read back, and what its slot had stays.
   */
  void apply(EffectiveLimit limit) throws IOException;

  /** Takes a slot's limit away; nothing happens when there is none. */
  void lift(Slot slot) throws IOException;

  /** Has exactly these limits afterwards; where it can, in one step. */
  void replaceAll(Collection<EffectiveLimit> limits) throws IOException;

  /** All limits of ours that are there, ended ones included; what cannot be understood is not. */
  Map<Slot, EffectiveLimit> readBack() throws IOException;

  /** The limit of one slot. */
  Optional<EffectiveLimit> readBack(Slot slot) throws IOException;

  @Override
  void close();
}
