package io.gatewatch.alerting.desk;

/**
 * Numbers of the desk.
 *
 * @param incidentsPerHour so many incidents one detector may open in an hour (UTC) for one tenant
 *     and gateway group; what is beyond is held back
 * @param incidentsPerDay the same for a day (UTC)
 * @param campaignSeconds incidents belong together when no more than this lies between the findings
 *     of one and the next, in seconds of event time; a campaign is over after as long
 * @param sameNetwork callers of one network that make a campaign
 * @param samePattern callers with one category on one operation group that make a campaign
 * @param sameObject callers that met one object which none of them has a habit of, to make a
 *     campaign; two make one by {@link CommonVictims#MANY} objects
 * @param updateSeconds a campaign that grows is told again after so many seconds
 * @param rememberSeconds so long after its last version an alert's number is kept
 */
public record DeskConfig(
    int incidentsPerHour,
    int incidentsPerDay,
    int campaignSeconds,
    int sameNetwork,
    int samePattern,
    int sameObject,
    int updateSeconds,
    int rememberSeconds) {
  public DeskConfig {
    if (incidentsPerHour < 1 || incidentsPerDay < incidentsPerHour) {
      throw new IllegalArgumentException(
          "incidentsPerHour, incidentsPerDay: "
              + incidentsPerHour
              + ", "
              + incidentsPerDay
              + " (expected: 1 or more, and no fewer a day than an hour)");
    }
    if (campaignSeconds < 1 || updateSeconds < 1 || rememberSeconds < campaignSeconds) {
      throw new IllegalArgumentException(
          "campaignSeconds, updateSeconds: (expected: 1 or more, at most rememberSeconds)");
    }
    if (sameNetwork < 2 || samePattern < 2 || sameObject < 2) {
      throw new IllegalArgumentException(
          "sameNetwork, samePattern, sameObject: (expected: 2 or more)");
    }
  }

  /**
   * 60 an hour and 300 a day, which is what people can read: one a minute; campaigns within an
   * hour, of two callers of one network or three with one pattern or object, told every 5 min; two
   * days.
   */
  public static DeskConfig defaults() {
    return new DeskConfig(60, 300, 3_600, 2, 3, 3, 300, 172_800);
  }

  /** The same with other caps. */
  public DeskConfig withCaps(int perHour, int perDay) {
    return new DeskConfig(
        perHour,
        perDay,
        campaignSeconds,
        sameNetwork,
        samePattern,
        sameObject,
        updateSeconds,
        rememberSeconds);
  }
}
