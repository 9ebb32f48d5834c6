package io.gatewatch.replaydata.doctor;

import io.gatewatch.ingest.ApiCall;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Routes by their calls; of a hundred thousand different ones at most. */
final class RouteTally {
  private static final int MOST_SHOWN = 10;
  private static final int MOST_KEPT = 100_000;

  private record Key(String method, String route, String operation) {}

  private final List<String> operations;
  private final Map<Key, Long> calls = new HashMap<>();
  private final Set<String> seen = new HashSet<>();
  private long all;
  private long catalogued;

  /**
   * @param operations ids of the operations that somebody expects to be called
   */
  RouteTally(List<String> operations) {
    this.operations = operations;
  }

  void add(ApiCall call) {
    all++;
    if (call.operation() != null) {
      catalogued++;
      seen.add(call.operation());
    }
    Key key = new Key(call.method(), call.route(), call.operation());
    if (calls.size() < MOST_KEPT || calls.containsKey(key)) {
      calls.merge(key, 1L, Long::sum);
    }
  }

  Diagnosis.Routes routes() {
    return new Diagnosis.Routes(
        calls.size(),
        busiest(key -> true),
        Share.of(catalogued, all),
        catalogued == 0 ? List.of() : busiest(key -> key.operation == null),
        operations.size(),
        operations.stream().filter(o -> !seen.contains(o)).toList());
  }

  private List<Diagnosis.Route> busiest(Predicate<Key> wanted) {
    return calls.entrySet().stream()
        .filter(e -> wanted.test(e.getKey()))
        .map(
            e ->
                new Diagnosis.Route(
                    e.getKey().method, e.getKey().route, e.getKey().operation, e.getValue()))
        .sorted(
            Comparator.comparingLong(Diagnosis.Route::calls)
                .reversed()
                .thenComparing(Diagnosis.Route::route)
                .thenComparing(Diagnosis.Route::method))
        .limit(MOST_SHOWN)
        .toList();
  }
}
