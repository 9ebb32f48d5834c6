package io.gatewatch.replaydata.generate;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * One attack of one variant in an otherwise calm world, as the log shows it.
 *
 * @param hostile its calls
 * @param own calls of the same agent that are no part of it, from three hours before to its end
 */
record Staged(Scenario scenario, LabelledAttack label, List<Seen> hostile, List<Seen> own) {
  private static final Duration TUESDAY_MORNING = Duration.ofHours(33);
  private static final Duration BEFORE = Duration.ofHours(3);

  static Staged of(AttackVariant variant, double stealth) {
    return of(variant, stealth, TUESDAY_MORNING, Duration.ofMillis(variant.longestMillis()));
  }

  /**
   * An attack of its own.
   *
   * @param after when it begins, from the scenario's start
   * @param watched for so long from its beginning
   */
  static Staged of(AttackVariant variant, double stealth, Duration after, Duration watched) {
    Scenario scenario = scenario(variant, stealth, after);
    Instant from = scenario.start().plus(after).minus(BEFORE);
    Instant to = from.plus(BEFORE).plus(watched);
    String agent = actor(TrafficGenerator.of(scenario, from, to));
    List<Seen> hostile = new ArrayList<>();
    List<Seen> own = new ArrayList<>();
    TrafficGenerator traffic = TrafficGenerator.of(scenario, from, to);
    while (traffic.hasNext()) {
      GeneratedLine line = traffic.next();
      if (line.attackId() != null) {
        hostile.add(Seen.of(line));
      } else if (Traffic.agent(line).equals(agent)) {
        own.add(Seen.of(line));
      }
    }
    return new Staged(scenario, traffic.labels().attacks().get(0), hostile, own);
  }

  /** Through whom it is done, known as soon as it has begun. */
  private static String actor(TrafficGenerator traffic) {
    List<LabelledAttack> attacks = List.of();
    for (int i = 1; attacks.isEmpty(); i++) {
      GeneratedLine line = traffic.next();
      attacks = line.attackId() != null || i % 1_000 == 0 ? traffic.labels().attacks() : attacks;
    }
    return attacks.get(0).entity().name();
  }

  static Scenario scenario(AttackVariant variant, double stealth) {
    return scenario(variant, stealth, TUESDAY_MORNING);
  }

  private static Scenario scenario(AttackVariant variant, double stealth, Duration after) {
    var planned = new AttackMix.PlannedAttack(variant.kind(), variant, after, stealth);
    return Scenario.defaults(21, 11)
        .with(IncidentMix.none())
        .with(new AttackMix(0, Duration.ZERO, List.of(), List.of(planned)));
  }

  /** What the same agent does in the same time when nothing happens. */
  List<Seen> calm() {
    TrafficGenerator calm =
        TrafficGenerator.of(
            scenario.with(AttackMix.none()), label.from(), label.to().plusMillis(1));
    List<Seen> calls = new ArrayList<>();
    calm.forEachRemaining(
        line -> {
          if (Traffic.agent(line).equals(label.entity().name())) {
            calls.add(Seen.of(line));
          }
        });
    return calls;
  }

  List<Seen> ownMeanwhile() {
    return own.stream()
        .filter(call -> call.time() >= label.from().toEpochMilli())
        .filter(call -> call.time() <= label.to().toEpochMilli())
        .toList();
  }

  /** Median time between two calls, in milliseconds. */
  double gap() {
    List<Long> gaps = new ArrayList<>();
    for (int i = 1; i < hostile.size(); i++) {
      gaps.add(hostile.get(i).time() - hostile.get(i - 1).time());
    }
    gaps.sort(null);
    return gaps.get(gaps.size() / 2);
  }

  Duration length() {
    return Duration.between(label.from(), label.to());
  }
}
