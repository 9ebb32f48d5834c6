package io.gatewatch.features;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * How far off its paths a caller is with a call, see {@link UsedPaths}. Counts of late are halved
 * every 6 h.
 *
 * @param firstUse whether this is its first success on this route, as far as it is remembered
 * @param opened routes that no catalogue knows on which it had its first success within 6 h, at
 *     most four, as {@link View#route} names them
 * @param closed routes that no catalogue knows, new to it and refused with 403, 404 or 405, of late
 * @param strays whether the call is to an operation that is to go and that it took up within a day
 * @param newer the highest version of the same operation that it uses, where this one's is lower,
 *     as major · 100 + minor; else 0
 * @param oldCalls calls to operations that are to go, taken up within a day, of late
 * @param claims calls that named a registered agent without proof, of late
 * @param usedToClaim whether it has done so for a day or longer
 */
public record PathReading(
    boolean firstUse,
    List<Integer> opened,
    double closed,
    boolean strays,
    int newer,
    double oldCalls,
    double claims,
    boolean usedToClaim) {
  public PathReading {
    opened = List.copyOf(opened);
  }

  /** The version that it uses elsewhere, such as v4; null when this one's is not lower. */
  public String newerVersion() {
    return newer == 0 ? null : ApiVersions.text(newer);
  }

  void writeTo(DataOutput out) throws IOException {
    out.writeByte((firstUse ? 1 : 0) | (strays ? 2 : 0) | (usedToClaim ? 4 : 0));
    Varint.write(out, opened.size());
    for (int route : opened) {
      out.writeInt(route);
    }
    out.writeDouble(closed);
    Varint.write(out, newer);
    out.writeDouble(oldCalls);
    out.writeDouble(claims);
  }

  static PathReading readFrom(DataInput in) throws IOException {
    int flags = in.readByte();
    int size = Varint.readInt(in);
    List<Integer> opened = new ArrayList<>(Math.min(size, 8));
    for (int i = 0; i < size; i++) {
      opened.add(in.readInt());
    }
    double closed = in.readDouble();
    int newer = Varint.readInt(in);
    return new PathReading(
        (flags & 1) != 0,
        opened,
        closed,
        (flags & 2) != 0,
        newer,
        in.readDouble(),
        in.readDouble(),
        (flags & 4) != 0);
  }
}
