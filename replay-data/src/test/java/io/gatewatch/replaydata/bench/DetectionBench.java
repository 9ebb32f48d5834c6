package io.gatewatch.replaydata.bench;

import io.gatewatch.replaydata.evaluate.Cut;
import io.gatewatch.replaydata.evaluate.Judgement;
import io.gatewatch.replaydata.evaluate.RunSpan;
import io.gatewatch.replaydata.generate.Scenario;
import io.gatewatch.replaydata.generate.ScenarioFile;
import io.gatewatch.replaydata.generate.TrafficGenerator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Gatewatch beside what there is besides: on the same generated calls, with its models and without,
 * static thresholds, and AWS's random cut forest. Prints Markdown.
 */
@Command(name = "detection-bench", mixinStandardHelpOptions = true)
public final class DetectionBench implements Callable<Integer> {
  @Option(names = "--seeds", split = ",", required = true, description = "Such as 1,2,3.")
  private List<Long> seeds;

  @Option(names = "--days", required = true, description = "Length of each, one of it warm-up.")
  private double days;

  @Option(names = "--agents", defaultValue = "70", description = "Size of each fleet.")
  private int agents;

  @Option(names = "--scenario", description = "YAML file with attacks and incidents.")
  private Path scenario;

  @Option(
      names = "--forests",
      split = ",",
      defaultValue = "5,1",
      description = "Windows of the forests in minutes; 0 for none.")
  private List<Integer> forests;

  @Option(names = "--warmup-hours", defaultValue = "24", description = "What does not count.")
  private long warmupHours;

  /** Runs from the command line. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new DetectionBench()).execute(arguments));
  }

  @Override
  public Integer call() throws IOException {
    BenchTable table = new BenchTable();
    Duration span = Duration.ofMillis((long) (days * 86_400_000));
    for (long seed : seeds) {
      Scenario plain = Scenario.defaults(seed, agents);
      Scenario read = scenario == null ? plain : ScenarioFile.read(scenario, plain);
      run(read.seeded(seed).with(agents), span, table);
    }
    System.out.print(table.markdown());
    return 0;
  }

  private void run(Scenario scenario, Duration span, BenchTable table) {
    long began = System.nanoTime();
    BenchTraffic traffic = new BenchTraffic();
    List<Approach> approaches = approaches(registry(scenario));
    traffic.play(scenario, span, approaches);
    RunSpan judged = traffic.span(Duration.ofHours(warmupHours));
    for (Approach approach : approaches) {
      List<Cut> cuts = approach.cuts() == null ? List.of() : approach.cuts();
      table.add(
          approach,
          Judgement.of(traffic.truth(), judged, approach.alerts(), cuts, approach.refused()),
          Judgement.of(
              Elsewhere.of(traffic.truth(), judged),
              judged,
              approach.alerts(),
              cuts,
              approach.refused()));
    }
    System.err.printf(
        Locale.ROOT,
        "seed %d: %,d calls of %d agents, %d attacks, %d s%n",
        scenario.seed(),
        traffic.calls(),
        judged.agents(),
        traffic.truth().attacks().size(),
        (System.nanoTime() - began) / 1_000_000_000);
    System.err.println(table.markdown()); // a long run that is cut short has something to show
  }

  private static String registry(Scenario scenario) {
    byte[] yaml = TrafficGenerator.of(scenario, scenario.start(), null).registry();
    return new String(yaml, StandardCharsets.UTF_8);
  }

  private List<Approach> approaches(String registry) {
    List<Approach> approaches = new ArrayList<>();
    approaches.add(new OurApproach(true, registry));
    approaches.add(new OurApproach(false, registry));
    approaches.add(new StaticThresholds());
    for (int minutes : forests) {
      if (minutes > 0) {
        approaches.add(new ForestPerAgent(minutes));
      }
    }
    return approaches;
  }
}
