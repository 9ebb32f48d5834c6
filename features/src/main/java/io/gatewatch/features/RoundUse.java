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
  private String where;

  /** Counts one call. {@code where} is tenant/group, percent-encoded. */
  void add(String where, String service, boolean serverError) {
    calls++;
    this.where = where;
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

  int calls() {
    return calls;
  }

  /** tenant/group of the calls; null before the first. */
  String where() {
    return where;
  }

  List<ServiceUse> services() {
    return services;
  }

  void clear() {
    services.clear();
    calls = 0;
  }

  void writeTo(DataOutput out) throws IOException {
    Varint.write(out, calls);
    Varint.writeText(out, where);
    ServiceUse.writeAll(out, services);
  }

  void readInto(DataInput in) throws IOException {
    calls = Varint.readInt(in);
    where = Varint.readText(in);
    services.addAll(ServiceUse.readAll(in));
  }
}
