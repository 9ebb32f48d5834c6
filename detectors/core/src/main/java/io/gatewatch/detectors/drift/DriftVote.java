package io.gatewatch.detectors.drift;

import static java.util.Objects.requireNonNull;

import io.gatewatch.features.Observation;
import io.gatewatch.features.Varint;
import io.gatewatch.models.AnomalyModel;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * What a model saw of one agent in one hour: into which bin each input fell, and how rare the
 * minute was. One an hour, so that a busy agent does not outvote the others. Immutable.
 */
public final class DriftVote {
  private final String model;
  private final String cohort;
  private final long time;
  private final byte[] bins;

  /**
   * A vote.
   *
   * @param model version of the model
   * @param cohort class of the agent
   * @param time in ms since 1970
   * @param bins of each input, and last of the p-value, by tenths: 0 is the rarest
   */
  public DriftVote(String model, String cohort, long time, byte[] bins) {
    this.model = requireNonNull(model, "model");
    this.cohort = requireNonNull(cohort, "cohort");
    this.time = time;
    this.bins = bins.clone();
  }

  /** What a model sees of an agent of a class that it remembers. */
  public static DriftVote of(AnomalyModel model, String cohort, Observation observation) {
    return new DriftVote(
        model.version(), cohort, observation.time(), model.bins(observation.features(), cohort));
  }

  /** In ms since 1970. */
  long time() {
    return time;
  }

  /** What is counted together. */
  public String key() {
    return model + "|" + cohort;
  }

  int bin(int column) {
    return bins[column];
  }

  int columns() {
    return bins.length;
  }

  /** Writes it. */
  public void writeTo(DataOutput out) throws IOException {
    Varint.writeText(out, model);
    Varint.writeText(out, cohort);
    out.writeLong(time);
    Varint.write(out, bins.length);
    out.write(bins);
  }

  /** Reads what {@link #writeTo} wrote. */
  public static DriftVote readFrom(DataInput in) throws IOException {
    String model = Varint.readText(in);
    String cohort = Varint.readText(in);
    long time = in.readLong();
    byte[] bins = new byte[Varint.readInt(in)];
    in.readFully(bins);
    return new DriftVote(model, cohort, time, bins);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof DriftVote that
        && model.equals(that.model)
        && cohort.equals(that.cohort)
        && time == that.time
        && Arrays.equals(bins, that.bins);
  }

  @Override
  public int hashCode() {
    return 31 * Long.hashCode(time) + model.hashCode();
  }
}
