package io.gatewatch.replaydata.doctor;

import io.gatewatch.ingest.ParsedLine;
import io.gatewatch.ingest.RejectReason;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Rejects by reason. A few places and one shape of each. */
final class RejectTally {
  private static final int PLACES = 5;

  private static final class Entry {
    private final List<String> places = new ArrayList<>();
    private final String shape;
    private long count;

    private Entry(String shape) {
      this.shape = shape;
    }
  }

  private final Map<String, Entry> byReason = new TreeMap<>();
  private long count;

  void add(ParsedLine.Rejected rejected, String place) {
    Entry entry = byReason.computeIfAbsent(rejected.reason(), r -> new Entry(rejected.shape()));
    entry.count++;
    count++;
    if (entry.places.size() < PLACES) {
      entry.places.add(place);
    }
  }

  long count() {
    return count;
  }

  long notCalls() {
    Entry entry = byReason.get(RejectReason.NOT_A_CALL.wire());
    return entry == null ? 0 : entry.count;
  }

  /** Most frequent first. */
  List<Diagnosis.Reject> list(long lines) {
    Map<String, String> mends = RejectMends.SHIPPED;
    return byReason.entrySet().stream()
        .map(
            e ->
                new Diagnosis.Reject(
                    e.getKey(),
                    e.getValue().count,
                    Share.of(e.getValue().count, lines),
                    List.copyOf(e.getValue().places),
                    e.getValue().shape,
                    mends.get(e.getKey())))
        .sorted(Comparator.comparingLong(Diagnosis.Reject::count).reversed())
        .toList();
  }
}
