package io.gatewatch.replaydata.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.gatewatch.replaydata.nab.NabDetector;
import io.gatewatch.replaydata.nab.NabFolder;
import io.gatewatch.replaydata.nab.NabLabels;
import io.gatewatch.replaydata.nab.NabReport;
import io.gatewatch.replaydata.nab.NabResults;
import io.gatewatch.replaydata.nab.NabScored;
import io.gatewatch.replaydata.nab.NabSeries;
import io.gatewatch.replaydata.nab.NabText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bench nab}: the volume baseline alone on the Numenta Anomaly Benchmark. */
@Command(
    name = "nab",
    description =
        "Runs the volume baseline alone over series of the Numenta Anomaly Benchmark, writes its"
            + " result files and, where labels are there, its scores. The detection job does not"
            + " use that baseline: agents' calls a minute have one of their own.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class BenchNabCommand implements Callable<Integer> {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9-]{1,40}");

  @Spec private CommandSpec spec;

  @Option(
      names = "--data",
      required = true,
      paramLabel = "DIR",
      description = "NAB's folder, or one that has a folder of .csv files a category.")
  private Path data;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "Folder to write to; earlier results are replaced.")
  private Path out;

  @Option(
      names = "--labels",
      paramLabel = "FILE",
      description =
          "Labelled windows to score by (default: labels/combined_windows.json in --data, if it is"
              + " there).")
  private Path labels;

  @Option(
      names = "--detector",
      paramLabel = "NAME",
      description = "Puts NAME_ before the files' names, as NAB's own scorer wants it.")
  private String detector;

  private long nanos;

  @Override
  public Integer call() {
    if (detector != null && !NAME.matcher(detector).matches()) {
      throw Failure.usage("--detector " + detector + ": no name (expected: letters and digits)");
    }
    List<NabSeries> all = series();
    NabLabels known = labels();
    List<NabScored> judged = judged(all, known);
    double micros = nanos / 1e3 / all.stream().mapToInt(s -> s.rows().size()).sum();
    NabReport report =
        known == null ? NabReport.plain(judged, micros) : NabReport.labelled(judged, micros);
    try {
      ObjectMapper json = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
      Files.writeString(out.resolve("bench.json"), json.writeValueAsString(report) + "\n");
    } catch (IOException e) {
      throw cannotWrite(e);
    }
    spec.commandLine().getOut().print(NabText.of(report));
    spec.commandLine().getOut().flush();
    return 0;
  }

  private List<NabSeries> series() {
    if (!Files.isDirectory(data)) {
      throw Failure.input("--data " + data + ": no such folder");
    }
    NabFolder folder = new NabFolder(data);
    try {
      if (folder.isReadFrom(out)) {
        throw Failure.usage("--out " + out + ": holds the series themselves (choose another)");
      }
      return folder.series();
    } catch (IOException e) {
      throw Failure.input("--data " + data + ": cannot be read (" + e.getMessage() + ")");
    } catch (IllegalArgumentException e) {
      throw Failure.input(e.getMessage());
    }
  }

  private NabLabels labels() {
    Path file = labels != null ? labels : new NabFolder(data).labels();
    if (!Files.exists(file)) {
      if (labels != null) {
        throw Failure.input("--labels " + labels + ": no such file");
      }
      return null;
    }
    try {
      return NabLabels.read(file);
    } catch (IOException e) {
      throw Failure.input("--labels " + file + ": cannot be read (" + e.getMessage() + ")");
    } catch (IllegalArgumentException e) {
      throw Failure.input(e.getMessage());
    }
  }

  private List<NabScored> judged(List<NabSeries> all, NabLabels known) {
    NabResults results = new NabResults(out, detector == null ? "" : detector + "_");
    List<NabScored> judged = new ArrayList<>();
    try (Progress progress = Progress.bar("nab", all.size())) {
      for (NabSeries series : all) {
        long began = System.nanoTime();
        List<Double> scores = NabDetector.scores(series);
        nanos += System.nanoTime() - began;
        results.write(series, scores);
        judged.add(new NabScored(series, scores, known == null ? List.of() : known.of(series)));
        progress.stepTo(judged.size());
      }
    } catch (IOException e) {
      throw cannotWrite(e);
    } catch (IllegalArgumentException e) {
      throw Failure.input(e.getMessage());
    }
    return judged;
  }

  private Failure cannotWrite(IOException e) {
    return Failure.input("--out " + out + ": cannot be written (" + e.getMessage() + ")");
  }
}
