package io.gatewatch.detectors.judge;

import io.gatewatch.ingest.CallField;
import io.gatewatch.ingest.Feed;
import io.gatewatch.ingest.FeedCount;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/** A gateway that logs at a rate of its own; every knob can be turned while it runs. */
final class Gateway {
  final Feed feed;
  final TreeMap<CallField, Double> filled = new TreeMap<>();
  private final Random random;
  private ToDoubleFunction<Instant> perSecond;
  double rejectedShare;
  double datedAheadShare;
  String reason = "not_json";

  Gateway(String name, ToDoubleFunction<Instant> perSecond) {
    this("kong", name, perSecond);
  }

  Gateway(String format, String node, ToDoubleFunction<Instant> perSecond) {
    this.feed = new Feed("bank", "edge", format, node);
    this.perSecond = perSecond;
    this.random = new Random(format.hashCode() * 31L + node.hashCode());
    filled.put(CallField.BYTES_OUT, 1.0);
    filled.put(CallField.LATENCY, 1.0);
    filled.put(CallField.SOURCE_ADDRESS, 1.0);
    filled.put(CallField.AGENT, 0.85);
    filled.put(CallField.OBJECTS, 0.6);
    filled.put(CallField.TRACE_ID, 0.02);
  }

  void rate(ToDoubleFunction<Instant> perSecond) {
    this.perSecond = perSecond;
  }

  void dies() {
    rate(t -> 0);
  }

  /** What it sends in some seconds from here on; rejects are told without a node. */
  List<FeedCount> send(Instant from, double seconds) {
    long lines = draw(seconds * perSecond.applyAsDouble(from));
    long rejected = among(lines, rejectedShare);
    long accepted = lines - rejected;
    List<FeedCount> counts = new ArrayList<>();
    if (accepted > 0) {
      TreeMap<String, Long> fields = new TreeMap<>();
      for (CallField field : CallField.values()) {
        fields.put(field.wireName(), among(accepted, filled.getOrDefault(field, 0.0)));
      }
      counts.add(
          new FeedCount(
              feed,
              accepted,
              1000 * accepted,
              among(accepted, datedAheadShare),
              0,
              0,
              new TreeMap<>(),
              fields));
    }
    if (rejected > 0) {
      TreeMap<String, Long> reasons = new TreeMap<>();
      reasons.put(reason, rejected);
      Feed unknown = new Feed(feed.tenant(), feed.group(), feed.format(), "");
      counts.add(new FeedCount(unknown, 0, 1000 * rejected, 0, 0, 0, reasons, new TreeMap<>()));
    }
    return counts;
  }

  /** Equal texts, equal gateways, as far as tests make them. */
  @Override
  public String toString() {
    double night = perSecond.applyAsDouble(Watched.START);
    double noon = perSecond.applyAsDouble(Watched.at(0, 12, 0));
    return feed + " " + night + " " + noon + " " + filled + " " + rejectedShare;
  }

  /** Poisson for small means, rounded normal for large ones. */
  private long draw(double mean) {
    if (mean <= 0) {
      return 0;
    }
    if (mean > 50) {
      return Math.max(0, Math.round(mean + Math.sqrt(mean) * random.nextGaussian()));
    }
    double limit = Math.exp(-mean);
    long count = 0;
    for (double p = random.nextDouble(); p > limit; p *= random.nextDouble()) {
      count++;
    }
    return count;
  }

  private long among(long count, double share) {
    if (share <= 0 || share >= 1) {
      return share <= 0 ? 0 : count;
    }
    if (count > 200) {
      double sd = Math.sqrt(count * share * (1 - share));
      return Math.max(0, Math.min(count, Math.round(count * share + sd * random.nextGaussian())));
    }
    long some = 0;
    for (long i = 0; i < count; i++) {
      some += random.nextDouble() < share ? 1 : 0;
    }
    return some;
  }

  /** Busy by day, a tenth by night, every day of the week. */
  static ToDoubleFunction<Instant> dayAndNight(double busiest) {
    return t -> {
      double hour = hour(t);
      return busiest * (0.55 - 0.45 * Math.cos((hour - 2) / 24 * 2 * Math.PI));
    };
  }

  /** From eight to six on working days, else nothing. */
  static ToDoubleFunction<Instant> officeHours(double rate) {
    return t -> hour(t) >= 8 && hour(t) < 18 && day(t) <= 5 ? rate : 0;
  }

  static double hour(Instant t) {
    return (t.getEpochSecond() % 86_400) / 3600.0;
  }

  /** 1 is Monday. */
  static int day(Instant t) {
    return t.atOffset(ZoneOffset.UTC).getDayOfWeek().getValue();
  }
}
