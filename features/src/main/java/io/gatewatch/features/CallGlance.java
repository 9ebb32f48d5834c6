package io.gatewatch.features;

import static java.util.Objects.requireNonNull;

import io.gatewatch.ingest.ApiCall;
import io.gatewatch.ingest.ApiCall.Sensitivity;
import io.gatewatch.ingest.Exposure;
import io.gatewatch.ingest.Probe;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The parts of a call that a person may be shown: masked; version 5.
 *
 * @param sensitivity what the operation can do; null when unknown, and in glances of version 1
 * @param exposures what stood in clear where it should not: place and kind
 * @param probes what it tries: place and kind
 * @param trail what its caller's probes add up to with it; null when it has none that count
 * @param standing what catalogue and registry say of it, and how far off its caller's paths it is;
 *     null in glances of earlier versions
 * @param newObject the narrowest object that was new to its caller, see {@link NewObject}; 0 for
 *     none, and in glances of earlier versions
 */
public record CallGlance(
    String method,
    String route,
    String operationGroup,
    int status,
    String sourceAddress,
    String callId,
    String traceId,
    Sensitivity sensitivity,
    List<Exposure> exposures,
    List<Probe> probes,
    ProbeReading trail,
    CallStanding standing,
    long newObject) {
  /** Forms of a glance; those of before stay readable. */
  private static final int NONE = 0;

  private static final int VERSION_1 = 1;
  private static final int VERSION_2 = 2;
  private static final int VERSION_3 = 3;
  private static final int VERSION_4 = 4;
  private static final int VERSION_5 = 5;
  private static final Sensitivity[] SENSITIVITIES = Sensitivity.values();
  private static final Exposure.Place[] PLACES = Exposure.Place.values();
  private static final Exposure.Kind[] KINDS = Exposure.Kind.values();
  private static final Probe.Kind[] PROBES = Probe.Kind.values();

  public CallGlance {
    requireNonNull(method, "method");
    requireNonNull(route, "route");
    exposures = List.copyOf(exposures);
    probes = List.copyOf(probes);
  }

  /** The glance of a call without probes. */
  static CallGlance of(ApiCall call) {
    return of(call, null, null, 0);
  }

  static CallGlance of(ApiCall call, ProbeReading trail, CallStanding standing, long newObject) {
    return new CallGlance(
        call.method(),
        call.route(),
        call.operationGroup(),
        call.status(),
        call.sourceAddress(),
        call.callId(),
        call.traceId(),
        call.sensitivity(),
        call.exposures(),
        call.probes(),
        trail,
        standing,
        newObject);
  }

  /** The same without what only the judge asks: as a sample shows it. */
  public CallGlance asShown() {
    return standing == null
        ? this
        : new CallGlance(
            method,
            route,
            operationGroup,
            status,
            sourceAddress,
            callId,
            traceId,
            sensitivity,
            exposures,
            probes,
            trail,
            null,
            newObject);
  }

  /** Writes a glance or null. */
  public static void write(DataOutput out, CallGlance glance) throws IOException {
    out.writeByte(glance == null ? NONE : VERSION_5);
    if (glance != null) {
      Varint.writeText(out, glance.method);
      Varint.writeText(out, glance.route);
      Varint.writeText(out, glance.operationGroup);
      Varint.write(out, glance.status);
      Varint.writeText(out, glance.sourceAddress);
      Varint.writeText(out, glance.callId);
      Varint.writeText(out, glance.traceId);
      out.writeByte(glance.sensitivity == null ? 0 : 1 + glance.sensitivity.ordinal());
      Varint.write(out, glance.exposures.size());
      for (Exposure exposure : glance.exposures) {
        out.writeByte(exposure.place().ordinal());
        out.writeByte(exposure.kind().ordinal());
      }
      Varint.write(out, glance.probes.size());
      for (Probe probe : glance.probes) {
        out.writeByte(probe.place().ordinal());
        out.writeByte(probe.kind().ordinal());
      }
      out.writeBoolean(glance.trail != null);
      if (glance.trail != null) {
        glance.trail.writeTo(out);
      }
      out.writeBoolean(glance.standing != null);
      if (glance.standing != null) {
        glance.standing.writeTo(out);
      }
      out.writeBoolean(glance.newObject != 0);
      if (glance.newObject != 0) {
        out.writeLong(glance.newObject);
      }
    }
  }

  /** Reads a glance or null, of any released version. */
  public static CallGlance read(DataInput in) throws IOException {
    int version = in.readByte();
    if (version == NONE) {
      return null;
    }
    if (version < VERSION_1 || version > VERSION_5) {
      throw new IOException(
          "glance of version " + version + " (expected: up to " + VERSION_5 + ")");
    }
    boolean first = version < VERSION_2;
    boolean hasProbes = version >= VERSION_3;
    return new CallGlance(
        Varint.readText(in),
        Varint.readText(in),
        Varint.readText(in),
        Varint.readInt(in),
        Varint.readText(in),
        Varint.readText(in),
        Varint.readText(in),
        first ? null : readSensitivity(in),
        first ? List.of() : readExposures(in),
        hasProbes ? readProbes(in) : List.of(),
        hasProbes && in.readBoolean() ? ProbeReading.readFrom(in) : null,
        version >= VERSION_4 && in.readBoolean() ? CallStanding.readFrom(in) : null,
        version >= VERSION_5 && in.readBoolean() ? in.readLong() : 0);
  }

  private static Sensitivity readSensitivity(DataInput in) throws IOException {
    int index = in.readByte();
    return index == 0 ? null : SENSITIVITIES[index - 1];
  }

  private static List<Exposure> readExposures(DataInput in) throws IOException {
    int size = Varint.readInt(in);
    List<Exposure> exposures = new ArrayList<>(Math.min(size, 8));
    for (int i = 0; i < size; i++) {
      exposures.add(new Exposure(PLACES[in.readByte()], KINDS[in.readByte()]));
    }
    return exposures;
  }

  private static List<Probe> readProbes(DataInput in) throws IOException {
    int size = Varint.readInt(in);
    List<Probe> probes = new ArrayList<>(Math.min(size, 8));
    for (int i = 0; i < size; i++) {
      probes.add(new Probe(PLACES[in.readByte()], PROBES[in.readByte()]));
    }
    return probes;
  }
}
