package io.gatewatch.alerting.desk;

import io.gatewatch.alerting.AnalystVerdict;
import io.gatewatch.alerting.Links;
import io.gatewatch.detectors.Category;
import io.gatewatch.detectors.Severity;
import java.util.List;

/**
 * What an analyst said of an alert, and what that was then: a word that it is harmless covers
 * nothing graver and no other category.
 */
record Ruling(AnalystVerdict verdict, Severity severity, List<Category> categories) {

  static Ruling of(AnalystVerdict verdict, Severity severity, Links links) {
    return new Ruling(verdict, severity, links.categories());
  }

  boolean covers(Severity now, Links links) {
    return !verdict.isBenign()
        || (now.compareTo(severity) <= 0 && categories.containsAll(links.categories()));
  }
}
