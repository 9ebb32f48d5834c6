package io.gatewatch.replaydata.train;

import io.gatewatch.features.Feature;
import io.gatewatch.features.FeatureSchema;
import io.gatewatch.features.FeatureVector;
import io.gatewatch.features.Observation;
import io.gatewatch.features.Varint;
import io.gatewatch.features.Who;
import io.gatewatch.ingest.ApiCall;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * Rows of which it is not known yet what to make, in a temporary file: an alert says only later
 * since when it speaks. Size in memory: an entry for each agent; when read back, the rows of ten
 * minutes besides.
 */
final class RowStore implements AutoCloseable {
  /** Rows are judged some rounds after another at most; those of ten minutes are sorted. */
  private static final long SORTED_MILLIS = 600_000;

  private static final int BUFFER = 1 << 16;
  private static final ApiCall.AgentClass[] CLASSES = ApiCall.AgentClass.values();

  /** A row that was kept. */
  record Kept(Who who, Instant time, ApiCall.AgentClass cohort, FeatureVector features) {}

  /** Takes rows. */
  @FunctionalInterface
  interface Taker {
    void take(Kept row, double share) throws IOException;
  }

  private final Path file;
  private final DataOutputStream out;
  private final Map<String, Integer> numbers = new HashMap<>();
  private final List<Who> agents = new ArrayList<>();
  private long last;
  private long rows;

  RowStore() throws IOException {
    file = Files.createTempFile("gatewatch-features", ".rows");
    out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), BUFFER));
  }

  void add(Observation observation) throws IOException {
    Who who = observation.who();
    Integer number = numbers.get(who.key());
    if (number == null) {
      number = agents.size();
      numbers.put(who.key(), number);
      agents.add(who);
    }
    Varint.write(out, number);
    Varint.writeTime(out, observation.time(), last);
    out.writeByte(who.agentClass().ordinal());
    for (Feature feature : Feature.values()) {
      Varint.writeDouble(out, observation.features().get(feature));
    }
    last = observation.time();
    rows++;
  }

  /** Tells all rows, in order of time, then agent. */
  void forEach(Taker taker) throws IOException {
    out.flush();
    PriorityQueue<Kept> sorted =
        new PriorityQueue<>(Comparator.comparing(Kept::time).thenComparing(k -> k.who().key()));
    long time = 0;
    long newest = Long.MIN_VALUE;
    long told = 0;
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file), BUFFER))) {
      for (long i = 0; i < rows; i++) {
        Who who = agents.get(Varint.readInt(in));
        time = Varint.readTime(in, time);
        newest = Math.max(newest, time);
        sorted.add(new Kept(who, Instant.ofEpochMilli(time), CLASSES[in.readByte()], features(in)));
        while (sorted.peek().time().toEpochMilli() < newest - SORTED_MILLIS) {
          taker.take(sorted.poll(), (double) ++told / rows);
        }
      }
    }
    while (!sorted.isEmpty()) {
      taker.take(sorted.poll(), (double) ++told / rows);
    }
  }

  private static FeatureVector features(DataInputStream in) throws IOException {
    double[] values = new double[FeatureSchema.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = Varint.readDouble(in);
    }
    return new FeatureVector(values);
  }

  @Override
  public void close() throws IOException {
    out.close();
    Files.deleteIfExists(file);
  }
}
