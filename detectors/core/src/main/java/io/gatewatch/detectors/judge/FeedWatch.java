package io.gatewatch.detectors.judge;

import io.gatewatch.detectors.Detection;
import io.gatewatch.detectors.Severity;
import io.gatewatch.detectors.book.Book;
import io.gatewatch.detectors.book.Brain;
import io.gatewatch.detectors.rules.TelemetryGap;
import io.gatewatch.features.Rounds;
import io.gatewatch.features.Varint;
import io.gatewatch.features.feeds.FeedLimits;
import io.gatewatch.features.feeds.FeedReading;
import io.gatewatch.features.feeds.FeedRound;
import io.gatewatch.features.feeds.FeedState;
import io.gatewatch.ingest.FeedReport;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Watches all feeds by what the writers report, round by round. One for all sources, because
 * whether somebody listened can only be known from all writers together: a report about others is
 * what proves that a source was silent. Reports are few (one a writer in 10 s), whatever the
 * traffic. At most {@link #MAX_SOURCES} sources of about 4 KB, {@link #MAX_OF_TENANT} of a tenant,
 * and 0.7 KB for each of their nodes; where there is no room, the one silent longest of those known
 * for less than a day goes. Version 1.
 *
 * <p>Like the other folds it does not show in which order reports of one round came, nor when the
 * clock ticked.
 */
public final class FeedWatch {
  static final int VERSION = 1;
  static final int MAX_SOURCES = 512;
  static final int MAX_OF_TENANT = 64;

  private final TreeMap<Long, FeedRound> open = new TreeMap<>();
  private final TreeMap<String, FeedState> sources = new TreeMap<>();
  private final TreeMap<String, Episode> episodes = new TreeMap<>();
  private long lastClosed = Long.MIN_VALUE;
  private long listenedUntil = Long.MIN_VALUE;
  private long lastHeard = Long.MIN_VALUE;

  /** Takes a report; false when its round was closed before (it came too late to count). */
  public boolean offer(FeedReport report) {
    long round = Rounds.of(report.to().toEpochMilli() - 1);
    if (round <= lastClosed) {
      return false;
    }
    open.computeIfAbsent(round, r -> new FeedRound()).add(report);
    return true;
  }

  /** The watermark at which {@link #drain} has something to do; Long.MAX_VALUE when none waits. */
  public long nextDue() {
    return open.isEmpty() ? Long.MAX_VALUE : Rounds.end(open.firstKey());
  }

  /** Judges all rounds that end at or before {@code watermark}. */
  public void drain(long watermark, Book book, Consumer<Detection> out) {
    while (nextDue() <= watermark) {
      Map.Entry<Long, FeedRound> first = open.pollFirstEntry();
      lastClosed = first.getKey();
      close(first.getValue(), Rounds.end(lastClosed), book, out);
    }
  }

  private void close(FeedRound round, long end, Book book, Consumer<Detection> out) {
    Brain brain = book.inForce(end - 1);
    TelemetryGap rule = brain.rules().telemetryGap();
    FeedLimits limits = rule == null ? FeedLimits.defaults() : rule.limits();
    FeedRound.Listening listening = round.listening(listenedUntil);
    listenedUntil = listening.until();
    meet(round, end);
    sources.values().forEach(state -> state.hear(round, end, listening, limits));
    sources.values().removeIf(state -> state.isGone(end));
    episodes.values().removeIf(episode -> episode.over(end));
    if (rule == null) {
      return;
    }
    boolean allSilent = sources.size() > 1 && end - lastHeard >= limits.minPauseMillis();
    for (FeedState state : sources.values()) {
      for (FeedReading reading : state.readings(limits)) {
        Episode episode = episode(reading, round, rule, end);
        if (episode != null) {
          out.accept(
              rule.tell(
                  reading,
                  end,
                  episode.firstRound(),
                  episode.sequence(),
                  allSilent,
                  brain.versions()));
        }
      }
    }
  }

  private void meet(FeedRound round, long end) {
    lastHeard = round.isHeard() ? end : lastHeard;
    for (String name : round.speakers()) {
      if (!sources.containsKey(name)) {
        FeedState met = FeedState.of(round, name);
        if (makeRoom(met.source().tenant(), round)) {
          sources.put(name, met);
        }
      }
    }
  }

  /** Whether there is room for one more source, which one that was heard only briefly may make. */
  private boolean makeRoom(String tenant, FeedRound round) {
    long ofTenant =
        sources.values().stream().filter(s -> s.source().tenant().equals(tenant)).count();
    boolean tenantIsFull = ofTenant >= MAX_OF_TENANT;
    if (!tenantIsFull && sources.size() < MAX_SOURCES) {
      return true;
    }
    FeedState out = null;
    for (FeedState known : sources.values()) {
      boolean may = !tenantIsFull || known.source().tenant().equals(tenant);
      if (may && known.isNew() && !round.hasSent(known.source())) {
        out = out == null || known.heardHour() < out.heardHour() ? known : out;
      }
    }
    return out != null && sources.remove(out.source().source(), out);
  }

  /** The episode of a reading when it is to be told now; else null. */
  private Episode episode(FeedReading reading, FeedRound round, TelemetryGap rule, long end) {
    String key = TelemetryGap.entity(reading.feed()).key();
    Severity severity = rule.severity(reading);
    Episode episode = episodes.get(key);
    // What is wrong with lines is no news while none come, as in a night after closing time.
    if (reading.silence() == null && !round.hasSent(reading.feed())) {
      if (episode != null) {
        episode.keep(end);
      }
      return null;
    }
    if (episode == null) {
      episode = Episode.begin(Rounds.of(end - 1), end, severity);
      episodes.put(key, episode);
      return episode;
    }
    return episode.again(end, severity, rule.tellEveryMillis()) ? episode : null;
  }

  /** How many sources are known. */
  public int sources() {
    return sources.size();
  }

  /** Writes the state, version first. */
  public void writeTo(DataOutput out) throws IOException {
    out.writeByte(VERSION);
    out.writeLong(lastClosed);
    out.writeLong(listenedUntil);
    out.writeLong(lastHeard);
    Varint.write(out, open.size());
    for (Map.Entry<Long, FeedRound> round : open.entrySet()) {
      out.writeLong(round.getKey());
      round.getValue().writeTo(out);
    }
    Varint.write(out, sources.size());
    for (Map.Entry<String, FeedState> source : sources.entrySet()) {
      Varint.writeText(out, source.getKey());
      source.getValue().writeTo(out);
    }
    Varint.write(out, episodes.size());
    for (Map.Entry<String, Episode> episode : episodes.entrySet()) {
      Varint.writeText(out, episode.getKey());
      episode.getValue().writeTo(out);
    }
  }

  /** Reads a state of any released version. */
  public static FeedWatch readFrom(DataInput in) throws IOException {
    int version = in.readByte();
    if (version != VERSION) {
      throw new IOException("feed watch of version " + version + " (expected: " + VERSION + ")");
    }
    FeedWatch watch = new FeedWatch();
    watch.lastClosed = in.readLong();
    watch.listenedUntil = in.readLong();
    watch.lastHeard = in.readLong();
    int rounds = Varint.readInt(in);
    for (int i = 0; i < rounds; i++) {
      long round = in.readLong();
      watch.open.put(round, FeedRound.readFrom(in));
    }
    int sources = Varint.readInt(in);
    for (int i = 0; i < sources; i++) {
      watch.sources.put(Varint.readText(in), FeedState.readFrom(in));
    }
    int episodes = Varint.readInt(in);
    for (int i = 0; i < episodes; i++) {
      watch.episodes.put(Varint.readText(in), Episode.readFrom(in));
    }
    return watch;
  }
}
