package io.gatewatch.detectors.judge;

import io.gatewatch.detectors.SampleCall;
import io.gatewatch.features.CallGlance;
import io.gatewatch.features.NewObject;
import io.gatewatch.features.Observation;
import io.gatewatch.features.Varint;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;

/**
 * The last observed calls of a principal, at most 20 and at most five minutes old: what a finding
 * shows. About 2 KB.
 */
final class Samples {
  private static final int MAX = 20;
  private static final long MAX_AGE_MILLIS = 300_000;
  private static final double SCOPE_SHARE = 0.8;

  private record Sample(long time, CallGlance call) {}

  private final ArrayDeque<Sample> samples = new ArrayDeque<>();

  void add(Observation observation) {
    if (observation.call() == null) {
      return;
    }
    samples.addLast(new Sample(observation.time(), observation.call().asShown()));
    while (samples.size() > MAX || samples.peekFirst().time < observation.time() - MAX_AGE_MILLIS) {
      samples.removeFirst();
    }
  }

  boolean isEmpty() {
    return samples.isEmpty();
  }

  void clear() {
    samples.clear();
  }

  List<SampleCall> calls() {
    List<SampleCall> calls = new ArrayList<>(samples.size());
    for (Sample s : samples) {
      CallGlance c = s.call;
      calls.add(
          new SampleCall(
              Instant.ofEpochMilli(s.time),
              c.method(),
              c.route(),
              c.status(),
              c.sourceAddress(),
              c.callId(),
              c.traceId(),
              NewObject.text(c.newObject())));
    }
    return Collections.unmodifiableList(calls);
  }

  /** The operation group of at least four in five samples; null when the evidence spans groups. */
  String operationGroup() {
    TreeMap<String, Integer> groups = new TreeMap<>();
    for (Sample s : samples) {
      groups.merge(s.call.operationGroup(), 1, Integer::sum);
    }
    for (var entry : groups.entrySet()) {
      if (entry.getValue() >= SCOPE_SHARE * samples.size()) {
        return entry.getKey();
      }
    }
    return null;
  }

  /** The one address from which all samples came; null when there are several. */
  String onlyAddress() {
    String address = null;
    for (Sample s : samples) {
      if (s.call.sourceAddress() == null
          || (address != null && !address.equals(s.call.sourceAddress()))) {
        return null;
      }
      address = s.call.sourceAddress();
    }
    return address;
  }

  void writeTo(DataOutput out) throws IOException {
    Varint.write(out, samples.size());
    long last = 0;
    for (Sample s : samples) {
      Varint.writeTime(out, s.time, last);
      last = s.time;
      CallGlance.write(out, s.call);
    }
  }

  /** Reads what a version of {@link Suspicion} holds. */
  void readInto(DataInput in, int version) throws IOException {
    int size = Varint.readInt(in);
    long last = 0;
    for (int i = 0; i < size; i++) {
      last = version < 5 ? in.readLong() : Varint.readTime(in, last);
      samples.addLast(new Sample(last, CallGlance.read(in)));
    }
  }
}
