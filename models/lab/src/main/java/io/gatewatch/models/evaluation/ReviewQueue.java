package io.gatewatch.models.evaluation;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.gatewatch.ingest.Sha256;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/**
 * A day's windows for people to look at that nobody was told of: without them only what alerted is
 * ever verified, and what was missed is never known (verification bias, Begg &amp; Greenes 1983).
 * Some are drawn from the twentieth of quiet windows that scored highest, the others from the rest;
 * each window of a stratum has the same chance. What is known of labels is not looked at.
 */
public final class ReviewQueue {
  private static final int NEAR_ONE_IN = 20;
  private static final int ID_LENGTH = 12;

  private final List<ReviewItem> items;
  private final ReviewPlan plan;

  private ReviewQueue(List<ReviewItem> items, ReviewPlan plan) {
    this.items = items;
    this.plan = plan;
  }

  /**
   * Draws a day's queue.
   *
   * @param rows scored by the model in force; those of other days are left alone
   * @param day in UTC
   * @param threshold of that model: what is at or above it alerts
   * @param random how many windows of the rest
   * @param near how many of those near the threshold
   * @param seed of the draw; not to be known to reviewers
   */
  public static ReviewQueue pick(
      List<ScoredRow> rows, LocalDate day, double threshold, int random, int near, long seed) {
    List<Windows.Window> quiet =
        new ArrayList<>(
            Windows.of(
                rows,
                r ->
                    Windows.on(day, r)
                        && r.row().excluded() == null
                        && Windows.quiet(r, threshold)));
    quiet.sort(
        Comparator.comparingDouble((Windows.Window w) -> -w.best())
            .thenComparing(w -> hash("tie", seed, w)));
    int top =
        near == 0
            ? 0
            : Math.min(
                quiet.size(), Math.max(near, (quiet.size() + NEAR_ONE_IN - 1) / NEAR_ONE_IN));
    List<ReviewPlan.Drawn> drawn = new ArrayList<>();
    List<ReviewPlan.Stratum> strata = new ArrayList<>();
    draw(ReviewPlan.NEAR, quiet.subList(0, top), near, seed, drawn, strata);
    draw(ReviewPlan.OTHERS, quiet.subList(top, quiet.size()), random, seed, drawn, strata);
    // In the order of their ids, which are hashes: it tells nothing of a stratum.
    drawn.sort(Comparator.comparing(d -> d.window().id()));
    return new ReviewQueue(
        drawn.stream().map(ReviewPlan.Drawn::window).toList(),
        new ReviewPlan(1, day, threshold, strata, drawn));
  }

  private static void draw(
      String name,
      List<Windows.Window> from,
      int size,
      long seed,
      List<ReviewPlan.Drawn> drawn,
      List<ReviewPlan.Stratum> strata) {
    List<Windows.Window> mixed = mixed(from, seed);
    int taken = Math.min(size, mixed.size());
    for (Windows.Window w : mixed.subList(0, taken)) {
      String id = hash("id", seed, w).substring(0, ID_LENGTH);
      drawn.add(
          new ReviewPlan.Drawn(
              new ReviewItem(id, w.agent(), w.from(), w.to()),
              name,
              (double) taken / mixed.size()));
    }
    strata.add(new ReviewPlan.Stratum(name, mixed.size(), taken));
  }

  private static List<Windows.Window> mixed(List<Windows.Window> windows, long seed) {
    TreeMap<String, Windows.Window> byHash = new TreeMap<>();
    windows.forEach(w -> byHash.put(hash("draw", seed, w), w));
    return List.copyOf(byHash.values());
  }

  private static String hash(String what, long seed, Windows.Window window) {
    return Sha256.hex(what + "|" + seed + "|" + window.first() + "|" + window.agent());
  }

  /** What reviewers see, in an order that tells nothing. */
  public List<ReviewItem> items() {
    return items;
  }

  /** How they were drawn, not for reviewers. */
  public ReviewPlan plan() {
    return plan;
  }

  /** {@code review.ndjson}: an item a line. */
  public String ndjson() {
    StringBuilder lines = new StringBuilder();
    try {
      for (ReviewItem item : items) {
        lines.append(ModelEvaluationJson.MAPPER.writeValueAsString(item)).append('\n');
      }
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an item always has a JSON form", e);
    }
    return lines.toString();
  }

  /** {@code review-plan.json}, of the model of this version. */
  public String planJson(String model) {
    return ModelEvaluationJson.write(plan.of(model));
  }

  /**
   * Reads {@code review-plan.json}.
   *
   * @throws IllegalArgumentException with one line when it is none
   */
  public static ReviewPlan readPlan(String json) {
    try {
      ReviewPlan plan = ModelEvaluationJson.MAPPER.readValue(json, ReviewPlan.class);
      if (plan != null && plan.isWhole()) {
        return plan;
      }
    } catch (JsonProcessingException e) {
      // Said below, in one line.
    }
    throw new IllegalArgumentException("review-plan.json: not a plan that evaluate --review wrote");
  }

  /**
   * How many windows of attacks were found: known as attacks, and told of loudly or at the
   * threshold. The other part of recall's denominator.
   */
  public static int foundAttackWindows(List<ScoredRow> rows, LocalDate day, double threshold) {
    return (int)
        Windows.of(rows, r -> Windows.on(day, r) && !Windows.quiet(r, threshold)).stream()
            .filter(Windows.Window::attacked)
            .count();
  }
}
