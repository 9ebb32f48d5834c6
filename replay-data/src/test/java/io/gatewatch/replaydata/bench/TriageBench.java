package io.gatewatch.replaydata.bench;

import io.gatewatch.alerting.Alert;
import io.gatewatch.detectors.book.Book;
import io.gatewatch.ingest.ApiCall;
import io.gatewatch.replaydata.evaluate.Cut;
import io.gatewatch.replaydata.evaluate.Raised;
import io.gatewatch.replaydata.evaluate.TriageTally;
import io.gatewatch.replaydata.generate.Scenario;
import io.gatewatch.replaydata.generate.ScenarioFile;
import io.gatewatch.replaydata.generate.TrafficGenerator;
import io.gatewatch.replaydata.replay.MemoryReplay;
import io.gatewatch.replaydata.replay.RefusedMinute;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * What triage does with the incidents of generated traffic, and whether it closes attacks. Prints
 * Markdown: a table of each seed on stderr, of all on stdout.
 */
@Command(name = "triage-bench", mixinStandardHelpOptions = true)
public final class TriageBench implements Callable<Integer> {
  @Option(names = "--seeds", split = ",", required = true, description = "Such as 1,2,3.")
  private List<Long> seeds;

  @Option(names = "--days", defaultValue = "7", description = "Length of each.")
  private double days;

  @Option(names = "--agents", defaultValue = "70", description = "Size of each fleet.")
  private int agents;

  @Option(names = "--scenario", description = "YAML file with attacks and incidents.")
  private Path scenario;

  /** Runs from the command line. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new TriageBench()).execute(arguments));
  }

  @Override
  public Integer call() throws IOException {
    TriageTally all = new TriageTally();
    for (long seed : seeds) {
      Scenario plain = Scenario.defaults(seed, agents);
      Scenario read = scenario == null ? plain : ScenarioFile.read(scenario, plain);
      Scenario seeded = read.seeded(seed).with(agents);
      Heard heard = new Heard(registry(seeded));
      BenchTraffic traffic = new BenchTraffic();
      traffic.play(seeded, Duration.ofMillis((long) (days * 86_400_000)), List.of(heard));
      TriageTally one = new TriageTally();
      one.add(traffic.truth(), heard.all);
      all.add(traffic.truth(), heard.all);
      System.err.println("seed " + seed + "\n" + one.markdown());
    }
    System.out.print(all.markdown());
    return 0;
  }

  private static String registry(Scenario scenario) {
    byte[] yaml = TrafficGenerator.of(scenario, scenario.start(), null).registry();
    return new String(yaml, StandardCharsets.UTF_8);
  }

  /** Gatewatch as it ships, every version of every alert of which is kept. */
  private static final class Heard implements Approach {
    private final List<Alert> all = new ArrayList<>();
    private final MemoryReplay replay;

    Heard(String registry) {
      Book book = OurApproach.book(Book.shipped(), true, registry);
      replay = new MemoryReplay(book, all::add, quota -> {}, refused -> {});
    }

    @Override
    public String name() {
      return "Gatewatch";
    }

    @Override
    public void call(ApiCall call, int bytes) {
      replay.call(call, bytes);
    }

    @Override
    public void finish() {
      replay.finish();
    }

    @Override
    public List<Raised> alerts() {
      return List.of();
    }

    @Override
    public List<Cut> cuts() {
      return List.of();
    }

    @Override
    public List<RefusedMinute> refused() {
      return List.of();
    }
  }
}
