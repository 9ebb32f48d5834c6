package io.gatewatch.models.evaluation;

/** What a review says, as a part of {@code evaluation.html}; nothing without a review. */
final class ReviewSection {
  private ReviewSection() {}

  static String of(ReviewFigures review) {
    if (review == null) {
      return "";
    }
    if (review.whyNone() != null) {
      return """
          <section>
          <h2>Recall by review of quiet windows</h2>
          <p class="small" id="review">%s. %d windows of attacks were found by rules or the model. %s</p>
          </section>
          """
          .formatted(
              ModelEvaluationPage.escape(review.words()),
              review.found(),
              ModelEvaluationPage.escape(review.whyNone()));
    }
    ModelEvaluation.Figures w = review.weighted();
    return """
        <section>
        <h2>Recall by review of quiet windows</h2>
        <p class="small">%s. Recall of windows, by rules and the model together, after Horvitz and Thompson, with an interval after Jeffreys; below it, figures in which each row that somebody has looked at stands for as many as it was drawn from.</p>
        <div class="scroll"><table id="review"><tr><th>Windows found<th>Estimated missed<th>Recall of windows<th>Weighted recall of attacks<th>Weighted average precision<th>Weighted false alerts a day</tr>
        %s</table></div>
        </section>
        """
        .formatted(
            ModelEvaluationPage.escape(review.words()),
            ModelEvaluationPage.row(
                String.valueOf(review.found()),
                Figure.number(review.missed()),
                Figure.percent(review.recall()),
                Figure.percent(w.recall()),
                Figure.share(w.averagePrecision()),
                Figure.perDay(w.falseAlertsPerDay())));
  }
}
