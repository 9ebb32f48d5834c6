package io.gatewatch.replaydata.replay;

import io.gatewatch.ingest.ApiCall;
import io.gatewatch.ingest.Clock;
import io.gatewatch.ingest.FeedReport;
import io.gatewatch.ingest.LogEntry;
import io.gatewatch.ingest.LowWater;
import io.gatewatch.ingest.ParsedLine;
import io.gatewatch.ingest.RejectRecord;
import io.gatewatch.ingest.Repeats;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * History in files, merged by time, then file, then line. A gateway logs a little out of order, so
 * each file is sorted within 60 s; a line later than that goes on where it stands and counts as
 * late. Clocks are derived from the order; a {@code calls} file that holds clocks keeps its own
 * order and clocks. Reports of what came in are derived from the order too, but from files of that
 * format, which hold them or do not.
 */
final class FileSource {
  private static final long DISORDER_MILLIS = 60_000;
  private static final int PROGRESS_EVERY = 4096;

  private record Sorted(LogEntry entry, long time, int bytes, long sequence) {}

  /** One open file with the calls that are read ahead of it. */
  private final class Lane {
    private final LogLines file;
    private final int index;
    private final Repeats repeats = new Repeats();
    private final PriorityQueue<Sorted> ahead =
        new PriorityQueue<>(
            Comparator.comparingLong(Sorted::time).thenComparingLong(Sorted::sequence));
    private long newest = Long.MIN_VALUE;
    private long lastRead = Long.MIN_VALUE;
    private long sequence;
    private boolean ended;

    Lane(LogLines file, int index) {
      this.file = file;
      this.index = index;
    }

    /**
     * Reads until the earliest call ahead is older than the newest by the disorder, or the file
     * ends.
     */
    void fill() throws IOException {
      while (!ended && (ahead.isEmpty() || ahead.peek().time > newest - DISORDER_MILLIS)) {
        byte[] line = file.next();
        if (line == null) {
          ended = true;
        } else {
          take(line);
        }
      }
    }

    private void take(byte[] line) {
      EntryReader.Read read = reader.read(line, repeats);
      countLine();
      if (read.rejected() != null) {
        reject(this, read.rejected());
      } else if (!(read.entry() instanceof Clock)) {
        lastRead = timeOf(read.entry());
        if (wanted(read.entry())) {
          newest = Math.max(newest, lastRead);
          ahead.add(new Sorted(read.entry(), lastRead, line.length, sequence++));
        }
      }
    }
  }

  private final EntryReader reader;
  private final long from;
  private final long to;
  private final EntrySink sink;
  private final FileReports reports;
  private final boolean raw;
  private final List<Lane> lanes = new ArrayList<>();
  private long lines;
  private long latest;

  /** A source of calls in [from, to), epoch milliseconds. */
  FileSource(String format, EntryReader reader, long from, long to, EntrySink sink) {
    this.reader = reader;
    this.from = from;
    this.to = to;
    this.sink = sink;
    this.raw = !format.equals(EntryReader.CALLS);
    this.reports = new FileReports(sink);
  }

  /** Plays the files to the end. */
  void play(List<String> inputs) throws IOException {
    try {
      for (int i = 0; i < inputs.size(); i++) {
        lanes.add(new Lane(reader.open(inputs.get(i)), i));
      }
      if (!raw && lanes.size() == 1) {
        playInOrder(lanes.get(0));
      } else {
        merge();
        if (raw) {
          reports.finish();
        }
      }
    } finally {
      for (Lane lane : lanes) {
        lane.file.close();
      }
    }
  }

  private void merge() throws IOException {
    while (true) {
      Lane first = null;
      for (Lane lane : lanes) {
        lane.fill();
        if (!lane.ahead.isEmpty() && (first == null || before(lane, first))) {
          first = lane;
        }
      }
      if (first == null) {
        return;
      }
      play(first.ahead.poll());
    }
  }

  private void play(Sorted next) {
    long promised = latest;
    latest = Math.max(latest, next.time);
    if (raw) {
      reports.reach(latest);
    }
    sink.mark(latest - 1);
    if (next.entry instanceof FeedReport report) {
      sink.report(report);
    } else if (next.entry instanceof ApiCall call) {
      sink.call(call);
      if (raw) {
        reports.call(call, next.bytes, promised);
      }
    }
  }

  private static boolean before(Lane a, Lane b) {
    long timeA = a.ahead.peek().time;
    long timeB = b.ahead.peek().time;
    return timeA < timeB || (timeA == timeB && a.index < b.index);
  }

  /** A copy of gatewatch.calls: its order is the canonical one, its clocks are time. */
  private void playInOrder(Lane lane) throws IOException {
    LowWater clocks = new LowWater();
    boolean clocked = false;
    for (byte[] line = lane.file.next(); line != null; line = lane.file.next()) {
      EntryReader.Read read = reader.read(line, lane.repeats);
      countLine();
      if (read.rejected() != null) {
        reject(lane, read.rejected());
      } else if (read.entry() instanceof Clock clock) {
        clocked = true;
        long mark = clocks.observe(clock);
        if (mark != Long.MIN_VALUE) {
          sink.mark(mark - 1);
        }
      } else {
        lane.lastRead = timeOf(read.entry());
        playInOrder(read.entry(), clocked);
      }
    }
  }

  private void playInOrder(LogEntry entry, boolean clocked) {
    if (entry instanceof FeedReport report && wanted(report)) {
      sink.report(report);
    } else if (entry instanceof ApiCall call && wanted(call)) {
      latest = Math.max(latest, call.time().toEpochMilli());
      if (!clocked) {
        sink.mark(latest - DISORDER_MILLIS);
      }
      sink.call(call);
    }
  }

  private boolean wanted(LogEntry entry) {
    long time = timeOf(entry);
    return time >= from && time < to;
  }

  /** A call's own time; the end of what a report covers. */
  private static long timeOf(LogEntry entry) {
    return entry instanceof ApiCall call
        ? call.time().toEpochMilli()
        : ((FeedReport) entry).to().toEpochMilli();
  }

  private void countLine() {
    if (++lines % PROGRESS_EVERY == 0) {
      long size = 0;
      long read = 0;
      for (Lane lane : lanes) {
        size += lane.file.size();
        read += lane.file.bytesRead();
      }
      sink.progress(size == 0 ? 0 : (double) read / size, lines);
    }
  }

  private void reject(Lane lane, ParsedLine.Rejected rejected) {
    String source = lane.file.name() + ":" + lane.file.number();
    RejectRecord.Origin origin = reader.origin(source);
    boolean dated = lane.lastRead != Long.MIN_VALUE;
    Instant time = dated ? Instant.ofEpochMilli(lane.lastRead) : null;
    RejectRecord reject = new RejectRecord(rejected, origin, time);
    sink.reject(reject);
    if (raw) {
      reports.reject(reject);
    }
  }

  /** Lines read so far. */
  long lines() {
    return lines;
  }
}
