package io.gatewatch.replaydata.doctor;

import io.gatewatch.features.Fingerprint;
import io.gatewatch.ingest.ApiCall;
import io.gatewatch.ingest.assemble.RawCall;
import java.util.HashSet;
import java.util.Set;

/** Where call ids came from, and which came twice: of a million different ones at most. */
final class IdTally {
  private static final int MOST_KEPT = 1_000_000;

  private final Set<Long> seen = new HashSet<>();
  private long calls;
  private long gateway;
  private long client;
  private long duplicates;

  void add(ApiCall call, RawCall raw) {
    calls++;
    if (call.callId().equals(raw.gatewayRequestId)) {
      gateway++;
    } else if (call.callId().indexOf('~') > 0) {
      client++;
    }
    long id = Fingerprint.of(call.callId());
    if (seen.size() < MOST_KEPT ? !seen.add(id) : seen.contains(id)) {
      duplicates++;
    }
  }

  Diagnosis.Ids ids() {
    return new Diagnosis.Ids(
        Share.of(gateway, calls),
        Share.of(client, calls),
        Share.of(calls - gateway - client, calls),
        duplicates);
  }
}
