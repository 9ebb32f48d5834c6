package io.gatewatch.features.evidence;

import io.gatewatch.features.Rounds;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * How many callers a door turns away in a round, against what is usual for that door at that hour:
 * the stream that sees an attack from hundreds of networks of which each does next to nothing.
 */
public final class RefusedCallers {
  /** What a history calls the form of a stream that views of version 6 and later hold. */
  private static final int STREAM_FORM = 7;

  private final StreamState stream = new StreamState(EvidenceStream.REFUSED_CALLERS);

  /**
   * A round has ended.
   *
   * @param quietRounds rounds before it in which nobody was turned away
   * @param callers callers turned away in it
   * @param time its last moment, epoch milliseconds
   */
  public void see(long quietRounds, int callers, long time) {
    for (long round = Rounds.of(time) - quietRounds; round < Rounds.of(time); round++) {
      stream.see(1, 0, Rounds.end(round) - 1);
    }
    stream.see(1, callers, time);
  }

  /** What it has gathered; null while it is nothing, and when nothing was added for minutes. */
  public StreamReading reading(long time) {
    return stream.reading(0, 0, time);
  }

  /** Writes the state. */
  public void writeTo(DataOutput out) throws IOException {
    stream.writeTo(out);
  }

  /**
   * Reads a state.
   *
   * @param version of the view's state that holds it, from 5 on
   */
  public void readInto(DataInput in, int version) throws IOException {
    stream.readInto(in, version > 5 ? STREAM_FORM : version);
  }

  /** As in states of views of versions 2 to 4. */
  public void readPlainInto(DataInput in) throws IOException {
    stream.readPlainInto(in);
  }
}
