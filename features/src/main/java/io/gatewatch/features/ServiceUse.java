package io.gatewatch.features;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * One principal's calls to one service in one round.
 *
 * @param serverErrors those answered 5xx
 */
public record ServiceUse(String service, int calls, int serverErrors) {

  /** Whether at least half of the calls failed. */
  public boolean failing() {
    return serverErrors > 0 && 2 * serverErrors >= calls;
  }

  ServiceUse plus(boolean serverError) {
    return new ServiceUse(service, calls + 1, serverErrors + (serverError ? 1 : 0));
  }

  static void writeAll(DataOutput out, List<ServiceUse> uses) throws IOException {
    Varint.write(out, uses.size());
    for (ServiceUse use : uses) {
      Varint.writeText(out, use.service);
      Varint.write(out, use.calls);
      Varint.write(out, use.serverErrors);
    }
  }

  static List<ServiceUse> readAll(DataInput in) throws IOException {
    int size = Varint.readInt(in);
    List<ServiceUse> uses = new ArrayList<>(Math.min(size, 16));
    for (int i = 0; i < size; i++) {
      uses.add(new ServiceUse(Varint.readText(in), Varint.readInt(in), Varint.readInt(in)));
    }
    return uses;
  }
}
