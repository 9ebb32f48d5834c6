package io.gatewatch.replaydata.bench;

import io.gatewatch.detectors.book.Book;
import io.gatewatch.detectors.judge.Judge;
import io.gatewatch.detectors.judge.Suspicion;
import io.gatewatch.features.History;
import io.gatewatch.features.Observation;
import io.gatewatch.features.ObservationSink;
import io.gatewatch.features.Observer;
import io.gatewatch.features.Pulse;
import io.gatewatch.features.View;
import io.gatewatch.features.ViewState;
import io.gatewatch.features.ViewTally;
import io.gatewatch.ingest.ApiCall;
import io.gatewatch.ingest.LineContext;
import io.gatewatch.ingest.LineParser;
import io.gatewatch.ingest.ParsedLine;
import io.gatewatch.ingest.Principal;
import io.gatewatch.ingest.assemble.ParserSettings;
import io.gatewatch.ingest.formats.Formats;
import io.gatewatch.ingest.masking.MaskingKeys;
import io.gatewatch.replaydata.generate.Scenario;
import io.gatewatch.replaydata.generate.ScenarioFile;
import io.gatewatch.replaydata.generate.TrafficGenerator;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;

/**
 * How many bytes each caller's state takes when it is stored: an hour after the end of the traffic,
 * and of a Pulse the most that it took at any thousandth call.
 */
public final class StateSizes {
  private interface Form {
    void writeTo(DataOutputStream out) throws IOException;
  }

  private interface Reader<T> {
    T readFrom(DataInputStream in) throws IOException;
  }

  /** One caller's state; what it tells of views goes to these. */
  static final class Caller implements ObservationSink {
    final boolean agent;
    private final Pulse pulse = new Pulse();
    private final History history;
    private final Suspicion suspicion = new Suspicion();
    private final Judge judge;
    private int mostPulse;

    private final Map<View, ViewState> views;

    Caller(ApiCall first, Judge judge, Map<View, ViewState> views) {
      this.views = views;
      this.agent = first.principal().kind() == Principal.Kind.AGENT;
      this.history = new History(first.principal().kind());
      this.judge = judge;
    }

    @Override
    public void observation(Observation observation) {
      suspicion.offer(observation);
      judge.drain(suspicion, Long.MAX_VALUE);
    }

    @Override
    public void tally(ViewTally tally) {
      // Nobody is told of them: what is judged without its peers takes the same room.
      ViewState view = views.computeIfAbsent(tally.view(), v -> new ViewState());
      if (view.add(tally)) {
        view.close(tally.round());
      }
    }

    int pulse() {
      return Math.max(mostPulse, size(pulse::writeTo));
    }

    int history() {
      return size(history::writeTo);
    }

    int suspicion() {
      return size(suspicion::writeTo);
    }

    int all() {
      return size(pulse::writeTo) + history() + suspicion();
    }
  }

  private final Judge judge = new Judge(Book.shipped(), (view, round) -> null, detection -> {});
  private final Map<String, Caller> callers = new LinkedHashMap<>();
  private final Map<View, ViewState> views = new LinkedHashMap<>();
  private long calls;
  private long last;

  private void take(ApiCall call) {
    Caller caller = callers.computeIfAbsent(call.key(), k -> new Caller(call, judge, views));
    Observer.observe(caller.pulse, caller.history, call, caller);
    last = Math.max(last, call.time().toEpochMilli());
    if (++calls % 1_000 == 0) {
      caller.mostPulse = caller.pulse();
    }
  }

  /** Rounds, minutes and hours that are over are closed, as timers do in the job. */
  private void finish() {
    long end = last + Duration.ofHours(1).toMillis();
    for (Caller c : callers.values()) {
      Observer.advance(c.pulse, c.history, end, c);
      while (c.suspicion.sweepAt() <= end && !c.suspicion.sweep(end)) {
        // As often as it asks for.
      }
    }
  }

