package io.gatewatch.features;

import static java.util.Objects.requireNonNull;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** A {@link Tally} with the view and the round that it belongs to. */
public record ViewTally(View view, long round, Tally tally) {
  private static final View.Kind[] KINDS = View.Kind.values();

  public ViewTally {
    requireNonNull(view, "view");
    requireNonNull(tally, "tally");
  }

  /** Writes view, round and tally. */
  public void writeTo(DataOutput out) throws IOException {
    writeView(out, view);
    out.writeLong(round);
    tally.writeTo(out, view);
  }

  /** Reads view, round and tally. */
  public static ViewTally readFrom(DataInput in) throws IOException {
    View view = readView(in);
    return new ViewTally(view, in.readLong(), Tally.readFrom(in, view));
  }

  static void writeView(DataOutput out, View view) throws IOException {
    out.writeByte(view.kind().ordinal());
    Varint.writeText(out, view.where());
    Varint.writeText(out, view.id());
  }

  static View readView(DataInput in) throws IOException {
    int kind = in.readUnsignedByte();
    if (kind >= KINDS.length) {
      throw new IOException(
          "view of kind " + kind + " (expected: 0 to " + (KINDS.length - 1) + ")");
    }
    return new View(KINDS[kind], Varint.readText(in), Varint.readText(in));
  }
}
