package io.gatewatch.replaydata.bench;

import io.gatewatch.detectors.book.Book;
import io.gatewatch.detectors.judge.DetectionPipeline;
import io.gatewatch.features.Rounds;
import io.gatewatch.ingest.ApiCall;
import io.gatewatch.ingest.ControlRecord;
import io.gatewatch.ingest.LineContext;
import io.gatewatch.ingest.LineParser;
import io.gatewatch.ingest.ParsedLine;
import io.gatewatch.ingest.assemble.ParserSettings;
import io.gatewatch.ingest.formats.Formats;
import io.gatewatch.ingest.masking.MaskingKeys;
import io.gatewatch.replaydata.generate.Scenario;
import io.gatewatch.replaydata.generate.TrafficGenerator;
import io.gatewatch.replaydata.train.ShippedModel;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * What observe, merge and judge cost a call, parsing left out: thread CPU of the whole core over
 * the same calls, with the shipped rules and model, with the rules alone, with generated ones
 * beside them, and with one rule that never speaks (what is left is observing). Rounds take turns;
 * the first of each is thrown away.
 */
public final class CoreCost {
  private static final int ROUNDS = 7;
  private static final String ONE_RULE =
      """
      rules:
        - {id: runaway-loop, version: 1, category: runaway_loop, severity: low, thresholds: {repeats: 1000000, callsPerMinute: 1000000, timesBusy: 1000000}}
      """;

  /** What can be in force. */
  static final List<String> NAMES =
      List.of("rules and model", "rules alone", "observing alone", "30 rules", "1,000 rules");

  static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private CoreCost() {}

  /** Arguments: how many calls (400000), how many agents (70). */
  public static void main(String[] args) {
    int count = args.length > 0 ? Integer.parseInt(args[0]) : 400_000;
    int agents = args.length > 1 ? Integer.parseInt(args[1]) : 70;
    List<ApiCall> calls = calls(count, agents);
    List<Book> books = IntStream.range(0, NAMES.size()).mapToObj(CoreCost::book).toList();
    double[][] micros = new double[NAMES.size()][ROUNDS];
    for (int round = -1; round < ROUNDS; round++) {
      for (int i = 0; i < NAMES.size(); i++) {
        micros[i][Math.max(0, round)] = micros(calls, books.get(i));
      }
    }
    for (int i = 0; i < NAMES.size(); i++) {
      Arrays.sort(micros[i]);
      System.out.printf(
          Locale.ROOT,
          "| %s | %.2f | %.2f | %.2f |%n",
          NAMES.get(i),
          micros[i][0],
          micros[i][ROUNDS / 2],
          micros[i][ROUNDS - 1]);
    }
  }

  static Book book(int which) {
    return switch (which) {
      case 0 -> withModel(Book.shipped());
      case 1 -> Book.shipped();
      case 2 -> Book.of(List.of(record(ControlRecord.RULES, ONE_RULE)));
      case 3 -> ManyRules.book(30, 3);
      default -> ManyRules.book(1_000, 3);
    };
  }

  private static Book withModel(Book book) {
    book.add(record(ControlRecord.MODEL, ShippedModel.text()));
    return book;
  }

  private static ControlRecord record(String kind, String text) {
    return ControlRecord.of(kind, "given", 1, Instant.EPOCH, text);
  }

  static double micros(List<ApiCall> calls, Book book) {
    long before = THREADS.getCurrentThreadCpuTime();
    play(calls, book);
    return (THREADS.getCurrentThreadCpuTime() - before) / 1e3 / calls.size();
  }

  /** All calls through a new pipeline. */
  static void play(List<ApiCall> calls, Book book) {
    play(calls, new DetectionPipeline(book, d -> {}));
  }

  /** All calls through a pipeline that may know earlier ones. */
  static void play(List<ApiCall> calls, DetectionPipeline pipeline) {
    long round = Long.MIN_VALUE;
    for (ApiCall call : calls) {
      long now = Rounds.of(call.time().toEpochMilli());
      if (now > round) {
        round = now;
        pipeline.advance(now * Rounds.MILLIS);
      }
      pipeline.call(call);
    }
  }

  static List<ApiCall> calls(int count, int agents) {
    Scenario scenario = Scenario.defaults(1, agents);
    TrafficGenerator traffic = TrafficGenerator.of(scenario, scenario.start(), null);
    LineParser parser =
        Formats.named("kong").parser(ParserSettings.shipped(MaskingKeys.wellKnown()));
    LineContext context = new LineContext("default", "default", null, null);
    List<ApiCall> calls = new ArrayList<>(count);
    while (calls.size() < count) {
      if (parser.parse(traffic.next().line(), context) instanceof ParsedLine.Accepted accepted) {
        calls.add(accepted.call());
      }
    }
    return calls;
  }
}
