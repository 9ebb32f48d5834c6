package io.gatewatch.features.evidence;

import static java.util.Objects.requireNonNull;

import io.gatewatch.features.Varint;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What one stream has gathered.
 *
 * @param logEvidence natural logarithm of the stream's capital: 0 nothing … 13.8 a million to one
 * @param hits what was counted since the evidence began
 * @param trials in so many calls, or busy minutes
 * @param usual hits a trial that are usual
 * @param since when the evidence began, epoch milliseconds
 * @param stake the last window, of which less can be supposed; null when there is none
 * @param peers agents of its kind that it is compared with; 0 with its own past
 */
public record StreamReading(
    EvidenceStream stream,
    double logEvidence,
    double hits,
    double trials,
    double usual,
    long since,
    Stake stake,
    int peers) {
  /** With the stream's number in stored readings: a stake follows. */
  private static final int WITH_STAKE = 0x40;

  /** Likewise: so many peers. */
  private static final int WITH_PEERS = 0x20;

  public StreamReading {
    requireNonNull(stream, "stream");
  }

  /** A reading of what an agent is by its own past. */
  public StreamReading(
      EvidenceStream stream,
      double logEvidence,
      double hits,
      double trials,
      double usual,
      long since,
      Stake stake) {
    this(stream, logEvidence, hits, trials, usual, since, stake, 0);
  }

  /** A reading of which nothing else can be supposed. */
  public StreamReading(
      EvidenceStream stream,
      double logEvidence,
      double hits,
      double trials,
      double usual,
      long since) {
    this(stream, logEvidence, hits, trials, usual, since, null);
  }

  /** The same, as compared with so many others. */
  StreamReading beside(int others) {
    return new StreamReading(stream, logEvidence, hits, trials, usual, since, stake, others);
  }

  /** What was counted in the last window, the round or the minute that is open; 0 for none. */
  public double lastHits() {
    return stake == null ? 0 : stake.hits();
  }

  /** In so many calls of the last round; of the open minute 1. */
  public double lastTrials() {
    return stake == null ? 0 : stake.trials();
  }

  /** The reading with so many hits in the last window instead. */
  public StreamReading withLast(double otherHits) {
    if (stake == null) {
      return this;
    }
    return new StreamReading(
        stream,
        stake.logWith(stream, otherHits),
        hits - stake.hits() + otherHits,
        trials,
        usual,
        since,
        null,
        peers);
  }

  /**
   * The reading with at most so many hits instead of all, spread evenly over the same time, and the
   * usual of now all the while; the same reading where that is not known.
   */
  public StreamReading withAll(double otherHits) {
    return stake == null
        ? this
        : new StreamReading(
            stream,
            stake.logOfEvenly(stream, trials, otherHits),
            otherHits,
            trials,
            usual,
            since,
            null,
            peers);
  }

  /** Writes readings. */
  public static void writeAll(DataOutput out, List<StreamReading> readings) throws IOException {
    Varint.write(out, readings.size());
    for (StreamReading r : readings) {
      int with = (r.stake == null ? 0 : WITH_STAKE) | (r.peers == 0 ? 0 : WITH_PEERS);
      out.writeByte(r.stream.ordinal() | with);
      out.writeDouble(r.logEvidence);
      out.writeDouble(r.hits);
      out.writeDouble(r.trials);
      out.writeDouble(r.usual);
      out.writeLong(r.since);
      if (r.stake != null) {
        r.stake.writeTo(out);
      }
      if (r.peers > 0) {
        Varint.write(out, r.peers);
      }
    }
  }

  /** Reads readings. */
  public static List<StreamReading> readAll(DataInput in) throws IOException {
    int size = Varint.readInt(in);
    List<StreamReading> readings = new ArrayList<>(Math.min(size, 16));
    for (int i = 0; i < size; i++) {
      readings.add(read(in));
    }
    return readings;
  }

  private static StreamReading read(DataInput in) throws IOException {
    int stream = in.readByte();
    return new StreamReading(
        EvidenceStream.values()[stream & ~WITH_STAKE & ~WITH_PEERS],
        in.readDouble(),
        in.readDouble(),
        in.readDouble(),
        in.readDouble(),
        in.readLong(),
        (stream & WITH_STAKE) == 0 ? null : Stake.readFrom(in),
        (stream & WITH_PEERS) == 0 ? 0 : Varint.readInt(in));
  }
}
