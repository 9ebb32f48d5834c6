package io.gatewatch.replaydata.doctor;

import io.gatewatch.ingest.ApiCall;
import io.gatewatch.ingest.Exposure;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What stood in clear where it should not, by place and kind. */
final class ExposureTally {
  private final Map<Exposure, Long> calls =
      new TreeMap<>(Comparator.comparing(Exposure::place).thenComparing(Exposure::kind));

  void add(ApiCall call) {
    call.exposures().stream().distinct().forEach(e -> calls.merge(e, 1L, Long::sum));
  }

  List<Diagnosis.Exposed> exposures() {
    return calls.entrySet().stream()
        .map(
            e ->
                new Diagnosis.Exposed(
                    wire(e.getKey().place()), wire(e.getKey().kind()), e.getValue()))
        .toList();
  }

  private static String wire(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
