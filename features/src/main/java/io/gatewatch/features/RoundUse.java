package io.gatewatch.features;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What a principal did in its open round, service by service: at most four services, the first four
 * it touched.
 */
final class RoundUse {
  private static final int MAX_SERVICES = 4;

  private final List<ServiceUse> services = new ArrayList<>(2);
  private int calls;
  private int refused;
  private int refusedAt;

  /** Counts one call. */
  void add(String service, boolean serverError) {
    calls++;
    for (int i = 0; i < services.size(); i++) {
      if (services.get(i).service().equals(service)) {
        services.set(i, services.get(i).plus(serverError));
        return;
      }
    }
    if (services.size() < MAX_SERVICES) {
      services.add(new ServiceUse(service, 1, serverError ? 1 : 0));
    }
  }

  /** Counts an answer 401 of the service of the last call, if it is the first to refuse. */
  void refuse(String service) {
    for (int i = 0; i < services.size(); i++) {
      if (services.get(i).service().equals(service) && (refused == 0 || refusedAt == i)) {
        refusedAt = i;
        refused++;
      }
    }
  }

  /** Whether a service answered 5xx. */
  boolean sawErrors() {
    for (int i = 0; i < services.size(); i++) {
      if (services.get(i).serverErrors() > 0) {
        return true;
      }
    }
    return false;
  }

  /** Answers 401 of {@link #refusedBy}. */
  int refused() {
    return refused;
  }

  /** The service that refused; null when none did. */
  String refusedBy() {
    return refused == 0 ? null : services.get(refusedAt).service();
  }

  int calls() {
    return calls;
  }

  List<ServiceUse> services() {
    return services;
  }

  void clear() {
    services.clear();
    calls = 0;
    refused = 0;
    refusedAt = 0;
  }

  void writeTo(DataOutput out) throws IOException {
    Varint.write(out, calls);
    if (calls == 0) {
      return;
    }
    ServiceUse.writeAll(out, services);
    Varint.write(out, refused);
    out.writeByte(refusedAt);
  }

  /** What {@link #writeTo} wrote, from version 4 of a pulse, or what was written before. */
  void readInto(DataInput in, int version) throws IOException {
    calls = Varint.readInt(in);
    if (version > 3 && calls == 0) {
      return;
    }
    if (version < 4) {
      Varint.readText(in); // tenant and group, which the history knows
    }
    services.addAll(ServiceUse.readAll(in));
    if (version > 2) {
      refused = Varint.readInt(in);
      refusedAt = in.readByte();
    }
  }
}
