package io.gatewatch.features;

import io.gatewatch.ingest.ApiCall;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** The parts of a call that a person may be shown: masked, without objects. */
public record CallGlance(
    String method,
    String route,
    String operationGroup,
    int status,
    String sourceAddress,
    String callId,
    String traceId) {

  static CallGlance of(ApiCall call) {
    return new CallGlance(
        call.method(),
        call.route(),
        call.operationGroup(),
        call.status(),
        call.sourceAddress(),
        call.callId(),
        call.traceId());
  }

  /** Writes a glance or null. */
  public static void write(DataOutput out, CallGlance glance) throws IOException {
    out.writeBoolean(glance != null);
    if (glance != null) {
      Varint.writeText(out, glance.method);
      Varint.writeText(out, glance.route);
      Varint.writeText(out, glance.operationGroup);
      Varint.write(out, glance.status);
      Varint.writeText(out, glance.sourceAddress);
      Varint.writeText(out, glance.callId);
      Varint.writeText(out, glance.traceId);
    }
  }

  /** Reads a glance or null. */
  public static CallGlance read(DataInput in) throws IOException {
    if (!in.readBoolean()) {
      return null;
    }
    return new CallGlance(
        Varint.readText(in),
        Varint.readText(in),
        Varint.readText(in),
        Varint.readInt(in),
        Varint.readText(in),
        Varint.readText(in),
        Varint.readText(in));
  }
}
