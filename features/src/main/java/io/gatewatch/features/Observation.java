package io.gatewatch.features;

import static java.util.Objects.requireNonNull;

import io.gatewatch.features.evidence.FirstSteps;
import io.gatewatch.features.evidence.StreamReading;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What a principal looks like after a call that matters, or at the end of a round. "Matters": the
 * call failed, met something new, or a second of the principal's time has passed since the last
 * observation.
 *
 * @param time the principal's own time, in epoch milliseconds: that of its latest call
 * @param notable whether the call itself is worth showing as a sample
 * @param call the call that was observed; null at the end of a round
 * @param usage minutes by calls a minute, see {@link UsageHistogram}
 * @param services at the end of a round that saw an answer 5xx: what was done to each service; else
 *     empty
 * @param evidence at the end of a round: streams that have gathered something; else empty
 * @param steps at the end of a round: what was done in streams that its own past says nothing of;
 *     null for nothing
 */
public record Observation(
    Who who,
    long time,
    boolean notable,
    CallGlance call,
    FeatureVector features,
    List<Integer> usage,
    List<ServiceUse> services,
    List<StreamReading> evidence,
    FirstSteps steps) {
  public Observation {
    requireNonNull(who, "who");
    requireNonNull(features, "features");
    usage = List.copyOf(usage);
    services = List.copyOf(services);
    evidence = List.copyOf(evidence);
  }

  /** One of which its own past says all. */
  public Observation(
      Who who,
      long time,
      boolean notable,
      CallGlance call,
      FeatureVector features,
      List<Integer> usage,
      List<ServiceUse> services,
      List<StreamReading> evidence) {
    this(who, time, notable, call, features, usage, services, evidence, null);
  }

  /** The same with other evidence. */
  public Observation with(List<StreamReading> other) {
    return new Observation(who, time, notable, call, features, usage, services, other, steps);
  }

  /** The round of this observation. */
  public long round() {
    return Rounds.of(time);
  }

  /** Whether it says that the principal does not call: there is nothing to judge by itself. */
  public boolean isSilence() {
    return features.get(Feature.SILENT_SLOTS) > 0;
  }

  /** Whether it is to be judged with the context of its own round, too. */
  public boolean concernsRound() {
    return !services.isEmpty()
        || isSilence()
        || (call == null && features.get(Feature.OFF_HOURS_SLOTS) > 0);
  }

  /** Writes the observation. */
  public void writeTo(DataOutput out) throws IOException {
    who.writeTo(out);
    out.writeLong(time);
    out.writeBoolean(notable);
    CallGlance.write(out, call);
    features.writeTo(out);
    Varint.write(out, usage.size());
    for (int minutes : usage) {
      Varint.write(out, minutes);
    }
    ServiceUse.writeAll(out, services);
    StreamReading.writeAll(out, evidence);
    FirstSteps.write(out, steps);
  }

  /** The form that {@link #writeTo} writes. */
  public static final int FORM = 4;

  /** Reads an observation. */
  public static Observation readFrom(DataInput in) throws IOException {
    return readFrom(in, FORM);
  }

  /**
   * Reads an observation of this form: 1 has no evidence, 2 the features of schema 1, 3 no first
   * steps.
   */
  public static Observation readFrom(DataInput in, int form) throws IOException {
    Who who = Who.readFrom(in);
    long time = in.readLong();
    boolean notable = in.readBoolean();
    CallGlance call = CallGlance.read(in);
    FeatureVector features =
        form < 3
            ? FeatureVector.readFrom(in, FeatureSchema.SIZE_OF_VERSION_1)
            : FeatureVector.readFrom(in);
    int bins = Varint.readInt(in);
    List<Integer> usage = new ArrayList<>(Math.min(bins, UsageHistogram.BINS));
    for (int i = 0; i < bins; i++) {
      usage.add(Varint.readInt(in));
    }
    return new Observation(
        who,
        time,
        notable,
        call,
        features,
        usage,
        ServiceUse.readAll(in),
        form > 1 ? StreamReading.readAll(in) : List.of(),
        form > 3 ? FirstSteps.read(in) : null);
  }
}
