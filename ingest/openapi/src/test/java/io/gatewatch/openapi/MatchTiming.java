package io.gatewatch.openapi;

import com.sun.management.ThreadMXBean;
import io.gatewatch.ingest.catalog.Catalog;
import io.gatewatch.ingest.catalog.CatalogSource;
import io.gatewatch.ingest.routes.Router;
import io.gatewatch.openapi.SharedSpecs.Specified;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.ToIntFunction;

/**
 * Thread CPU time and bytes of finding an operation, with all shared specifications and shipped
 * maps in one catalogue; run by hand, without the tests' compiler settings.
 */
final class MatchTiming {
  private static final int CALLS = 1 << 14;
  private static final int ROUNDS = 200;

  private record Call(String method, String path) {}

  private MatchTiming() {}

  public static void main(String[] args) throws IOException {
    List<CatalogSource> sources = new ArrayList<>();
    List<Specified> operations = new ArrayList<>();
    for (Path file : SharedSpecs.files(Files.createTempDirectory("match")).values()) {
      sources.addAll(((SpecReading.Read) SpecFile.read(file)).sources());
      operations.addAll(SharedSpecs.operations(file));
    }
    sources.addAll(Catalog.shipped().sources());
    Catalog catalog = Catalog.of(sources);
    Random random = new Random(1);
    List<Call> known = new ArrayList<>();
    List<Call> unknown = new ArrayList<>();
    for (int i = 0; i < CALLS; i++) {
      Specified operation = operations.get(random.nextInt(operations.size()));
      String path = Paths.filled(operation, Paths.mixed(random), random);
      known.add(new Call(operation.method(), path));
      unknown.add(new Call("GET", "/other" + path));
    }
    int paths = sources.stream().mapToInt(s -> s.operations().size() * s.basePaths().size()).sum();
    System.out.printf("%d paths, %d kB of text%n", paths, catalog.text().length() / 1024);
    time("match, known", known, c -> hash(catalog.match(c.method, c.path)));
    time("match, unknown", unknown, c -> hash(catalog.match(c.method, c.path)));
    time("route, known", known, c -> hash(Router.route(c.method, c.path, catalog)));
    time("route, unknown", unknown, c -> hash(Router.route(c.method, c.path, catalog)));
    time("route, by looks", known, c -> hash(Router.route(c.method, c.path, Catalog.EMPTY)));
  }

  private static int hash(Object result) {
    return System.identityHashCode(result == null ? MatchTiming.class : result.getClass());
  }

  private static void time(String what, List<Call> calls, ToIntFunction<Call> work) {
    ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long best = Long.MAX_VALUE;
    long bytes = 0;
    int sum = 0;
    for (int round = 0; round < ROUNDS; round++) {
      long allocated = thread.getCurrentThreadAllocatedBytes();
      long start = thread.getCurrentThreadCpuTime();
      for (Call call : calls) {
        sum += work.applyAsInt(call);
      }
      best = Math.min(best, thread.getCurrentThreadCpuTime() - start);
      bytes = thread.getCurrentThreadAllocatedBytes() - allocated;
    }
    System.out.printf(
        "%s: %d ns, %d bytes a call (%d)%n", what, best / CALLS, bytes / CALLS, sum & 1);
  }
}
