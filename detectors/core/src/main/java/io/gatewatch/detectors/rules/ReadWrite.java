package io.gatewatch.detectors.rules;

import io.gatewatch.features.CallGlance;
import io.gatewatch.ingest.ApiCall.Sensitivity;

/** What a call does, by its method and the catalogue's word. */
final class ReadWrite {
  private ReadWrite() {}

  static boolean isWrite(CallGlance call) {
    return switch (call.method()) {
      case "GET", "HEAD", "OPTIONS", "MALFORMED" -> false;
      default -> true;
    };
  }

  /** Whether it met a door that is shut, or none. */
  static boolean isShut(CallGlance call) {
    return call.status() == 403 || call.status() == 404 || call.status() == 405;
  }

  static boolean isAnswered(CallGlance call) {
    return call.status() >= 200 && call.status() < 300;
  }

  /** Whether it is about people or their money, as far as anybody says. */
  static boolean isPersonal(CallGlance call) {
    return call.sensitivity() != null && call.sensitivity() != Sensitivity.LOW;
  }
}
