package io.gatewatch.detectors.rules;

import io.gatewatch.detectors.Evidence;
import io.gatewatch.detectors.FieldNeed;
import io.gatewatch.detectors.FieldNeeds;
import io.gatewatch.detectors.cel.Measures;
import io.gatewatch.features.feeds.FeedLimits;
import io.gatewatch.features.feeds.FeedReading;
import io.gatewatch.features.feeds.FeedReading.Fault;
import io.gatewatch.features.feeds.FeedReading.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What is said about a feed: silence first, then what its lines lack, then who suffers. */
final class GapWords {
  private final FeedReading reading;
  private final FeedLimits limits;

  GapWords(FeedReading reading, FeedLimits limits) {
    this.reading = reading;
    this.limits = limits;
  }

  /** 0.5 where the evidence is just enough, towards 1 far above it. */
  double score() {
    double most = reading.silence() == null ? 0 : reading.silence().nats();
    for (Fault fault : reading.faults()) {
      most = Math.max(most, fault.nats());
    }
    return RuleDetector.strength(most, limits.nats());
  }

  String verb() {
    if (reading.silence() != null) {
      return "has fallen silent";
    }
    Fault first = reading.faults().get(0);
    return switch (first.kind()) {
      case REJECTED -> "sends lines that cannot be read";
      case DATED_AHEAD -> "dates its calls ahead";
      case FIELD_LOST ->
          reading.faults().stream()
              .map(fault -> fault.field().wireName())
              .collect(Collectors.joining(", ", "no longer logs ", ""));
    };
  }

  String summary(boolean allSilent) {
    StringJoiner parts = new StringJoiner("; ");
    if (reading.silence() != null) {
      parts.add(
          "no readable line for "
              + minutes(reading.silence().pauseMillis())
              + " (longest usual pause at this hour: "
              + minutes(reading.silence().usualMillis())
              + ")");
      if (allSilent) {
        parts.add("nothing comes in from any other source either: look on our side first");
      }
    }
    reading.faults().forEach(fault -> parts.add(told(fault)));
    String losers = losers();
    if (!losers.isEmpty()) {
      parts.add(losers);
    }
    return parts.toString();
  }

  private static String told(Fault fault) {
    String shares =
        Measures.percent(fault.share())
            + " of late (usual: up to "
            + Measures.percent(fault.usual())
            + ")";
    return switch (fault.kind()) {
      case REJECTED -> "lines rejected, mostly " + fault.reason() + ": " + shares;
      case DATED_AHEAD -> "calls dated more than 2 min ahead: " + shares;
      case FIELD_LOST -> "calls without " + fault.field().wireName() + ": " + shares;
    };
  }

  /** Which detectors see less, from what is lost: blind ones first. */
  private String losers() {
    if (reading.silence() != null && reading.feed().node().isEmpty()) {
      return "no detector sees its calls";
    }
    TreeMap<String, FieldNeed.Loss> losses = new TreeMap<>();
    for (Fault fault : reading.faults()) {
      if (fault.kind() == Kind.FIELD_LOST) {
        FieldNeeds.without(fault.field())
            .forEach((detector, need) -> losses.merge(detector, need.loss(), GapWords::worse));
      }
    }
    List<String> told = new ArrayList<>();
    for (FieldNeed.Loss loss : FieldNeed.Loss.values()) {
      String names =
          losses.entrySet().stream()
              .filter(entry -> entry.getValue() == loss)
              .map(Map.Entry::getKey)
              .collect(Collectors.joining(", "));
      if (!names.isEmpty()) {
        told.add(loss.name().toLowerCase(Locale.ROOT) + ": " + names);
      }
    }
    return String.join("; ", told);
  }

  private static FieldNeed.Loss worse(FieldNeed.Loss a, FieldNeed.Loss b) {
    return a.compareTo(b) <= 0 ? a : b;
  }

  /** Each with an equal part of the score. */
  List<Evidence> evidence() {
    int count = reading.faults().size() + (reading.silence() == null ? 0 : 1);
    List<Evidence> evidence = new ArrayList<>();
    if (reading.silence() != null) {
      evidence.add(TelemetryGap.silence(reading.silence(), 1.0 / count));
    }
    for (Fault fault : reading.faults()) {
      evidence.add(
          new Evidence(feature(fault), fault.share(), fault.usual(), "share", 1.0 / count));
    }
    return evidence;
  }

  private static String feature(Fault fault) {
    return switch (fault.kind()) {
      case REJECTED -> "rejected_share";
      case DATED_AHEAD -> "dated_ahead_share";
      case FIELD_LOST -> "without_" + fault.field().wireName();
    };
  }

  /** A line would have ended a silence; of what is wrong with lines too little is known: null. */
  String counterfactual() {
    return reading.silence() != null && reading.faults().isEmpty()
        ? "quiet with one readable line in the last " + minutes(limits.minPauseMillis())
        : null;
  }

  private static String minutes(long millis) {
    return millis < 120_000
        ? Math.max(1, millis / 1000) + " s"
        : millis < 7_200_000
            ? RuleDetector.number(millis / 60_000.0) + " min"
            : RuleDetector.number(millis / 3_600_000.0) + " h";
  }
}
