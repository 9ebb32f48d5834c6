package io.gatewatch.ingest;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reports made by hand. */
public final class Reports {
  public static final Instant FROM = Instant.parse("2026-03-02T09:15:00.000Z");
  public static final Instant TO = Instant.parse("2026-03-02T09:15:10.250Z");

  private Reports() {}

  public static FeedReport full() {
    FeedCount count =
        new FeedCount(
            new Feed("b\u00e4nk", "public", "kong", "node-1"),
            120,
            240_000,
            1,
            2,
            3,
            new TreeMap<>(Map.of("not_json", 4L, "truncated", 1L)),
            new TreeMap<>(Map.of("agent", 118L, "bytesOut", 0L)));
    FeedCount other =
        new FeedCount(
            new Feed("bank", "public", "nginx", ""),
            0,
            10,
            0,
            0,
            0,
            new TreeMap<>(Map.of("not_json", 1L)),
            new TreeMap<>());
    return new FeedReport("w-1", FROM, TO, List.of(count, other));
  }

  public static FeedReport empty() {
    return new FeedReport("w-1/normaliser/0_2", FROM, TO, List.of());
  }
}
