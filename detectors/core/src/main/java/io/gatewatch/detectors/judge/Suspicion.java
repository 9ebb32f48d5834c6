package io.gatewatch.detectors.judge;

import io.gatewatch.features.Observation;
import io.gatewatch.features.Varint;
import io.gatewatch.ingest.Principal;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.TreeMap;

/**
 * The judge's state of one principal: findings that last, topics that were told, samples, the
 * models' evidence, and observations that wait for a context. About 2 KB for an active principal;
 * waiting observations are bounded by how far calls run ahead of the clock.
 */
public final class Suspicion {
  static final int VERSION = 7;
  private static final long SOURCE_LIVES_MILLIS = 48 * 3_600_000L;

  /** Bytes of what was told, of a source that rests: 80 in all. */
  private static final int TOLD_AT_REST = 60;

  /**
   * A little longer than samples are shown and findings last: a round's end may come after the last
   * call.
   */
  private static final long SAMPLES_LIVE_MILLIS = 330_000;

  final TreeMap<String, Episode> episodes = new TreeMap<>();
  final Samples samples = new Samples();
  final ArrayDeque<Observation> waiting = new ArrayDeque<>();
  final ArrayDeque<Observation> waitingForRound = new ArrayDeque<>();
  final ModelsEvidence models = new ModelsEvidence();
  final Told told = new Told();
  final Newcomer newcomer = new Newcomer();
  private long lastSeen = Long.MIN_VALUE;
  private long sweepAt = Long.MAX_VALUE;

  /** Takes an observation; {@link Judge#drain} judges it when its context is there. */
  public void offer(Observation observation) {
    waiting.addLast(observation);
  }

  /** An observation is judged: a source that was not seen for 48 h begins anew. */
  void meet(Observation observation) {
    boolean source = observation.who().principal().kind() == Principal.Kind.SOURCE;
    if (source && lastSeen != Long.MIN_VALUE && isOver(observation.time())) {
      episodes.clear();
      samples.clear();
      told.clear();
    } else if (source && lastSeen != Long.MIN_VALUE && rests(observation.time())) {
      rest();
    }
    lastSeen = observation.time();
    if (source) {
      sweepAt = Math.min(sweepAt, lastSeen + SAMPLES_LIVE_MILLIS);
    }
  }

  private boolean isOver(long time) {
    return time - lastSeen >= SOURCE_LIVES_MILLIS;
  }

  private boolean rests(long time) {
    return time - lastSeen >= SAMPLES_LIVE_MILLIS;
  }

  /** A source does not call: findings are over by now, and no samples are shown any more. */
  private void rest() {
    samples.clear();
    episodes.clear();
    told.shrinkTo(TOLD_AT_REST, lastSeen);
  }

  /** When {@link #sweep} is to be asked; Long.MAX_VALUE for never. */
  public long sweepAt() {
    return sweepAt;
  }

  /**
   * Whether this may be forgotten, now that {@link #sweepAt} is reached; else asks again later. Of
   * a source that does not call little is kept: 80 bytes at most.
   */
  public boolean sweep(long time) {
    boolean idle = waiting.isEmpty() && waitingForRound.isEmpty();
    boolean over = isOver(time) && idle;
    if (idle && rests(time)) {
      rest();
    }
    long lives = samples.isEmpty() ? SOURCE_LIVES_MILLIS : SAMPLES_LIVE_MILLIS;
    sweepAt = over ? Long.MAX_VALUE : Math.max(lastSeen + lives, time + 60_000);
    return over;
  }

  /** Writes the state, version first. */
  public void writeTo(DataOutput out) throws IOException {
    out.writeByte(VERSION);
    Varint.write(out, episodes.size());
    for (Map.Entry<String, Episode> episode : episodes.entrySet()) {
      Varint.writeText(out, episode.getKey());
      episode.getValue().writeTo(out);
    }
    samples.writeTo(out);
    writeAll(out, waiting);
    writeAll(out, waitingForRound);
    models.writeTo(out);
    Varint.writeTime(out, lastSeen, 0);
    told.writeTo(out, Math.max(0, lastSeen));
    Varint.writeTime(out, sweepAt, Math.max(0, lastSeen));
    newcomer.writeTo(out);
  }

  /** Reads a state of any released version. */
  public static Suspicion readFrom(DataInput in) throws IOException {
    int version = in.readByte();
    if (version < 1 || version > VERSION) {
      throw new IOException(
          "suspicion of version " + version + " (expected: up to " + VERSION + ")");
    }
    Suspicion state = new Suspicion();
    int size = Varint.readInt(in);
    for (int i = 0; i < size; i++) {
      state.episodes.put(Varint.readText(in), Episode.readFrom(in));
    }
    state.samples.readInto(in, version);
    readAll(in, state.waiting, form(version));
    readAll(in, state.waitingForRound, form(version));
    if (version < 5) {
      state.readPlainRest(in, version);
      return state;
    }
    if (version > 6) {
      state.models.readInto(in);
    } else {
      state.models.readUnnamed(ModelEvidence.readFrom(in), Varint.readTime(in, 0));
    }
    state.lastSeen = Varint.readTime(in, 0);
    state.told.readInto(in, Math.max(0, state.lastSeen));
    state.sweepAt = Varint.readTime(in, Math.max(0, state.lastSeen));
    if (version > 5) {
      state.newcomer.readInto(in);
    }
    return state;
  }

  private void readPlainRest(DataInput in, int version) throws IOException {
    models.readUnnamed(ModelEvidence.readPlainFrom(in), in.readLong());
    if (version > 1) {
      told.readPlainInto(in);
    }
    if (version > 3) {
      lastSeen = in.readLong();
      sweepAt = in.readLong();
    }
  }

  private static void writeAll(DataOutput out, ArrayDeque<Observation> observations)
      throws IOException {
    Varint.write(out, observations.size());
    for (Observation o : observations) {
      o.writeTo(out);
    }
  }

  /** The form in which a version holds observations. */
  private static int form(int version) {
    return version > 5 ? 4 : Math.max(1, Math.min(version, 4) - 1);
  }

  private static void readAll(DataInput in, ArrayDeque<Observation> observations, int form)
      throws IOException {
    int size = Varint.readInt(in);
    for (int i = 0; i < size; i++) {
      observations.addLast(Observation.readFrom(in, form));
    }
  }
}
