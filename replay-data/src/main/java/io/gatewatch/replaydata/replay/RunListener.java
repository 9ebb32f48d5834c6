package io.gatewatch.replaydata.replay;

import io.gatewatch.alerting.Alert;
import io.gatewatch.alerting.QuotaUpdate;
import io.gatewatch.detectors.Detection;
import io.gatewatch.features.Observation;
import io.gatewatch.ingest.ApiCall;

/** Hears what goes on in a run that writes no folder. */
public interface RunListener {
  /** A call, before it is observed. */
  default void call(ApiCall call) {}

  /** An observation as its detectors see it; those of one principal in order. */
  default void judged(Observation observation) {}

  /** A finding. */
  default void detection(Detection detection) {}

  /** A version of an alert; those of one alert in order. */
  default void alert(Alert alert) {}

  /** A quota update, issued at its event time. */
  default void quota(QuotaUpdate update) {}
}
