package io.gatewatch.features;

import static java.util.Objects.requireNonNull;

import io.gatewatch.ingest.ApiCall;
import io.gatewatch.ingest.ApiCall.Lifecycle;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Where a call stands: what catalogue and registry say of it, and how far off its caller's paths it
 * is.
 *
 * @param service the gateway's name of the backend
 * @param route the service's method and route, as {@link View#route} names them; 0 for a call that
 *     was refused for its number
 * @param documented whether a catalogue knows the operation
 * @param lifecycle whether the operation is to go; null when nothing is said
 * @param claimedAgent the registered agent that was named without proof; null for none
 */
public record CallStanding(
    String service,
    int route,
    boolean documented,
    Lifecycle lifecycle,
    String claimedAgent,
    PathReading paths) {
  private static final Lifecycle[] LIFECYCLES = Lifecycle.values();

  public CallStanding {
    requireNonNull(service, "service");
    requireNonNull(paths, "paths");
  }

  static CallStanding of(ApiCall call, int route, PathReading paths) {
    return new CallStanding(
        call.service(),
        route,
        call.operation() != null,
        call.lifecycle(),
        call.claimedAgent(),
        paths);
  }

  /** Fingerprint of a route of a service. */
  static int route(long methodAndRoute, String service) {
    return Fingerprint.half(Fingerprint.mix(methodAndRoute, Fingerprint.of(service)));
  }

  void writeTo(DataOutput out) throws IOException {
    Varint.writeText(out, service);
    out.writeInt(route);
    out.writeBoolean(documented);
    out.writeByte(lifecycle == null ? 0 : 1 + lifecycle.ordinal());
    Varint.writeText(out, claimedAgent);
    paths.writeTo(out);
  }

  static CallStanding readFrom(DataInput in) throws IOException {
    String service = Varint.readText(in);
    int route = in.readInt();
    boolean documented = in.readBoolean();
    int lifecycle = in.readByte();
    return new CallStanding(
        service,
        route,
        documented,
        lifecycle == 0 ? null : LIFECYCLES[lifecycle - 1],
        Varint.readText(in),
        PathReading.readFrom(in));
  }
}
