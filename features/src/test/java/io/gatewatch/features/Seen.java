package io.gatewatch.features;

import io.gatewatch.features.usage.Profile;
import io.gatewatch.features.usage.UsageHour;
import io.gatewatch.ingest.ApiCall;
import io.gatewatch.ingest.Principal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** One principal under observation, with all that was seen of it. */
final class Seen implements ObservationSink {
  final Pulse pulse;
  final History history;
  final List<Observation> observations = new ArrayList<>();
  final List<ViewTally> tallies = new ArrayList<>();
  final List<UsageHour> hours = new ArrayList<>();
  final List<Profile> profiles = new ArrayList<>();

  Seen() {
    this(Principal.Kind.AGENT);
  }

  Seen(Principal.Kind kind) {
    this(new Pulse(), new History(kind));
  }

  Seen(Pulse pulse, History history) {
    this.pulse = pulse;
    this.history = history;
  }

  /** The same principal from its stored state, with nothing seen so far. */
  Seen readBack() throws IOException {
    return new Seen(
        Pulse.readFrom(new DataInputStream(new ByteArrayInputStream(pulseBytes()))),
        History.readFrom(new DataInputStream(new ByteArrayInputStream(historyBytes()))));
  }

  Seen observe(ApiCall call) {
    Observer.observe(pulse, history, call, this);
    return this;
  }

  Seen advance(long atMillis) {
    Observer.advance(pulse, history, TestCalls.START + atMillis, this);
    return this;
  }

  FeatureVector features() {
    return FeatureExtractor.extract(pulse, history);
  }

  double feature(Feature feature) {
    return features().get(feature);
  }

  byte[] pulseBytes() {
    return bytes(pulse::writeTo);
  }

  byte[] historyBytes() {
    return bytes(history::writeTo);
  }

  interface Writing {
    void to(DataOutputStream out) throws IOException;
  }

  static byte[] bytes(Writing writing) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      writing.to(new DataOutputStream(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  @Override
  public void observation(Observation observation) {
    observations.add(observation);
  }

  @Override
  public void tally(ViewTally tally) {
    tallies.add(tally);
  }

  @Override
  public void hour(UsageHour hour) {
    hours.add(hour);
  }

  @Override
  public void profile(Profile profile) {
    profiles.add(profile);
  }
}
