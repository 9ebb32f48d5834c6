package io.gatewatch.ingest.avro;

import io.gatewatch.ingest.ApiCall;
import io.gatewatch.ingest.Exposure;
import io.gatewatch.ingest.ObjectRef;
import io.gatewatch.ingest.Principal;
import io.gatewatch.ingest.Probe;
import java.io.IOException;
import java.util.List;
import org.apache.avro.io.BinaryEncoder;

/** Writes a call field by field, in the order of ApiCall.avsc. */
final class CallWriting {
  private final BinaryEncoder out;

  CallWriting(BinaryEncoder out) {
    this.out = out;
  }

  void write(ApiCall call) throws IOException {
    out.writeLong(call.time().toEpochMilli());
    write(call.receivedAt() == null ? null : call.receivedAt().toEpochMilli());
    out.writeBoolean(call.timeClamped());
    out.writeString(call.tenant());
    write(call.environment());
    out.writeString(call.gatewayGroup());
    write(call.gatewayNode());
    out.writeString(call.callId());
    write(call.traceId());
    write(call.principal());
    write(call.agentName());
    out.writeEnum(index(call.agentClass()));
    write(call.credentialHash());
    write(call.onBehalfOfHash());
    write(call.consentHash());
    out.writeEnum(index(call.userPresent()));
    write(call.toolName());
    write(call.claimedIdHash());
    out.writeString(call.method());
    out.writeString(call.route());
    out.writeString(call.service());
    write(call.operation());
    out.writeString(call.operationGroup());
    write(call.sensitivity());
    out.writeInt(call.status());
    write(call.decidedBy());
    write(call.bytesIn());
    write(call.bytesOut());
    write(call.latencyMillis());
    write(call.sourceAddress());
    write(call.userAgent());
    write(call.objects());
    write(call.format());
    write(call.maskingKey());
    write(call.requiredScope());
    writeExposures(call.exposures());
    writeProbes(call.probes());
    write(call.lifecycle());
    write(call.claimedAgent());
    write(call.pageSize());
  }

  private void write(Principal principal) throws IOException {
    out.writeEnum(index(principal.kind()));
    out.writeString(principal.id());
    write(principal.issuer());
    out.writeEnum(index(principal.assurance()));
  }

  private void write(List<ObjectRef> objects) throws IOException {
    out.writeArrayStart();
    out.setItemCount(objects.size());
    for (ObjectRef object : objects) {
      out.startItem();
      out.writeString(object.kind());
      out.writeString(object.hash());
      write(object.walkHash());
      write(object.nextHash());
      write(object.blockHash());
      write(object.previousHash());
    }
    out.writeArrayEnd();
  }

  private void writeExposures(List<Exposure> exposures) throws IOException {
    out.writeArrayStart();
    out.setItemCount(exposures.size());
    for (Exposure exposure : exposures) {
      out.startItem();
      out.writeEnum(index(exposure.place()));
      out.writeEnum(index(exposure.kind()));
    }
    out.writeArrayEnd();
  }

  private void writeProbes(List<Probe> probes) throws IOException {
    out.writeArrayStart();
    out.setItemCount(probes.size());
    for (Probe probe : probes) {
      out.startItem();
      out.writeEnum(index(probe.place()));
      out.writeEnum(index(probe.kind()));
    }
    out.writeArrayEnd();
  }

  private void write(String text) throws IOException {
    if (isPresent(text)) {
      out.writeString(text);
    }
  }

  private void write(Long number) throws IOException {
    if (isPresent(number)) {
      out.writeLong(number);
    }
  }

  private void write(Integer number) throws IOException {
    if (isPresent(number)) {
      out.writeInt(number);
    }
  }

  private void write(Double number) throws IOException {
    if (isPresent(number)) {
      out.writeDouble(number);
    }
  }

  private void write(Enum<?> constant) throws IOException {
    if (isPresent(constant)) {
      out.writeEnum(index(constant));
    }
  }

  /** The schema lists symbols in the order of the constants; a test holds the two together. */
  @SuppressWarnings("EnumOrdinal")
  private static int index(Enum<?> constant) {
    return constant.ordinal();
  }

  /** The branch of a union of null and something. */
  private boolean isPresent(Object value) throws IOException {
    out.writeIndex(value == null ? 0 : 1);
    return value != null;
  }
}
