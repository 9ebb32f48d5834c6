package io.gatewatch.ingest.avro;

import io.gatewatch.ingest.ApiCall;
import io.gatewatch.ingest.Exposure;
import io.gatewatch.ingest.ObjectRef;
import io.gatewatch.ingest.Principal;
import io.gatewatch.ingest.Probe;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.io.BinaryDecoder;

/**
 * Reads a call field by field, in the order of ApiCall.avsc. Lengths beyond the entry are faults.
 */
final class CallReading {
  private static final Principal.Kind[] KINDS = Principal.Kind.values();
  private static final Principal.Assurance[] ASSURANCES = Principal.Assurance.values();
  private static final ApiCall.AgentClass[] CLASSES = ApiCall.AgentClass.values();
  private static final ApiCall.UserPresent[] PRESENCES = ApiCall.UserPresent.values();
  private static final ApiCall.Sensitivity[] SENSITIVITIES = ApiCall.Sensitivity.values();
  private static final ApiCall.DecidedBy[] DECIDERS = ApiCall.DecidedBy.values();

  private static final Exposure.Place[] PLACES = Exposure.Place.values();
  private static final Exposure.Kind[] KINDS_EXPOSED = Exposure.Kind.values();
  private static final Probe.Kind[] KINDS_PROBED = Probe.Kind.values();

  private static final ApiCall.Lifecycle[] LIFECYCLES = ApiCall.Lifecycle.values();

  private final BinaryDecoder in;
  private final byte[] scratch;
  private final int limit;
  private final int version;

  /**
   * @param scratch room for the longest text, overwritten by each
   * @param limit length of the entry, in bytes
   * @param version of the entry's schema, of which the later ones have more fields
   */
  CallReading(BinaryDecoder in, byte[] scratch, int limit, int version) {
    this.in = in;
    this.scratch = scratch;
    this.limit = limit;
    this.version = version;
  }

  /** The arguments are read in the order of the schema: Java evaluates them from left to right. */
  ApiCall read() throws IOException {
    return new ApiCall(
        Instant.ofEpochMilli(in.readLong()),
        isPresent() ? Instant.ofEpochMilli(in.readLong()) : null,
        in.readBoolean(),
        text(),
        textOrNull(),
        text(),
        textOrNull(),
        text(),
        textOrNull(),
        principal(),
        textOrNull(),
        constant(CLASSES),
        textOrNull(),
        textOrNull(),
        textOrNull(),
        constant(PRESENCES),
        textOrNull(),
        textOrNull(),
        text(),
        text(),
        text(),
        textOrNull(),
        text(),
        isPresent() ? constant(SENSITIVITIES) : null,
        in.readInt(),
        isPresent() ? constant(DECIDERS) : null,
        isPresent() ? (Long) in.readLong() : null,
        isPresent() ? (Long) in.readLong() : null,
        isPresent() ? (Double) in.readDouble() : null,
        textOrNull(),
        textOrNull(),
        objects(),
        version < 2 ? null : textOrNull(),
        version < 2 ? null : textOrNull(),
        version < 2 ? null : textOrNull(),
        version < 2 ? List.of() : exposures(),
        version < 3 ? List.of() : probes(),
        version > 3 && isPresent() ? constant(LIFECYCLES) : null,
        version < 4 ? null : textOrNull(),
        version > 4 && isPresent() ? (Integer) in.readInt() : null);
  }

  String text() throws IOException {
    int length = in.readInt();
    if (length < 0 || length > limit) {
      throw new IOException("length of a text: " + length);
    }
    in.readFixed(scratch, 0, length);
    return new String(scratch, 0, length, StandardCharsets.UTF_8);
  }

  private String textOrNull() throws IOException {
    return isPresent() ? text() : null;
  }

  private Principal principal() throws IOException {
    return new Principal(constant(KINDS), text(), textOrNull(), constant(ASSURANCES));
  }

  private List<ObjectRef> objects() throws IOException {
    List<ObjectRef> objects = new ArrayList<>();
    for (long block = in.readArrayStart(); block != 0; block = in.arrayNext()) {
      for (long i = 0; i < block; i++) {
        objects.add(
            new ObjectRef(
                text(),
                text(),
                textOrNull(),
                textOrNull(),
                textOrNull(),
                version < 2 ? null : textOrNull()));
      }
    }
    return objects;
  }

  private List<Exposure> exposures() throws IOException {
    List<Exposure> exposures = new ArrayList<>(0);
    for (long block = in.readArrayStart(); block != 0; block = in.arrayNext()) {
      for (long i = 0; i < block; i++) {
        exposures.add(new Exposure(constant(PLACES), constant(KINDS_EXPOSED)));
      }
    }
    return exposures;
  }

  private List<Probe> probes() throws IOException {
    List<Probe> probes = new ArrayList<>(0);
    for (long block = in.readArrayStart(); block != 0; block = in.arrayNext()) {
      for (long i = 0; i < block; i++) {
        probes.add(new Probe(constant(PLACES), constant(KINDS_PROBED)));
      }
    }
    return probes;
  }

  private boolean isPresent() throws IOException {
    int branch = in.readIndex();
    if (branch < 0 || branch > 1) {
      throw new IOException("branch of a union: " + branch);
    }
    return branch == 1;
  }

  private <E extends Enum<E>> E constant(E[] constants) throws IOException {
    int index = in.readEnum();
    if (index < 0 || index >= constants.length) {
      throw new IOException("constant of an enum: " + index);
    }
    return constants[index];
  }
}
