package io.gatewatch.models.evaluation;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * How the windows of a day were drawn: {@code review-plan.json}, sealed until their verdicts are
 * in, since who knows it does not judge blindly.
 *
 * @param schema 1
 * @param day in UTC
 * @param threshold of the model below which a window is quiet
 * @param strata what was drawn from
 * @param drawn the windows
 * @param model version of the model whose quiet windows they are; null where nobody said
 */
public record ReviewPlan(
    int schema,
    LocalDate day,
    double threshold,
    List<Stratum> strata,
    List<Drawn> drawn,
    String model) {
  /** The stratum of the windows with the highest scores below the threshold. */
  public static final String NEAR = "near_threshold";

  /** The stratum of all other quiet windows. */
  public static final String OTHERS = "random";

  /**
   * Windows from which some were drawn, each with the same chance.
   *
   * @param windows all
   * @param drawn of these
   */
  public record Stratum(String name, int windows, int drawn) {}

  /**
   * A window that was drawn.
   *
   * @param probability with which it was to be drawn: so many of its like stand behind it as 1 /
   *     probability
   */
  public record Drawn(ReviewItem window, String stratum, double probability) {}

  public ReviewPlan {
    strata = List.copyOf(strata);
    drawn = List.copyOf(drawn);
  }

  /** Whether it says all that a plan must, and nothing that contradicts itself. */
  boolean isWhole() {
    return schema == 1
        && day != null
        && !Double.isNaN(threshold)
        && strata.stream().allMatch(this::isWhole)
        && strata.stream().map(Stratum::name).distinct().count() == strata.size()
        && drawn.stream().allMatch(this::isWhole);
  }

  private boolean isWhole(Stratum stratum) {
    long own = drawn.stream().filter(d -> Objects.equals(d.stratum(), stratum.name())).count();
    return stratum.name() != null && stratum.drawn() == own && stratum.windows() >= own;
  }

  private boolean isWhole(Drawn one) {
    ReviewItem window = one.window();
    return window != null
        && Stream.of(window.id(), window.agent(), window.from(), window.to())
            .allMatch(Objects::nonNull)
        && window.from().isBefore(window.to())
        && strata.stream().anyMatch(s -> s.name().equals(one.stratum()));
  }

  /** Of a model that nobody has named. */
  public ReviewPlan(
      int schema, LocalDate day, double threshold, List<Stratum> strata, List<Drawn> drawn) {
    this(schema, day, threshold, strata, drawn, null);
  }

  /** The same, of a model. */
  public ReviewPlan of(String version) {
    return new ReviewPlan(schema, day, threshold, strata, drawn, version);
  }
}
