package io.gatewatch.models.training;

import io.gatewatch.models.ModelCard;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Rows that a model may be judged by, out of a training set that may be the one that it was made of
 * or a newer one: those from which neither it nor the model that it is held against has learned.
 *
 * @param calibrating rows older than these, to set a threshold as it would have been set before
 * @param testing rows that taught nothing, in the order of their times
 */
public record HeldOutRows(List<TrainingRow> calibrating, List<TrainingRow> testing) {

  /** Of all rows, for these models. */
  public static HeldOutRows of(List<TrainingRow> rows, List<ModelCard> models) {
    Instant tests =
        models.stream().map(ModelCard::testsFrom).max(Instant::compareTo).orElse(Instant.MIN);
    Instant taught = models.stream().map(ModelCard::to).max(Instant::compareTo).orElse(Instant.MIN);
    List<TrainingRow> before = new ArrayList<>();
    List<TrainingRow> testing = new ArrayList<>();
    for (TrainingRow row : rows) {
      if (!row.time().isBefore(tests)) {
        testing.add(row);
      } else if (row.time().isAfter(taught)) {
        before.add(row);
      }
    }
    return new HeldOutRows(before, testing);
  }

  /** Which agents taught a model nothing, by the recipe that its card holds. */
  public static Predicate<String> neverLearnedFrom(ModelCard card) {
    if (card.recipe().isEmpty()) {
      return agent -> false;
    }
    Recipe recipe = Recipe.read(card.recipe());
    return agent -> Split.heldOut(recipe, agent);
  }
}
