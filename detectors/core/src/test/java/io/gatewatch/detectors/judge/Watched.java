package io.gatewatch.detectors.judge;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatewatch.detectors.Detection;
import io.gatewatch.detectors.book.Book;
import io.gatewatch.features.Rounds;
import io.gatewatch.ingest.FeedCount;
import io.gatewatch.ingest.FeedReport;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Gateways, the collector that hears them, and the watch that reads its reports. */
final class Watched {
  /** A Monday. */
  static final Instant START = Instant.parse("2026-03-02T00:00:00Z");

  static final Book BOOK = Book.shipped();
  private static final Map<String, byte[]> LEARNED = new ConcurrentHashMap<>();

  /** Reports come so often. */
  Duration step = Duration.ofMillis(Rounds.MILLIS);

  FeedWatch watch = new FeedWatch();
  final List<Detection> told = new ArrayList<>();
  final List<FeedReport> reports = new ArrayList<>();
  final List<Gateway> gateways;
  boolean collectorUp = true;
  boolean keepReports;
  int writers = 1;
  Instant now = START;
  private Instant reported = START;

  Watched(Gateway... gateways) {
    this.gateways = new ArrayList<>(List.of(gateways));
  }

  /** Lets time go on, a round at a time. */
  Watched until(Instant end) {
    while (now.isBefore(end)) {
      Instant next = now.plus(step);
      List<List<FeedCount>> counts = new ArrayList<>();
      for (int writer = 0; writer < writers; writer++) {
        counts.add(new ArrayList<>());
      }
      for (int i = 0; i < gateways.size(); i++) {
        counts.get(i % writers).addAll(gateways.get(i).send(now, step.toMillis() / 1000.0));
      }
      for (int writer = 0; writer < writers && collectorUp; writer++) {
        report(new FeedReport("w" + writer, reported, next, counts.get(writer)));
      }
      reported = next;
      now = next;
    }
    return this;
  }

  Watched run(Duration time) {
    return until(now.plus(time));
  }

  /** Three weeks and half a day: a Monday at noon. What was learned once is not learned again. */
  Watched learn() {
    String name = gateways.stream().map(Gateway::toString).collect(joining("|"));
    byte[] learned = LEARNED.get(name);
    if (learned == null) {
      step = Duration.ofMinutes(1);
      until(at(21, 12, 0));
      assertThat(told).as("told while learning").isEmpty();
      learned = bytes(watch);
      LEARNED.put(name, learned);
    }
    watch = read(learned);
    now = at(21, 12, 0);
    reported = now;
    step = Duration.ofMillis(Rounds.MILLIS);
    return this;
  }

  static byte[] bytes(FeedWatch watch) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      watch.writeTo(new DataOutputStream(bytes));
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static FeedWatch read(byte[] bytes) {
    try {
      return FeedWatch.readFrom(new DataInputStream(new ByteArrayInputStream(bytes)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Minutes from a moment to the first finding after it. */
  long minutesToFirst(Instant since) {
    return Duration.between(since, toldSince(since).get(0).time()).toMinutes();
  }

  private void report(FeedReport report) {
    if (keepReports) {
      reports.add(report);
    }
    watch.offer(report);
    // The round is complete when the last writer has spoken.
    watch.drain(report.to().toEpochMilli() - 1, BOOK, told::add);
  }

  static Instant at(int day, int hour, int minute) {
    return START.plus(Duration.ofDays(day)).plus(Duration.ofHours(hour)).plusSeconds(60L * minute);
  }

  List<Detection> toldSince(Instant time) {
    return told.stream().filter(d -> d.time().isAfter(time)).toList();
  }
}
