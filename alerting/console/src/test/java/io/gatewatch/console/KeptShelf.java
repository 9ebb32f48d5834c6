package io.gatewatch.console;

import io.gatewatch.ingest.ControlRecord;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/** Control records in memory; each counts from a minute after the one before. */
final class KeptShelf implements ControlShelf {
  private final Map<String, ControlRecord> newest = new ConcurrentSkipListMap<>();

  @Override
  public List<ControlRecord> newest(String kind) {
    return newest.values().stream().filter(record -> record.kind().equals(kind)).toList();
  }

  @Override
  public ControlRecord publish(String kind, String id, String payload) {
    return newest.compute(
        kind + ":" + id,
        (thing, before) -> {
          int version = before == null ? 1 : before.version() + 1;
          return ControlRecord.of(
              kind, id, version, Instant.EPOCH.plusSeconds(60L * version), payload);
        });
  }
}
