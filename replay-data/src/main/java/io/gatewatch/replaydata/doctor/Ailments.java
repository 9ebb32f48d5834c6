package io.gatewatch.replaydata.doctor;

import io.gatewatch.detectors.FieldNeed;
import io.gatewatch.detectors.FieldNeeds;
import io.gatewatch.ingest.CallField;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Detectors that suffer for want of a field. A field that the gateway writes, or does not, should
 * be there for nearly all calls; one that follows the caller is missing only when no call has it.
 */
final class Ailments {
  private static final double MOST = 0.5;

  private Ailments() {}

  /** Blind ones first. */
  static List<Diagnosis.Ailment> of(FieldTally fields, GatewaySettings settings) {
    List<Diagnosis.Ailment> ailments = new ArrayList<>();
    if (fields.calls() == 0) {
      return ailments;
    }
    for (String detector : FieldNeeds.detectors()) {
      for (FieldNeed need : FieldNeeds.of(detector)) {
        double share = fields.share(need.field());
        GatewaySettings.Advice advice = settings.advice(need.field());
        if (isMissing(need.field(), share) && advice.fine() == null) {
          ailments.add(ailment(detector, need, share, advice));
        }
      }
    }
    ailments.sort(
        Comparator.comparing(Diagnosis.Ailment::loss).thenComparing(Diagnosis.Ailment::detector));
    return ailments;
  }

  private static boolean isMissing(CallField field, double share) {
    return field.source() == CallField.Source.GATEWAY ? share < MOST : share == 0;
  }

  /** Blind only where no call has the field: those that have it can be judged. */
  private static Diagnosis.Ailment ailment(
      String detector, FieldNeed need, double share, GatewaySettings.Advice advice) {
    FieldNeed.Loss loss = share > 0 ? FieldNeed.Loss.WEAKER : need.loss();
    return new Diagnosis.Ailment(
        detector,
        loss.name().toLowerCase(Locale.ROOT),
        need.field().wireName(),
        share,
        need.why(),
        advice.add(),
        advice.never());
  }
}
