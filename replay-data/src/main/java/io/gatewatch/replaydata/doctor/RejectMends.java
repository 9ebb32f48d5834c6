package io.gatewatch.replaydata.doctor;

import com.fasterxml.jackson.core.type.TypeReference;
import java.util.Map;

/** How to mend each {@link io.gatewatch.ingest.RejectReason}: {@code doctor/rejects.yaml}. */
final class RejectMends {
  /** By the reason's wire name. */
  static final Map<String, String> SHIPPED =
      Words.read("rejects", new TypeReference<Map<String, String>>() {});

  private RejectMends() {}
}
