package io.gatewatch.replaydata.generate;

/** Whether variants that nobody should tune by take part in the random attacks. */
public enum HeldOut {
  WITH,
  WITHOUT,
  ONLY;

  boolean allows(AttackVariant variant) {
    return this == WITH || variant.isHeldOut() == (this == ONLY);
  }
}
