package io.gatewatch.replaydata.cli;

import io.gatewatch.replaydata.generate.Scenario;
import io.gatewatch.replaydata.generate.ScenarioFile;
import io.gatewatch.replaydata.generate.TrafficFolder;
import io.gatewatch.replaydata.generate.TrafficGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code gatewatch generate}: seeded traffic with labelled attacks, into a folder. */
@Command(
    name = "generate",
    description = "Writes seeded open-banking traffic with labelled attacks.",
    footer = "The same options give the same bytes.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class GenerateCommand implements Callable<Integer> {
  private static final double MOST_DAYS = 3660;
  private static final long MINUTE = 60_000;

  @Option(names = "--seed", required = true, description = "Any whole number.")
  private long seed;

  @Option(
      names = "--days",
      description = "Length, such as 7 or 0.25 (default: the scenario's; else it is needed).")
  private Double days;

  @Option(
      names = "--agents",
      description =
          "Size of the fleet; some of it joins later, or after the end (default: the scenario's, or 25).")
  private Integer agents;

  @Option(names = "--format", required = true, description = "Shape of the lines: kong.")
  private String format;

  @Option(names = "--out", required = true, description = "Folder to write to.")
  private Path out;

  @Option(
      names = "--scenario",
      description =
          "YAML file with attacks and incidents, or one that ships: week, two-days-700,"
              + " public-host.")
  private Path scenarioFile;

  @Option(
      names = "--start",
      description = "First moment (default: the scenario's, or 2026-01-05T00:00:00Z).")
  private String start;

  @Option(names = "--force", description = "Write even when the folder is not empty.")
  private boolean force;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    check();
    Scenario scenario = scenario();
    long millis = (long) (length(scenario) * Duration.ofDays(1).toMillis());
    Instant from = scenario.start();
    TrafficGenerator traffic = TrafficGenerator.of(scenario, from, from.plusMillis(millis));
    try (Progress progress = Progress.bar("generate", millis / MINUTE)) {
      long first = from.toEpochMilli();
      long lines =
          new TrafficFolder(out)
              .write(traffic, moment -> progress.stepTo((moment - first) / MINUTE));
      progress.stepTo(millis / MINUTE);
      int attacks = traffic.labels().attacks().size();
      spec.commandLine()
          .getOut()
          .printf(Locale.ROOT, "%d lines, %d attacks in %s%n", lines, attacks, out);
    } catch (IOException e) {
      throw Failure.input("--out " + out + ": cannot be written (" + e.getMessage() + ")");
    }
    return 0;
  }

  private void check() {
    if (!format.equals("kong")) {
      throw Failure.usage("--format " + format + ": not generated yet (expected: kong)");
    }
    if (days != null && !(days > 0 && days <= MOST_DAYS)) {
      throw Failure.usage("--days " + days + ": out of range (expected: above 0, at most 3660)");
    }
    try {
      if (!force && new TrafficFolder(out).isTaken()) {
        throw Failure.usage("--out " + out + ": not an empty folder (choose another, or --force)");
      }
    } catch (IOException e) {
      throw Failure.input("--out " + out + ": cannot be read (" + e.getMessage() + ")");
    }
  }

  private double length(Scenario scenario) {
    if (days == null && scenario.days() == 0) {
      throw Failure.usage("--days: missing (expected: such as 7, or a scenario that says days)");
    }
    return days != null ? days : scenario.days();
  }

  private Scenario read(Scenario plain) throws IOException {
    if (scenarioFile == null) {
      return plain;
    }
    String name = scenarioFile.toString();
    boolean ships = ScenarioFile.SHIPPED.contains(name) && !Files.exists(scenarioFile);
    return ships ? ScenarioFile.shipped(name, plain) : ScenarioFile.read(scenarioFile, plain);
  }

  private Scenario scenario() {
    try {
      Scenario read = read(Scenario.defaults(seed, 25));
      Scenario seeded = read.seeded(seed);
      Scenario sized = agents == null ? seeded : seeded.with(agents);
      return start == null ? sized : sized.at(time(start));
    } catch (NoSuchFileException e) {
      throw Failure.usage(
          "--scenario "
              + scenarioFile
              + ": no such file (expected: a file, or one of "
              + ScenarioFile.SHIPPED
              + ")");
    } catch (IOException e) {
      throw Failure.input(
          "--scenario " + scenarioFile + ": cannot be read (" + e.getMessage() + ")");
    } catch (IllegalArgumentException e) {
      throw Failure.usage(
          (scenarioFile == null ? "" : "--scenario " + scenarioFile + ": ") + e.getMessage());
    }
  }

  private static Instant time(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      throw Failure.usage("--start " + text + ": no time (expected: such as 2026-01-05T00:00:00Z)");
    }
  }
}
