package io.gatewatch.replaydata.cli;

import io.gatewatch.replaydata.evaluate.Evaluation;
import io.gatewatch.replaydata.evaluate.EvaluationJson;
import io.gatewatch.replaydata.evaluate.EvaluationPage;
import io.gatewatch.replaydata.evaluate.EvaluationText;
import io.gatewatch.replaydata.evaluate.Judgement;
import io.gatewatch.replaydata.evaluate.RunFiles;
import io.gatewatch.replaydata.evaluate.RunSpan;
import io.gatewatch.replaydata.evaluate.Summing;
import io.gatewatch.replaydata.evaluate.Truth;
import io.gatewatch.replaydata.evaluate.TruthFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code evaluate}: a replay's alerts and cuts against what is known of its traffic. */
@Command(
    name = "evaluate",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    description =
        "Says which attacks a replay found and how soon, how many of its alerts were false and which cuts"
            + " wrongful; writes evaluation.json and evaluation.html into the run's folder. Or how good"
            + " a model is on rows that it has not learned from.")
final class EvaluateCommand implements Callable<Integer> {
  private static final Pattern SPAN = Pattern.compile("([0-9]{1,6})([dhms])");

  private static final Set<String> OF_A_RUN = Set.of("--run", "--warmup", "--labels");
  private static final Set<String> OF_A_MODEL =
      Set.of(
          "--model",
          "--against",
          "--features",
          "--out",
          "--alerts-per-day",
          "--review",
          "--reviewed",
          "--store",
          "--labels",
          "--verdicts",
          "--alerts");

  @Spec private CommandSpec spec;

  @Option(names = "--run", paramLabel = "DIR", description = "Folder that replay wrote.")
  private Path run;

  @Option(
      names = "--warmup",
      defaultValue = "1d",
      paramLabel = "SPAN",
      description =
          "What happens so soon after the first call is told apart, such as 1d, 12h or 0s (default:"
              + " ${DEFAULT-VALUE}).")
  private String warmup;

  @Mixin private KnownOptions known;
  @Mixin private EvaluateModel model;

  @Override
  public Integer call() {
    if (model.isAsked() == (run != null)) {
      throw Failure.usage("give either --run DIR, or --model MODEL with --features FILE");
    }
    Given.only(spec, run == null ? "--model" : "--run", run == null ? OF_A_MODEL : OF_A_RUN);
    if (model.isAsked()) {
      return model.evaluate(known, spec.commandLine().getOut(), spec.commandLine().getErr());
    }
    Duration warm = warmup();
    Truth truth = truth();
    Evaluation found = evaluated(truth, warm);
    try {
      Files.writeString(run.resolve("evaluation.json"), EvaluationJson.of(found));
      Files.writeString(run.resolve("evaluation.html"), EvaluationPage.of(found, truth.benign()));
    } catch (IOException e) {
      throw Failure.input("cannot write " + e.getMessage());
    }
    spec.commandLine().getOut().print(EvaluationText.of(found));
    spec.commandLine().getOut().flush();
    return 0;
  }

  private Evaluation evaluated(Truth truth, Duration warm) {
    try {
      RunFiles files = new RunFiles(run);
      RunSpan span = files.span(truth.agents(), warm);
      if (span == null) {
        throw Failure.input("--run " + run + ": the run has no calls");
      }
      return Summing.of(
          span,
          Judgement.of(truth, span, files.alerts(), files.cuts(), files.refused()),
          files.promised());
    } catch (NoSuchFileException e) {
      throw Failure.input(
          e.getMessage() + " is not there (expected: the folder of a whole replay)");
    } catch (IOException e) {
      throw Failure.input(e.getMessage());
    }
  }

  private Truth truth() {
    Path labels = known.labels();
    Path file = labels != null ? labels : run.resolve(TruthFile.NAME);
    if (labels == null && Files.isDirectory(run) && !Files.exists(file)) {
      throw Failure.usage(
          file + " is not there: give --labels FILE here, or to the replay, which keeps a copy");
    }
    return LabelsOption.read(file).truth();
  }

  private Duration warmup() {
    Matcher parts = SPAN.matcher(warmup);
    if (!parts.matches()) {
      throw Failure.usage("--warmup " + warmup + ": no span (expected: such as 1d, 12h or 0s)");
    }
    long number = Long.parseLong(parts.group(1));
    return switch (parts.group(2)) {
      case "d" -> Duration.ofDays(number);
      case "h" -> Duration.ofHours(number);
      case "m" -> Duration.ofMinutes(number);
      default -> Duration.ofSeconds(number);
    };
  }
}
