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
 */
public record StreamReading(
    EvidenceStream stream,
    double logEvidence,
    double hits,
    double trials,
    double usual,
    long since) {
  public StreamReading {
    requireNonNull(stream, "stream");
  }

  /** Writes readings. */
  public static void writeAll(DataOutput out, List<StreamReading> readings) throws IOException {
    Varint.write(out, readings.size());
    for (StreamReading r : readings) {
      out.writeByte(r.stream.ordinal());
      out.writeDouble(r.logEvidence);
      out.writeDouble(r.hits);
      out.writeDouble(r.trials);
      out.writeDouble(r.usual);
      out.writeLong(r.since);
    }
  }

  /** Reads readings. */
  public static List<StreamReading> readAll(DataInput in) throws IOException {
    int size = Varint.readInt(in);
    List<StreamReading> readings = new ArrayList<>(Math.min(size, 16));
    for (int i = 0; i < size; i++) {
      readings.add(
          new StreamReading(
              EvidenceStream.values()[in.readByte()],
              in.readDouble(),
              in.readDouble(),
              in.readDouble(),
              in.readDouble(),
              in.readLong()));
    }
    return readings;
  }
}
