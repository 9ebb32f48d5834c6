package io.gatewatch.models.evaluation;

import io.gatewatch.models.Psi;
import io.gatewatch.models.drift.DriftReport;
import io.gatewatch.models.drift.LabelRate;
import java.util.List;
import java.util.Locale;

/** Rows of the page's section on drift. */
final class DriftSection {
  /** From which on little is said to have changed; see {@link Psi}. */
  private static final double LITTLE = 0.1;

  private DriftSection() {}

  static String inputs(DriftReport drift) {
    StringBuilder rows = new StringBuilder();
    if (drift != null) {
      for (DriftReport.Cohort cohort : drift.cohorts()) {
        cohort
            .measured()
            .psi()
            .forEach(
                m ->
                    rows.append(
                        ModelEvaluationPage.row(
                            m.input(), cohort.name(), Figure.number(m.psi()), words(m.psi()))));
      }
      drift
          .tooFew()
          .forEach(name -> rows.append(ModelEvaluationPage.row("", name, "", "too little")));
    }
    return rows.length() == 0 ? ModelEvaluationPage.NONE : rows.toString();
  }

  private static String words(double psi) {
    return psi >= Psi.MUCH ? "moved" : psi >= LITTLE ? "a little" : "";
  }

  static String days(DriftReport drift) {
    return ModelEvaluationPage.list(
        drift == null ? List.of() : drift.days(),
        d ->
            ModelEvaluationPage.row(
                d.day().toString(),
                String.valueOf(d.votes()),
                Figure.number(d.rare()),
                Figure.number(d.expected())));
  }

  static String labels(DriftReport drift) {
    if (drift == null) {
      return ModelEvaluationPage.NONE;
    }
    LabelRate rate = drift.labelRate();
    return ModelEvaluationPage.row(
        String.valueOf(rate.attacks()),
        percent(rate.share()) + " (" + percent(rate.low()) + " - " + percent(rate.high()) + ")",
        rate.trained() == null ? Figure.NONE : percent(rate.trained()),
        rate.differs() ? "differs" : "");
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.2f %%", 100 * share);
  }
}
