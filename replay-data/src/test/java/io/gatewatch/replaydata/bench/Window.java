package io.gatewatch.replaydata.bench;

import io.gatewatch.ingest.ApiCall;
import io.gatewatch.ingest.ObjectRef;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What a caller did in one window of time. */
final class Window {
  private final long start;
  private final Set<String> objects = new HashSet<>();
  private final Set<String> routes = new HashSet<>();
  private final Map<String, Integer> callers = new HashMap<>();
  private long calls;
  private long clientErrors;
  private long serverErrors;
  private long bytesOut;
  private String busiest;

  /**
   * @param start epoch milliseconds
   */
  Window(long start) {
    this.start = start;
  }

  void add(ApiCall call) {
    calls++;
    clientErrors += call.status() / 100 == 4 ? 1 : 0;
    serverErrors += call.status() / 100 == 5 ? 1 : 0;
    bytesOut += call.bytesOut() == null ? 0 : call.bytesOut();
    routes.add(call.method() + " " + call.route());
    for (ObjectRef object : call.objects()) {
      objects.add(object.hash());
    }
    String caller = call.principal().id();
    int times = callers.merge(caller, 1, Integer::sum);
    if (busiest == null || times > callers.get(busiest)) {
      busiest = caller;
    }
  }

  long start() {
    return start;
  }

  long calls() {
    return calls;
  }

  int objects() {
    return objects.size();
  }

  double clientErrorShare() {
    return (double) clientErrors / calls;
  }

  double serverErrorShare() {
    return (double) serverErrors / calls;
  }

  /** The caller with the most calls; ties go to the first. */
  String busiest() {
    return busiest;
  }

  /** Calls, shares of errors, objects, routes and bytes; counts as logarithms. */
  double[] point() {
    return new double[] {
      Math.log1p((double) calls),
      clientErrorShare(),
      serverErrorShare(),
      Math.log1p(objects.size()),
      Math.log1p(routes.size()),
      Math.log1p((double) bytesOut),
    };
  }
}
