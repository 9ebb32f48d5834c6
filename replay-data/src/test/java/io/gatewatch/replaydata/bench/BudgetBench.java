package io.gatewatch.replaydata.bench;

import io.gatewatch.detectors.fusion.AlertBudget;
import io.gatewatch.replaydata.evaluate.AlertOutcome;
import io.gatewatch.replaydata.evaluate.Evaluation;
import io.gatewatch.replaydata.evaluate.Judgement;
import io.gatewatch.replaydata.evaluate.Outcomes;
import io.gatewatch.replaydata.evaluate.Promised;
import io.gatewatch.replaydata.evaluate.Rate;
import io.gatewatch.replaydata.evaluate.Realised;
import io.gatewatch.replaydata.evaluate.RunSpan;
import io.gatewatch.replaydata.generate.Scenario;
import io.gatewatch.replaydata.generate.ScenarioFile;
import io.gatewatch.replaydata.generate.TrafficGenerator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * What the alert budget promises beside what comes true, at several settings, on the same generated
 * calls; meant for traffic without attacks. Prints Markdown, and on the error stream every alert of
 * a detector under the budget.
 */
@Command(name = "budget-bench", mixinStandardHelpOptions = true)
public final class BudgetBench implements Callable<Integer> {
  @Option(names = "--seed", required = true, description = "Any number.")
  private long seed;

  @Option(names = "--days", defaultValue = "7", description = "One of them is warm-up.")
  private double days;

  @Option(names = "--agents", defaultValue = "70", description = "Size of the fleet.")
  private int agents;

  @Option(names = "--scenario", required = true, description = "YAML file without attacks.")
  private Path scenario;

  @Option(
      names = "--per-day",
      split = ",",
      defaultValue = "0.01,0.1,1,10",
      description = "Settings of alerts.perDay.")
  private List<Double> settings;

  /** Runs from the command line. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new BudgetBench()).execute(arguments));
  }

  @Override
  public Integer call() throws IOException {
    Scenario read =
        ScenarioFile.read(scenario, Scenario.defaults(seed, agents)).seeded(seed).with(agents);
    byte[] registry = TrafficGenerator.of(read, read.start(), null).registry();
    Map<Double, OurApproach> approaches = new LinkedHashMap<>();
    for (double perDay : settings) {
      approaches.put(
          perDay, OurApproach.under(perDay, new String(registry, StandardCharsets.UTF_8)));
    }
    BenchTraffic traffic = new BenchTraffic();
    traffic.play(
        read, Duration.ofMillis((long) (days * 86_400_000)), List.copyOf(approaches.values()));
    RunSpan span = traffic.span(Duration.ofDays(1));
    System.out.printf(
        Locale.ROOT,
        "seed %d: %,d calls of %d agents%n%n| alerts.perDay | promised | realised, a day (95 %%) |"
            + " during events | own-evidence | model | not under it, a day |%n"
            + "|---|---|---|---|---|---|---|%n",
        seed,
        traffic.calls(),
        span.agents());
    approaches.forEach((perDay, approach) -> row(perDay, approach, traffic, span));
    return 0;
  }

  private static void row(double perDay, OurApproach approach, BenchTraffic traffic, RunSpan span) {
    Outcomes outcomes = Judgement.of(traffic.truth(), span, approach.alerts(), List.of(), null);
    AlertBudget budget = new AlertBudget(perDay);
    Evaluation.Budget found = Realised.of(new Promised(perDay, budget.promised(null)), outcomes);
    System.out.printf(
        Locale.ROOT,
        "| %s | %.3f | %s | %d of %d | %d | %d | %s |%n",
        perDay,
        found.all().promisedPerDay(),
        text(found.all().realised()),
        found.all().duringEvents(),
        found.all().realised().count(),
        count(found, AlertBudget.OWN_EVIDENCE),
        count(found, AlertBudget.MODEL),
        text(found.others()));
    System.err.println("alerts.perDay " + perDay + ", others: " + found.othersByDetector());
    for (AlertOutcome outcome : outcomes.alerts()) {
      System.err.println(
          outcome.cause()
              + " "
              + outcome.event()
              + (outcome.warmup() ? " warm-up " : " ")
              + outcome.alert());
    }
  }

  private static long count(Evaluation.Budget found, String detector) {
    return found.byDetector().stream()
        .filter(p -> p.detector().equals(detector))
        .mapToLong(p -> p.realised().count())
        .sum();
  }

  private static String text(Rate rate) {
    return String.format(Locale.ROOT, "%.2f (%.2f – %.2f)", rate.perDay(), rate.low(), rate.high());
  }
}
