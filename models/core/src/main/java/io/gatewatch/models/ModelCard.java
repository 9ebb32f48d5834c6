package io.gatewatch.models;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.stream.Stream;

/**
 * What a person must know of a model before trusting it, as far as it follows from data, recipe and
 * seed alone; figures of evaluations and costs stand beside the model, not in it.
 *
 * @param name of the recipe
 * @param trainer what trained it, such as {@code kmeans}
 * @param schemaVersion of the features that it was made for
 * @param cohort class of agents that it judges, such as {@code aisp}; {@code all} for every class
 * @param severity of its findings: {@code low}, or {@code medium}, which may wake somebody
 * @param recipe the recipe's text; empty where there was none
 * @param seed of all that was drawn
 * @param data where the rows came from, in words
 * @param dataSha256 hash of all rows that trained and calibrated, in order
 * @param from time of the first row that trained (calibrated, when none trained)
 * @param to time of the last one
 * @param testsFrom from when on no row has taught it anything, calibration included
 * @param rows rows that trained it, by label
 * @param calibrated ordinary rows that its p-values were taken from
 * @param warnings what training found odd, such as a feature that alone explains the label
 * @param weaknesses what it is known not to see
 * @param provenance the library's own record of trainer and parameters
 * @param searched what a search tried, in order; empty where nothing was searched
 */
public record ModelCard(
    String name,
    String trainer,
    int schemaVersion,
    String cohort,
    String severity,
    String recipe,
    long seed,
    String data,
    String dataSha256,
    Instant from,
    Instant to,
    Instant testsFrom,
    SortedMap<String, Integer> rows,
    int calibrated,
    List<String> warnings,
    String weaknesses,
    String provenance,
    List<Tried> searched) {
  /**
   * A set of parameters that a search tried.
   *
   * @param averagePrecision of attacks among the rows that calibrate; 1 finds all before any other
   */
  public record Tried(SortedMap<String, Double> parameters, double averagePrecision) {}

  /** The cohort of a model that judges every agent. */
  public static final String ALL = "all";

  /** Of a model for which nothing was searched, and nothing held back: what is newer tests it. */
  public ModelCard(
      String name,
      String trainer,
      int schemaVersion,
      String cohort,
      String severity,
      String recipe,
      long seed,
      String data,
      String dataSha256,
      Instant from,
      Instant to,
      SortedMap<String, Integer> rows,
      int calibrated,
      List<String> warnings,
      String weaknesses,
      String provenance) {
    this(
        name,
        trainer,
        schemaVersion,
        cohort,
        severity,
        recipe,
        seed,
        data,
        dataSha256,
        from,
        to,
        to,
        rows,
        calibrated,
        warnings,
        weaknesses,
        provenance,
        List.of());
  }

  void check() {
    boolean named = name != null && name.matches("[a-z0-9][a-z0-9-]{0,59}");
    Numbers.require(named, "card: name (expected: small letters, digits and hyphens)");
    boolean grave = "low".equals(severity) || "medium".equals(severity);
    Numbers.require(grave, "card: severity (expected: low or medium)");
    boolean cohorts = cohort != null && cohort.matches("[a-z_]{1,40}");
    Numbers.require(cohorts, "card: cohort (expected: all, or a class of agents)");
    boolean whole =
        Stream.of(trainer, recipe, data, dataSha256, weaknesses, provenance, from, to, testsFrom)
                .noneMatch(Objects::isNull)
            && rows != null
            && Stream.of(warnings, searched).noneMatch(l -> l == null || l.contains(null));
    Numbers.require(whole, "card: a part is missing");
  }
}
