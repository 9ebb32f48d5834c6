package io.gatewatch.replaydata.nab;

/** What hits, misses and false alarms weigh: NAB's three profiles. */
public enum NabProfile {
  STANDARD("standard", 0.11, 1),
  FEW_FALSE("reward_low_FP_rate", 0.22, 1),
  FEW_MISSED("reward_low_FN_rate", 0.11, 2);

  private final String id;
  private final double falseAlarm;
  private final double miss;

  NabProfile(String id, double falseAlarm, double miss) {
    this.id = id;
    this.falseAlarm = falseAlarm;
    this.miss = miss;
  }

  /** NAB's name of it. */
  public String id() {
    return id;
  }

  /** Weight of a row that is falsely reported; a window found at its first row has 1. */
  double falseAlarm() {
    return falseAlarm;
  }

  /** Weight of a window that is missed. */
  double miss() {
    return miss;
  }
}
