package io.gatewatch.features;

import io.gatewatch.ingest.ApiCall;
import io.gatewatch.ingest.ApiCall.Sensitivity;
import io.gatewatch.ingest.ApiCall.UserPresent;
import io.gatewatch.ingest.Exposure;
import io.gatewatch.ingest.ObjectRef;
import io.gatewatch.ingest.Principal;
import io.gatewatch.ingest.Probe;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A stranger who sends whatever may fill a state: all that a call can vary, it varies. */
final class AdverseCalls {
  private static final Principal STRANGER = Principal.source("2001:db8:abcd::/48");
  private static final int[] STATUSES = {200, 201, 301, 400, 401, 403, 404, 405, 410, 429, 503};
  private static final String[] METHODS = {"GET", "POST", "PUT", "DELETE"};
  private static final Probe.Kind[] KINDS = Probe.Kind.values();

  private final Random random;
  private final int routes;
  private final int objects;
  private long at;
  private int next;

  AdverseCalls(long seed) {
    random = new Random(seed);
    routes = 1 << random.nextInt(8);
    objects = 1 << random.nextInt(9);
  }

  /** When its last call was. */
  long at() {
    return at;
  }

  /** A pause, then some calls, of which there may be many in a minute. */
  List<ApiCall> burst() {
    List<ApiCall> burst = new ArrayList<>();
    at += random.nextInt(4) == 0 ? random.nextInt(47 * 3_600_000) : random.nextInt(4_000_000);
    int calls = 1 + random.nextInt(1 << random.nextInt(10));
    long pace = 1L << random.nextInt(16);
    for (int i = 0; i < calls; i++) {
      at += pace;
      burst.add(call());
    }
    return burst;
  }

  private ApiCall call() {
    int object = random.nextInt(objects);
    boolean pays = random.nextInt(8) == 0;
    return new ApiCall(
        Instant.ofEpochMilli(TestCalls.START + at),
        null,
        false,
        "default",
        null,
        "kong-public",
        null,
        "c" + next++,
        null,
        STRANGER,
        null,
        ApiCall.AgentClass.UNKNOWN,
        null,
        "customer-" + random.nextInt(9),
        "consent-" + random.nextInt(9),
        UserPresent.FALSE,
        null,
        "claim-" + random.nextInt(99),
        pays ? "POST" : METHODS[random.nextInt(METHODS.length)],
        "/r" + random.nextInt(routes),
        "service-" + random.nextInt(9),
        null,
        "group-" + random.nextInt(40) + ".read",
        pays ? Sensitivity.PAYMENT : Sensitivity.LOW,
        STATUSES[random.nextInt(STATUSES.length)],
        null,
        null,
        (long) random.nextInt(1 << random.nextInt(31)),
        1.0,
        "2001:db8:abcd::" + random.nextInt(99),
        "agent-" + random.nextInt(9),
        List.of(ref(object), ref(random.nextInt(objects))),
        null,
        "key-" + at / 86_400_000,
        null,
        List.of(),
        List.of(probe(), probe()),
        null,
        random.nextBoolean() ? "somebody" : null,
        random.nextBoolean() ? 1 + random.nextInt(ApiCall.MOST_ROWS) : null);
  }

  private static ObjectRef ref(int id) {
    return new ObjectRef("account", "h" + id, "w" + id, "w" + (id + 1), "b" + id / 64);
  }

  private Probe probe() {
    Exposure.Place[] places = Exposure.Place.values();
    return new Probe(places[random.nextInt(places.length)], KINDS[random.nextInt(KINDS.length)]);
  }
}
