package io.gatewatch.features.evidence;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Hits and trials by the hour of the day (UTC), with a memory of about a week of visits to each
 * hour. 192 bytes.
 */
final class DayProfile {
  private static final int HOURS = 24;
  private static final float KEEP = 1 - 1 / 7f;

  private final float[] hits = new float[HOURS];
  private final float[] trials = new float[HOURS];

  void learn(int hour, double moreHits, double moreTrials) {
    hits[hour] = hits[hour] * KEEP + (float) moreHits;
    trials[hour] = trials[hour] * KEEP + (float) moreTrials;
  }

  /**
   * Hits per trial in this hour and its neighbours, drawn towards {@code overall} as if that had
   * been seen in {@code weight} trials.
   */
  double usual(int hour, double overall, double weight) {
    double h = overall * weight;
    double n = weight;
    for (int i = hour - 1; i <= hour + 1; i++) {
      int slot = Math.floorMod(i, HOURS);
      h += hits[slot];
      n += trials[slot];
    }
    return h / n;
  }

  void writeTo(DataOutput out) throws IOException {
    for (int i = 0; i < HOURS; i++) {
      out.writeFloat(hits[i]);
      out.writeFloat(trials[i]);
    }
  }

  void readInto(DataInput in) throws IOException {
    for (int i = 0; i < HOURS; i++) {
      hits[i] = in.readFloat();
      trials[i] = in.readFloat();
    }
  }
}
