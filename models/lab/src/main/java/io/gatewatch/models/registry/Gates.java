package io.gatewatch.models.registry;

import io.gatewatch.features.FeatureSchema;
import io.gatewatch.models.AnomalyModel;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What stands between a model and being champion. Every gate is asked, so that a person sees all
 * that is wrong at once; a refusal names its example.
 */
public final class Gates {
  // Of so many agents that gain, none losing, the exact sign test is below 5 %; of fewer it is not.
  private static final int LEAST_AGENTS = 6;
  private static final int MOST_LOST = 1;

  /**
   * What one gate says.
   *
   * @param gate its name
   * @param why the figure and what was asked for, with the example where it refuses
   */
  public record Verdict(String gate, boolean passed, String why) {}

  private final PromotionPolicy policy;
  private final List<Verdict> verdicts = new ArrayList<>();

  private Gates(PromotionPolicy policy) {
    this.policy = policy;
  }

  /**
   * Asks every gate.
   *
   * @param model the candidate
   * @param unchecked lines on false alarms that nothing is known of but that they were
   * @param shadowFrom since which event time it scores live traffic as the shadow; null when it
   *     does not
   * @param now event time
   */
  public static List<Verdict> ask(
      PromotionPolicy policy,
      AnomalyModel model,
      Trial trial,
      List<Fixture> fixtures,
      List<String> unchecked,
      Instant shadowFrom,
      Instant now) {
    Gates gates = new Gates(policy);
    gates.better(trial);
    gates.noCategoryLost(trial);
    gates.noFixtureViolated(model, trial.threshold(), fixtures, unchecked);
    gates.cheap(trial);
    gates.small(trial);
    gates.longEnoughInShadow(shadowFrom, now);
    return List.copyOf(gates.verdicts);
  }

  private void better(Trial trial) {
    String budget = plain(policy.alertsPerDay()) + " false alerts a day";
    String why =
        String.format(
            Locale.ROOT,
            "finds %+.1f points more attacks than %s (95 %% %+.1f to %+.1f, over %d attacks)",
            100 * trial.lift(),
            trial.champion() == null
                ? "rules alone, for " + budget + " on top of theirs"
                : "the champion at " + budget,
            100 * trial.low(),
            100 * trial.high(),
            trial.attacks());
    boolean enough = trial.attacks() >= policy.leastAttacks();
    boolean better = enough && trial.low() > 0;
    String asked =
        enough
            ? "; asked: an interval above zero" + tooFew(trial.agents())
            : "; asked: " + policy.leastAttacks() + " attacks or more to judge by";
    say("better", better, better ? why : why + asked);
  }

  private static String tooFew(int agents) {
    return agents >= LEAST_AGENTS
        ? ""
        : String.format(
            Locale.ROOT,
            "; only %d agents have an attack that could be gained, and the sign test needs %d",
            agents,
            LEAST_AGENTS);
  }

  private void noCategoryLost(Trial trial) {
    for (Trial.Kind kind : trial.categories()) {
      boolean none = kind.champion() > 0 && kind.candidate() == 0;
      if (none || kind.champion() - kind.candidate() > MOST_LOST) {
        say(
            "categories",
            false,
            kind.category()
                + ": finds "
                + kind.candidate()
                + " where the champion finds "
                + kind.champion()
                + "; lost, for example, "
                + kind.lost().get(0));
        return;
      }
    }
    say("categories", true, "none lost of " + trial.categories().size());
  }

  private void noFixtureViolated(
      AnomalyModel model, double threshold, List<Fixture> all, List<String> unchecked) {
    List<Fixture> fixtures = all.stream().filter(Fixture::comparable).toList();
    for (Fixture fixture : fixtures) {
      Fixture.Minute minute = fixture.alertsAt(model, threshold);
      if (minute != null) {
        double score = model.score(Fixture.vector(minute));
        say(
            "fixtures",
            false,
            String.format(
                Locale.ROOT,
                "alerts on %s, which an analyst called false: scores %.4g after %d s, alerts from %.4g"
                    + " on, most for %s",
                fixture.id(),
                score,
                minute.offsetSeconds(),
                threshold,
                model.leadingFeature(Fixture.vector(minute))));
        return;
      }
    }
    if (!unchecked.isEmpty()) {
      say("fixtures", false, "cannot be checked: " + String.join(", ", unchecked));
      return;
    }
    say("fixtures", true, "quiet on all " + fixtures.size() + skipped(all));
  }

  /** Such as {@code ; not looked at: fx-1 (schema 6, not 7)}. */
  private static String skipped(List<Fixture> all) {
    List<String> ids = all.stream().map(Fixture::id).toList();
    List<String> old =
        all.stream()
            .filter(f -> !f.comparable() && !ids.contains(Fixture.renewed(f.id())))
            .map(f -> f.id() + " (schema " + f.schemaVersion() + ")")
            .toList();
    return old.isEmpty()
        ? ""
        : "; not looked at, as features are of schema "
            + FeatureSchema.VERSION
            + " now: "
            + String.join(", ", old)
            + " (mend: give their verdicts and features of then again)";
  }

  private void cheap(Trial trial) {
    double most = trial.foreign() ? policy.mostMicrosForeign() : policy.mostMicros();
    say(
        "latency",
        trial.micros() <= most,
        String.format(
            Locale.ROOT, "%.2f µs a minute of an agent (at most %s)", trial.micros(), plain(most)));
  }

  private void small(Trial trial) {
    say(
        "size",
        trial.bytes() <= policy.mostBytes(),
        trial.bytes() + " bytes (at most " + policy.mostBytes() + ")");
  }

  private void longEnoughInShadow(Instant shadowFrom, Instant now) {
    Duration asked = policy.shadowFor();
    Duration seen =
        shadowFrom == null || now.isBefore(shadowFrom)
            ? Duration.ZERO
            : Duration.between(shadowFrom, now);
    boolean passed = asked.isZero() || (shadowFrom != null && seen.compareTo(asked) >= 0);
    String why =
        shadowFrom == null
            ? "it is not the shadow on live traffic"
            : "the shadow for " + words(seen);
    say("shadow", passed, why + " (asked: " + words(asked) + ")");
  }

  private static String words(Duration span) {
    return span.toDays() >= 1
        ? span.toDays() + " d " + span.toHoursPart() + " h"
        : span.toHours() + " h " + span.toMinutesPart() + " min";
  }

  private static String plain(double number) {
    return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
  }

  private void say(String gate, boolean passed, String why) {
    verdicts.add(new Verdict(gate, passed, why));
  }
}
