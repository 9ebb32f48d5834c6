package io.gatewatch.features;

import io.gatewatch.features.Pulse.Weight;
import io.gatewatch.features.consent.ConsentUse;
import io.gatewatch.features.evidence.EvidenceStream;
import io.gatewatch.features.evidence.OwnEvidence;
import io.gatewatch.ingest.ApiCall;
import io.gatewatch.ingest.ApiCall.Sensitivity;
import io.gatewatch.ingest.ApiCall.UserPresent;

/** What one call of an agent says by itself: to its streams of evidence, and of its consent. */
final class CallEvidence {
  private static final int MAX_KILOBYTES = 1_000_000;

  private CallEvidence() {}

  /**
   * What a call says to the streams of evidence beyond novelty. Whether it comes in an order, or to
   * a route, that is new or rare for this agent.
   */
  static boolean gather(
      OwnEvidence evidence, ApiCall call, CallPrints prints, int route, long sameCall, long now) {
    evidence.add(EvidenceStream.CALLS, 1);
    if (call.bytesOut() != null) {
      evidence.add(EvidenceStream.KILOBYTES, kilobytes(call));
    }
    if (weight(call) == Weight.PAYMENT) {
      evidence.add(EvidenceStream.PAYMENTS, 1);
      if (call.userPresent() != UserPresent.UNKNOWN) {
        evidence.count(EvidenceStream.UNATTENDED, call.userPresent() == UserPresent.FALSE);
      }
    }
    String address = call.sourceAddress();
    int place = address == null ? 0 : Fingerprint.half(Fingerprint.of(address));
    int object = call.objects().isEmpty() ? 0 : Fingerprint.half(prints.object());
    evidence.count(EvidenceStream.MONOTONY, route == evidence.lastRoute());
    boolean rareRoute = evidence.meetRoute(route, now);
    boolean newOrder = evidence.meetOrder(route, place, object);
    boolean rareOrder = evidence.isRareOrder();
    evidence.count(EvidenceStream.RARE_ROUTES, rareRoute);
    evidence.count(EvidenceStream.NEW_ORDER, newOrder);
    evidence.count(EvidenceStream.RARE_ORDER, rareOrder);
    evidence.count(EvidenceStream.NEW_CLIENTS, evidence.meetClient(address, call.userAgent(), now));
    evidence.count(EvidenceStream.SWITCHES, evidence.meetNetwork(now));
    boolean again = evidence.meetAgain(sameCall);
    if (call.status() < 500) {
      evidence.count(EvidenceStream.REPEATS, again);
      evidence.count(
          EvidenceStream.REFUSALS,
          call.status() == 401 || call.status() == 403 || call.status() == 404);
    }
    return rareRoute || newOrder || rareOrder;
  }

  /** Whether an account was looked into without its customer once more than its consent allows. */
  static boolean overusesConsent(
      ConsentUse consents, ApiCall call, CallPrints prints, Leave leave, long now) {
    if (call.userPresent() != UserPresent.FALSE
        || call.consentHash() == null
        || call.objects().isEmpty()
        || call.status() >= 400
        || isWrite(call.method())) {
      return false;
    }
    long place = Fingerprint.mix(prints.consent(), prints.object());
    place = Fingerprint.mix(place, prints.route());
    return consents.access(Fingerprint.half(place), now, leave.accessesADay(call));
  }

  /** Without a catalogue's word the method decides; a payment is a write that moves money. */
  static Weight weight(ApiCall call) {
    if (!isWrite(call.method())) {
      return Weight.READ;
    }
    return call.sensitivity() == Sensitivity.PAYMENT ? Weight.PAYMENT : Weight.WRITE;
  }

  static int kilobytes(ApiCall call) {
    return (int) Math.min(MAX_KILOBYTES, (call.bytesOut() + 1023) / 1024);
  }

  static boolean isWrite(String method) {
    return !(method.equals("GET") || method.equals("HEAD") || method.equals("OPTIONS"));
  }
}
