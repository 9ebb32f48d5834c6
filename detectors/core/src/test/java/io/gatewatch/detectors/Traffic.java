package io.gatewatch.detectors;

import io.gatewatch.ingest.ApiCall;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Seeded traffic of an hour with every shipped rule's attack in it, at random paces and moments.
 * Ten callers.
 */
public final class Traffic {
  private static final int AGENTS = 6;
  private static final double HOUR = 3_600;

  private Traffic() {}

  public static List<ApiCall> of(long seed) {
    Random random = new Random(seed);
    double outage = 2_450 + random.nextInt(600);
    List<TestCalls> callers = new ArrayList<>();
    for (int i = 0; i < AGENTS; i++) {
      double pace = 5 + random.nextInt(8);
      callers.add(
          familiar("aisp-" + i)
              .every(pace, random.nextDouble(5), outage)
              .answered(503)
              .every(1 + random.nextInt(3), outage, outage + 90)
              .answered(n -> n % 11 == 0 ? 404 : 200)
              .every(pace, outage + 90, HOUR));
    }
    callers.get(0).answered(200).every(0.3, 2_410, 2_440);
    callers.get(1).answered(500).every(0.5, 2_300 + random.nextInt(90), 2_420);
    double strike = random.nextInt(3_000);
    callers.add(familiar("newcomer").every(0.3, 200 + random.nextInt(1_000), 1_300));
    callers.add(
        TestCalls.agent("thief")
            .touching(TestCalls::numbered)
            .answered(n -> n % 3 == 0 ? 200 : 403)
            .every(1 + random.nextDouble(), strike, strike + 150));
    callers.add(
        TestCalls.source("198.51.100.0/24")
            .claiming(n -> "customer" + n)
            .answered(401)
            .every(0.7, strike, strike + 200));
    callers.add(
        TestCalls.agent("prober").calling(n -> "/probe" + n).answered(404).every(2, strike, 3_200));
    return TestCalls.together(callers);
  }

  private static TestCalls familiar(String id) {
    return TestCalls.agent(id).to("payments").touching(n -> TestCalls.scattered(n % 7));
  }

  /** The same calls, the principals of each round in another order; each one's own order stays. */
  public static List<ApiCall> permutedWithinRounds(
      List<ApiCall> calls, long roundMillis, long seed) {
    Random random = new Random(seed);
    List<ApiCall> permuted = new ArrayList<>();
    for (int from = 0; from < calls.size(); ) {
      int to = from;
      while (to < calls.size()
          && round(calls.get(to), roundMillis) == round(calls.get(from), roundMillis)) {
        to++;
      }
      permuted.addAll(permuted(calls.subList(from, to), random));
      from = to;
    }
    return permuted;
  }

  private static List<ApiCall> permuted(List<ApiCall> round, Random random) {
    List<String> keys = new ArrayList<>(round.stream().map(ApiCall::key).distinct().toList());
    Collections.shuffle(keys, random);
    List<ApiCall> permuted = new ArrayList<>();
    for (String key : keys) {
      round.stream().filter(c -> c.key().equals(key)).forEach(permuted::add);
    }
    return permuted;
  }

  private static long round(ApiCall call, long roundMillis) {
    return Math.floorDiv(call.time().toEpochMilli(), roundMillis);
  }
}
