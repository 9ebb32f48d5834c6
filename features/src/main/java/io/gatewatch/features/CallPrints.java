package io.gatewatch.features;

import io.gatewatch.ingest.ApiCall;

/**
 * Fingerprints of a call's parts that are asked for more than once.
 *
 * @param consent 0 when it has none
 * @param object that of its first object; 0 when it has none
 */
record CallPrints(long route, long consent, long object) {
  static CallPrints of(ApiCall call) {
    return new CallPrints(
        Fingerprint.of(call.route()),
        call.consentHash() == null ? 0 : Fingerprint.of(call.consentHash()),
        call.objects().isEmpty() ? 0 : Fingerprint.of(call.objects().get(0).hash()));
  }
}
