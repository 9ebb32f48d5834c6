package io.gatewatch.alerting.usage;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gatewatch.detectors.DetectionCodec;
import io.gatewatch.detectors.chronicle.UsageRow;
import io.gatewatch.features.UsageHistogram;
import io.gatewatch.features.usage.UsageHour;
import io.gatewatch.features.usage.Use;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What one agent of a gateway group uses, hour by hour. Mutable; only {@link UsageBook} changes it.
 *
 * <p>For each hour of the week (UTC) the usual peak, in calls a minute, as a mean m and a mean
 * absolute deviation s (Jacobson 1988): {@code e = x − m; m ← m + a·e; s ← s + a·(|e| − s)} with a
 * = max(1/n, 1/8). Hours without calls say nothing. At month ends what counts instead is the mean
 * ratio of peak and usual peak, with a = 1/16.
 *
 * <p>And by operation group, of 24 at most, the histogram of calls a minute, in two generations:
 * the one that grows, and the one before it. A generation ends with the first row 30 days after its
 * first; so both together hold each minute of the last 30 days, and none that is older than 60.
 * About 8 KB as JSON.
 */
@JsonAutoDetect(fieldVisibility = Visibility.ANY)
public final class AgentUse {
  /** Version of this state's serialised form; 1 had one generation, halved at 30 days. */
  static final int STATE_VERSION = 2;

  static final int HOURS_OF_WEEK = 168;

  private static final int MOST_GROUPS = 24;
  private static final int GENERATION_HOURS = 30 * 24;
  private static final double SLOWEST = 1 / 8.0;
  private static final double MONTH_END = 1 / 16.0;
  private static final double MOST_RATIO = 8;
  private static final ObjectMapper JSON = DetectionCodec.mapper();

  int stateVersion = STATE_VERSION;
  String tenant;
  String group;
  String agent;

  /** Hours since 1970 of the first and the last row. */
  long firstHour = Long.MAX_VALUE;

  long lastHour = Long.MIN_VALUE;

  /** Until this hour it is not trusted. */
  long troubledUntil = Long.MIN_VALUE;

  float[] peaks = new float[HOURS_OF_WEEK];
  float[] spreads = new float[HOURS_OF_WEEK];
  short[] seen = new short[HOURS_OF_WEEK];
  double monthEndRatio = 1;

  /** Answered well in the last hour, all and by operation group. */
  long lastGood;

  TreeMap<String, Long> lastGoodByGroup = new TreeMap<>();

  /** Hour of the first row of the generation that grows. */
  long minutesSince = Long.MIN_VALUE;

  /** All minutes of that generation, and those of operation groups, by calls a minute. */
  int[] minutes = new int[UsageHistogram.BINS];

  TreeMap<String, int[]> minutesByGroup = new TreeMap<>();

  /** The same of the generation before. */
  int[] minutesBefore = new int[UsageHistogram.BINS];

  TreeMap<String, int[]> minutesByGroupBefore = new TreeMap<>();

  AgentUse() {}

  /** tenant/group/agent is what it is about; a row of a later hour than the last. */
  void learn(UsageRow row, long hour) {
    firstHour = Math.min(firstHour, hour);
    lastHour = hour;
    lastGood = row.use().good();
    lastGoodByGroup.clear();
    row.groups().forEach((name, use) -> lastGoodByGroup.put(name, use.good()));
    learnPeak(hour, peak(row.use()));
    turn(hour);
    add(minutes, row.use().callsPerMinute());
    for (Map.Entry<String, Use> part : row.groups().entrySet()) {
      int[] bins = minutesByGroup.get(part.getKey());
      if (bins == null && minutesByGroup.size() < MOST_GROUPS) {
        bins = new int[UsageHistogram.BINS];
        minutesByGroup.put(part.getKey(), bins);
      }
      if (bins != null) {
        add(bins, part.getValue().callsPerMinute());
      }
    }
  }