  /** Of agents or of sources, ascending. */
  int[] sizes(boolean agents, ToIntFunction<Caller> part) {
    return callers.values().stream()
        .filter(c -> c.agent == agents)
        .mapToInt(part)
        .sorted()
        .toArray();
  }

  /** The states, by kind, of which something is left or changed when they are read back. */
  List<String> notReadBack() {
    List<String> wrong = new ArrayList<>();
    for (Map.Entry<String, Caller> entry : callers.entrySet()) {
      Caller c = entry.getValue();
      if (!isReadBack(c.pulse::writeTo, Pulse::readFrom, Pulse::writeTo)
          || !isReadBack(c.history::writeTo, History::readFrom, History::writeTo)
          || !isReadBack(c.suspicion::writeTo, Suspicion::readFrom, Suspicion::writeTo)) {
        wrong.add(entry.getKey());
      }
    }
    views.forEach(
        (view, state) -> {
          if (!isReadBack(state::writeTo, ViewState::readFrom, ViewState::writeTo)) {
            wrong.add(view.kind() + " " + view.id());
          }
        });
    return wrong;
  }

  /** Kinds of view that the traffic told of. */
  Set<View.Kind> viewKinds() {
    return views.keySet().stream().map(View::kind).collect(Collectors.toSet());
  }

  private interface Writer<T> {
    void write(T state, DataOutputStream out) throws IOException;
  }

  private static <T> boolean isReadBack(Form form, Reader<T> reader, Writer<T> writer) {
    byte[] stored = bytes(form);
    try {
      DataInputStream in = new DataInputStream(new ByteArrayInputStream(stored));
      T read = reader.readFrom(in);
      return in.available() == 0 && Arrays.equals(bytes(out -> writer.write(read, out)), stored);
    } catch (IOException e) {
      return false;
    }
  }

  private static int size(Form form) {
    return bytes(form).length;
  }

  private static byte[] bytes(Form form) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      form.writeTo(new DataOutputStream(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  static StateSizes ofAWeek(long seed, int agents) {
    Scenario base = Scenario.defaults(seed, agents);
    Scenario week = ScenarioFile.shipped("week", base).seeded(seed).with(agents);
    TrafficGenerator traffic =
        TrafficGenerator.of(week, week.start(), week.start().plus(Duration.ofDays(7)));
    LineParser parser =
        Formats.named("kong").parser(ParserSettings.shipped(MaskingKeys.wellKnown()));
    LineContext context = new LineContext("default", "default", null, null);
    StateSizes sizes = new StateSizes();
    while (traffic.hasNext()) {
      if (parser.parse(traffic.next().line(), context) instanceof ParsedLine.Accepted accepted) {
        sizes.take(accepted.call());
      }
    }
    sizes.finish();
    return sizes;
  }

  /** Arguments: seed (606), agents (70). Prints the table of features/README.md. */
  public static void main(String[] args) {
    long seed = args.length > 0 ? Long.parseLong(args[0]) : 606;
    StateSizes sizes = ofAWeek(seed, args.length > 1 ? Integer.parseInt(args[1]) : 70);
    for (boolean agents : new boolean[] {true, false}) {
      print(agents, "Pulse", sizes.sizes(agents, Caller::pulse));
      print(agents, "History", sizes.sizes(agents, Caller::history));
      print(agents, "Suspicion", sizes.sizes(agents, Caller::suspicion));
      print(agents, "all three", sizes.sizes(agents, Caller::all));
    }
  }

  private static void print(boolean agents, String part, int[] sizes) {
    System.out.printf(
        Locale.ROOT,
        "| %s of %d %s | %d | %d | %d |%n",
        part,
        sizes.length,
        agents ? "agents" : "sources",
        sizes[sizes.length / 2],
        sizes[sizes.length * 9 / 10],
        sizes[sizes.length - 1]);
  }
}
