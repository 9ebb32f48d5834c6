package io.gatewatch.replaydata.train;

import io.gatewatch.alerting.Alert;
import io.gatewatch.alerting.QuotaUpdate;
import io.gatewatch.detectors.Detection;
import io.gatewatch.detectors.judge.AskedMinutes;
import io.gatewatch.features.Observation;
import io.gatewatch.ingest.ApiCall;
import io.gatewatch.models.Scorer;
import io.gatewatch.models.training.TrainingRow;
import io.gatewatch.models.training.TrainingRow.Exclusion;
import io.gatewatch.replaydata.evaluate.Truth;
import io.gatewatch.replaydata.replay.RunListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * Training rows out of a run: what a model was, or would have been, asked about each agent in each
 * minute, and what is known of that by the end of the run. Rows wait in a temporary file, so memory
 * grows with agents, findings, alerts and quotas, and not with rows.
 */
public final class FeatureExtraction implements RunListener, AutoCloseable {
  /** Takes rows. */
  @FunctionalInterface
  public interface Rows {
    /** The next row, in order of time, then agent; after so much of them, 0..1. */
    void row(TrainingRow row, double share) throws IOException;
  }

  private final RowStore store;
  private final AskedMinutes asked;
  private final AlertSpans alerts = new AlertSpans();
  private final QuotaSpans quotas = new QuotaSpans();
  private final Findings findings = new Findings();

  public FeatureExtraction() throws IOException {
    store = new RowStore();
    asked = new AskedMinutes(this::keep);
  }

  private void keep(Observation observation) {
    try {
      store.add(observation);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + e.getMessage(), e);
    }
  }

  @Override
  public void call(ApiCall call) {
    quotas.call(call);
  }

  @Override
  public void judged(Observation observation) {
    asked.accept(observation);
  }

  @Override
  public void detection(Detection detection) {
    findings.detection(detection);
  }

  @Override
  public void alert(Alert alert) {
    alerts.alert(alert);
  }

  @Override
  public void quota(QuotaUpdate update) {
    quotas.quota(update);
  }

  /**
   * Tells all rows, when the run is over.
   *
   * @param truth what is known of the traffic; null for nothing
   * @param other alerts that verdicts may speak of besides the run's own; null for none
   * @return the labels that were put on them
   */
  public KnownLabels finish(Truth truth, List<Verdict> verdicts, AlertSpans other, Rows rows)
      throws IOException {
    KnownLabels known =
        KnownLabels.of(
            truth,
            verdicts,
            id -> other != null && other.find(id) != null ? other.find(id) : alerts.find(id));
    store.forEach(
        (kept, share) -> {
          String agent = kept.who().key();
          List<String> open = alerts.openAboveLow(agent, kept.time());
          boolean quota = quotas.bore(kept.who(), kept.time());
          TrainingRow row =
              new TrainingRow(
                  agent,
                  kept.time(),
                  kept.cohort(),
                  kept.features(),
                  Scorer.ORDINARY,
                  null,
                  quota ? Exclusion.QUOTA : open.isEmpty() ? null : Exclusion.ALERT,
                  findings.next(agent, kept.time()));
          rows.row(known.labels().label(row, open), share);
        });
    return known;
  }

  @Override
  public void close() throws IOException {
    store.close();
  }
}
