package io.gatewatch.replaydata.generate;

import java.util.Iterator;
import java.util.NoSuchElementException;

/**
 * A rate that nobody sees rising: from one call a minute, doubled about every 25 minutes, or in
 * steps with rests on each.
 */
final class VolumeRamp implements Iterator<Step> {
  private static final double MINUTE = 60_000;

  private final Attack attack;
  private final Draw draw;
  private final double doubling;
  private final double top;
  private final double stair;
  private double minutes;

  private VolumeRamp(Attack attack, Draw draw) {
    boolean stairs = attack.variant() == AttackVariant.RAMP_STAIRS;
    this.attack = attack;
    this.draw = draw;
    this.doubling = stairs ? draw.between(40, 60) : draw.between(21, 29);
    this.top = stairs ? attack.scale(160, 60) : attack.scale(480, 120);
    this.stair = stairs ? draw.between(25, 45) : 0;
  }

  static Iterator<Step> steps(Attack attack, Draw draw) {
    return new VolumeRamp(attack, draw);
  }

  /** Calls a minute, so many minutes after the start. */
  private double rate() {
    double level = stair == 0 ? minutes : Math.floor(minutes / stair) * stair;
    return StrictMath.pow(2, level / doubling);
  }

  @Override
  public boolean hasNext() {
    return rate() < top;
  }

  @Override
  public Step next() {
    if (!hasNext()) {
      throw new NoSuchElementException("the top of " + top + " calls a minute is reached");
    }
    minutes += draw.between(0.6, 1.4) / rate();
    return VolumeSpike.usual(attack.agent(), draw)
        .notBefore(attack.from() + (long) (minutes * MINUTE));
  }
}