  /** Begins another generation when the one that grows is 30 days old. */
  private void turn(long hour) {
    long age = minutesSince == Long.MIN_VALUE ? 0 : hour - minutesSince;
    if (minutesSince == Long.MIN_VALUE || age >= GENERATION_HOURS) {
      minutesSince = hour;
    }
    if (age >= GENERATION_HOURS) {
      boolean stale = age >= 2 * GENERATION_HOURS;
      minutesBefore = stale ? new int[UsageHistogram.BINS] : minutes;
      minutesByGroupBefore = stale ? new TreeMap<>() : minutesByGroup;
      minutes = new int[UsageHistogram.BINS];
      minutesByGroup = new TreeMap<>();
    }
  }

  private void learnPeak(long hour, double peak) {
    int cell = DemandForecast.hourOfWeek(hour);
    if (DemandForecast.isMonthEnd(hour) && seen[cell] > 0) {
      double ratio = peaks[cell] > 0 ? Math.min(MOST_RATIO, peak / peaks[cell]) : 1;
      monthEndRatio += MONTH_END * (ratio - monthEndRatio);
      return;
    }
    seen[cell] = (short) Math.min(Short.MAX_VALUE, seen[cell] + 1);
    double a = Math.max(1.0 / seen[cell], SLOWEST);
    double error = peak - peaks[cell];
    if (seen[cell] > 1) {
      spreads[cell] += (float) (a * (Math.abs(error) - spreads[cell]));
    }
    peaks[cell] += (float) (a * error);
  }

  /** Most calls that the busiest minute can have had. */
  private static double peak(Use use) {
    List<Integer> bins = use.callsPerMinute();
    for (int bin = bins.size() - 1; bin > 0; bin--) {
      if (bins.get(bin) > 0) {
        return UsageHistogram.upperEdge(bin);
      }
    }
    return 0;
  }

  private static void add(int[] to, List<Integer> bins) {
    for (int i = 0; i < Math.min(to.length, bins.size()); i++) {
      to[i] += bins.get(i);
    }
  }

  /** Since when it is known. */
  public Instant since() {
    return Instant.ofEpochMilli(firstHour * UsageHour.MILLIS);
  }

  /** Whether it had an incident of late. */
  public boolean isTroubled(long hour) {
    return hour < troubledUntil;
  }

  /** The agent's id. */
  public String agent() {
    return agent;
  }

  /** Whose. */
  public String tenant() {
    return tenant;
  }

  /** Gateway group. */
  public String group() {
    return group;
  }

  /** Calls answered well in an hour; of an operation group, or of all where it is null. */
  long good(String operationGroup, long hour) {
    if (lastHour != hour) {
      return 0;
    }
    return operationGroup == null ? lastGood : lastGoodByGroup.getOrDefault(operationGroup, 0L);
  }

  /** Minutes of an operation group; of all where it is null; null where it was never used. */
  List<Integer> minutes(String operationGroup) {
    int[] now = operationGroup == null ? minutes : minutesByGroup.get(operationGroup);
    int[] then = operationGroup == null ? minutesBefore : minutesByGroupBefore.get(operationGroup);
    if (now == null && then == null) {
      return null;
    }
    List<Integer> list = new ArrayList<>(UsageHistogram.BINS);
    for (int i = 0; i < UsageHistogram.BINS; i++) {
      list.add((now == null ? 0 : now[i]) + (then == null ? 0 : then[i]));
    }
    return list;
  }

  /** As bytes for a store. */
  public byte[] toBytes() {
    try {
      return JSON.writeValueAsBytes(this);
    } catch (IOException e) {
      throw new IllegalStateException("a state always has a JSON form", e);
    }
  }

  /**
   * From the bytes of a store.
   *
   * @throws IllegalArgumentException when a later version wrote it
   */
  public static AgentUse fromBytes(byte[] bytes) {
    try {
      AgentUse use = JSON.readValue(bytes, AgentUse.class);
      if (use.stateVersion > STATE_VERSION) {
        throw new IllegalArgumentException(
            "stateVersion: " + use.stateVersion + " (expected: up to " + STATE_VERSION + ")");
      }
      if (use.stateVersion == 1) {
        use.minutesSince = use.lastHour;
      }
      use.stateVersion = STATE_VERSION;
      return use;
    } catch (IOException e) {
      throw new IllegalArgumentException("not an AgentUse: " + e.getClass().getSimpleName(), e);
    }
  }
}
