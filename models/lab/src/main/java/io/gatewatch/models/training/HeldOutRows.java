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
    Instant taught =
        models.stream().map(HeldOutRows::taught).max(Instant::compareTo).orElse(Instant.MIN);
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

  /** Until when a model learned. Of an imported one what calibrated is all that is known here. */
  private static Instant taught(ModelCard card) {
    Recipe recipe = imported(card) ? Recipe.read(card.recipe()) : null;
    if (recipe == null) {
      return card.to();
    }
    Instant until = recipe.trainedUntil() == null ? card.testsFrom() : recipe.trainedUntil();
    return until.isAfter(card.to()) ? until : card.to();
  }

  private static boolean imported(ModelCard card) {
    return card.trainer().equals(Trainers.IMPORTED) && !card.recipe().isEmpty();
  }

  /**
   * Which agents taught a model nothing, by the recipe that its card holds. Of an imported one
   * nobody knows: none.
   */
  public static Predicate<String> neverLearnedFrom(ModelCard card) {
    if (card.recipe().isEmpty() || card.trainer().equals(Trainers.IMPORTED)) {
      return agent -> false;
    }
    Recipe recipe = Recipe.read(card.recipe());
    return agent -> Split.heldOut(recipe, agent);
  }
}
