package io.gatewatch.features;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * What a caller's probes add up to, with the call that carries it.
 *
 * @param marks evidence in units of one new kind, place or route, halved every 12 h; see {@link
 *     ProbeTrail}
 * @param kinds kinds of this trail, as bits in the order of {@link io.gatewatch.ingest.Probe.Kind}
 * @param calls calls of this trail that were marked
 * @param answered those of them that were answered 2xx although a text in path or query was made to
 *     be taken for code
 */
public record ProbeReading(double marks, int kinds, int calls, int answered) {
  void writeTo(DataOutput out) throws IOException {
    out.writeDouble(marks);
    Varint.write(out, kinds);
    Varint.write(out, calls);
    Varint.write(out, answered);
  }

  static ProbeReading readFrom(DataInput in) throws IOException {
    return new ProbeReading(
        in.readDouble(), Varint.readInt(in), Varint.readInt(in), Varint.readInt(in));
  }
}
