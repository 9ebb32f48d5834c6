package io.gatewatch.replaydata.cases;

import static java.util.Objects.requireNonNull;

import io.gatewatch.detectors.Category;
import io.gatewatch.detectors.Entity;
import io.gatewatch.detectors.Severity;
import java.util.Locale;

/**
 * An alert that a case must raise.
 *
 * @param category as an alert names it
 * @param entity whom it must name
 * @param severity at least
 * @param within so many seconds after the case's {@code begin}, at most
 * @param detector id without version, such as {@code rule.volume-spike} or {@code model}; null for
 *     the detector that the case's folder is named after
 */
public record Expected(
    Category category, Whom entity, Severity severity, long within, String detector) {

  /** Whom an alert is about. */
  public record Whom(Entity.Kind kind, String id) {
    public Whom {
      requireNonNull(kind, "kind");
      requireNonNull(id, "id");
    }

    @Override
    public String toString() {
      return kind.name().toLowerCase(Locale.ROOT) + " " + id;
    }
  }

  public Expected {
    requireNonNull(category, "category");
    requireNonNull(entity, "entity");
    requireNonNull(severity, "severity");
    if (within <= 0) {
      throw new IllegalArgumentException("within: " + within + " (expected: seconds, over 0)");
    }
  }

  /** The same, of a detector of this name unless it names another. */
  Expected of(String otherwise) {
    return detector == null ? new Expected(category, entity, severity, within, otherwise) : this;
  }

  @Override
  public String toString() {
    return category.wireName()
        + ", "
        + severity.name().toLowerCase(Locale.ROOT)
        + " or worse, about "
        + entity
        + " within "
        + within
        + " s"
        + (detector == null ? "" : " by " + detector);
  }
}
