package io.gatewatch.features.feeds;

import io.gatewatch.features.Varint;
import io.gatewatch.features.feeds.FeedReading.Fault;
import io.gatewatch.features.feeds.FeedReading.Kind;
import io.gatewatch.ingest.CallField;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Which shares of a feed's lines are rejected, dated ahead, or lack a field, and whether that is
 * usual. About 5 KB.
 *
 * <p><b>Usual</b> is the highest of the hour of the day and its neighbours, see {@link DayShares},
 * one round one vote. An hour beyond its bounds is not learned, until 72 in a row have made it the
 * norm.
 *
 * <p><b>Evidence.</b> With h the usual share, ordinary is anything up to m₀ = max(2h, h + 0.02),
 * and lost starts at m₁ = max(3m₀, m₀ + 0.05). Each round multiplies M ← max(1, M) · (m₁/m₀)^x ·
 * ((1−m₁)/(1−m₀))^(1−x), where x is its share: the geometric mean of its lines' likelihood ratios,
 * and so an e-value however the lines of one round hang together (e-detector; Shin, Ramdas &amp;
 * Rinaldo 2023). Where a field depends on the caller as well, x is 1 for a round in which no call
 * has it, else 0: never more than the share, and who floods us with calls that lack the field does
 * not make it lost.
 */
final class Shares {
  private static final CallField[] FIELDS = CallField.values();
  private static final int REJECTED = 0;
  private static final int DATED_AHEAD = 1;
  private static final int FIRST_FIELD = 2;
  private static final int ALL = FIRST_FIELD + FIELDS.length;
  private static final int ROUNDS_TO_LEARN = 5;
  private static final int MAX_FROZEN_HOURS = 72;
  private static final double RECENT = 1.0 / 12;
  private static final double HEADROOM = StrictMath.log(10);
  private static final double FADING = 0.05;

  /** Where only a total loss is looked for, a field may be missing so much more often. */
  private static final double TOTAL_LOSS = 3;

  private final DayShares usual = new DayShares(ALL);
  private final double[] sum = new double[ALL];
  private final int[] rounds = new int[ALL];
  private final int[] frozen = new int[ALL];
  private final double[] recent = new double[ALL];
  private final double[] evidence = new double[ALL];
  private String lastReason;
  private long hour = Long.MIN_VALUE;

  /** A round in which the feed sent something. */
  void see(long atHour, FeedUse use, FeedLimits limits) {
    reach(atHour, limits);
    long rejected = use.rejected();
    long accepted = use.accepted();
    lastReason = rejected > 0 ? use.mainReason() : lastReason;
    see(REJECTED, (double) rejected / (accepted + rejected), limits);
    if (accepted > 0) {
      see(DATED_AHEAD, (double) use.clamped() / accepted, limits);
      for (int field = 0; field < FIELDS.length; field++) {
        long filled = use.filled(field);
        if (filled >= 0) {
          see(FIRST_FIELD + field, (double) (accepted - filled) / accepted, limits);
        }
      }
    }
  }

  private void see(int i, double share, FeedLimits limits) {
    sum[i] += share;
    rounds[i]++;
    recent[i] += RECENT * (share - recent[i]);
    double x = isCallers(i) ? Math.floor(share) : share;
    double most = limits.nats() + HEADROOM;
    evidence[i] = Math.max(0, Math.min(most, evidence[i] + ratio(i, x, limits)));
  }

  private double ratio(int i, double x, FeedLimits limits) {
    if (!isJudged(i, limits)) {
      return -FADING;
    }
    double ordinary = ordinary(usual.at(hour, i));
    double lost = lost(ordinary);
    return x * StrictMath.log(lost / ordinary)
        + (1 - x) * StrictMath.log((1 - lost) / (1 - ordinary));
  }

  private static boolean isCallers(int i) {
    return i >= FIRST_FIELD && FIELDS[i - FIRST_FIELD].source() == CallField.Source.CALLER;
  }

  /** Everything whose evidence is enough. */
  List<Fault> faults(FeedLimits limits) {
    List<Fault> faults = new ArrayList<>();
    for (int i = 0; i < ALL; i++) {
      if (evidence[i] >= limits.nats()) {
        double usualNow = usual.at(hour, i);
        faults.add(
            new Fault(
                i == REJECTED
                    ? Kind.REJECTED
                    : i == DATED_AHEAD ? Kind.DATED_AHEAD : Kind.FIELD_LOST,
                i < FIRST_FIELD ? null : FIELDS[i - FIRST_FIELD],
                recent[i],
                Double.isNaN(usualNow) ? 0 : usualNow,
                i == REJECTED ? lastReason : null,
                evidence[i]));
      }
    }
    return faults;
  }

  private boolean isJudged(int i, FeedLimits limits) {
    double most = (1 - limits.usualShare()) * (isCallers(i) ? TOTAL_LOSS : 1);
    return usual.isKnown(hour) && usual.at(hour, i) <= most;
  }

  private static double ordinary(double usual) {
    return Math.max(2 * usual, usual + 0.02);
  }

  private static double lost(double ordinary) {
    return Math.min(0.98, Math.max(3 * ordinary, ordinary + 0.05));
  }

  private void reach(long atHour, FeedLimits limits) {
    if (atHour == hour) {
      return;
    }
    boolean seen = false;
    for (int i = 0; i < ALL; i++) {
      if (rounds[i] >= ROUNDS_TO_LEARN) {
        learn(i, sum[i] / rounds[i], limits);
        seen = true;
      }
      sum[i] = 0;
      rounds[i] = 0;
    }
    usual.turn(hour, seen, atHour);
    hour = atHour;
  }

  private void learn(int i, double mean, FeedLimits limits) {
    boolean beyond = isJudged(i, limits) && mean > ordinary(usual.at(hour, i));
    frozen[i] = beyond ? frozen[i] + 1 : 0;
    if (!beyond) {
      usual.see(hour, i, mean);
    } else if (frozen[i] >= MAX_FROZEN_HOURS) {
      usual.adopt(i, mean);
      frozen[i] = 0;
    }
  }

  void writeTo(DataOutput out) throws IOException {
    Varint.write(out, ALL);
    usual.writeTo(out);
    for (int i = 0; i < ALL; i++) {
      out.writeDouble(sum[i]);
      Varint.write(out, rounds[i]);
      Varint.write(out, frozen[i]);
      out.writeDouble(recent[i]);
      out.writeDouble(evidence[i]);
    }
    Varint.writeText(out, lastReason);
    out.writeLong(hour);
  }

  /** Reads what was written; fields that came into being since are not known yet. */
  static Shares readFrom(DataInput in) throws IOException {
    Shares shares = new Shares();
    int all = Varint.readInt(in);
    if (all > ALL) {
      throw new IOException("shares of a feed: " + all + " (expected: up to " + ALL + ")");
    }
    shares.usual.readInto(in, all);
    for (int i = 0; i < all; i++) {
      shares.sum[i] = in.readDouble();
      shares.rounds[i] = Varint.readInt(in);
      shares.frozen[i] = Varint.readInt(in);
      shares.recent[i] = in.readDouble();
      shares.evidence[i] = in.readDouble();
    }
    shares.lastReason = Varint.readText(in);
    shares.hour = in.readLong();
    return shares;
  }
}
