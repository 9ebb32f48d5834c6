package io.gatewatch.replaydata.doctor;

import io.gatewatch.ingest.ApiCall;
import io.gatewatch.ingest.CallField;

/** How many calls have each field. */
final class FieldTally {
  private static final CallField[] FIELDS = CallField.values();

  private final long[] filled = new long[FIELDS.length];
  private long calls;

  void add(ApiCall call) {
    calls++;
    for (int i = 0; i < FIELDS.length; i++) {
      if (FIELDS[i].isFilled(call)) {
        filled[i]++;
      }
    }
  }

  long calls() {
    return calls;
  }

  long filled(CallField field) {
    return filled[field.ordinal()];
  }

  double share(CallField field) {
    return Share.of(filled(field), calls);
  }
}
