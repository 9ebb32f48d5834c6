package io.gatewatch.replaydata.cli;

import io.gatewatch.ingest.catalog.Catalog;
import io.gatewatch.ingest.catalog.CatalogOperation;
import io.gatewatch.ingest.formats.Format;
import io.gatewatch.ingest.formats.Formats;
import io.gatewatch.replaydata.doctor.Diagnosis;
import io.gatewatch.replaydata.doctor.DiagnosisJson;
import io.gatewatch.replaydata.doctor.DiagnosisText;
import io.gatewatch.replaydata.doctor.Examination;
import io.gatewatch.replaydata.replay.LogLines;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code doctor}: what a sample of a gateway's log holds, lacks, and how to mend it. */
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    description =
        "Reads a sample of a log as production would and says which fields are filled, who is charged, what is"
            + " rejected and which detectors are blind, with the gateway's setting that mends it.",
    footer =
        "Exit code 0: fit to be judged by; 1: over 1 %% of the lines rejected, or a detector is blind that a setting"
            + " would make see.")
final class DoctorCommand implements Callable<Integer> {
  private static final int STEPS = 1000;

  @Spec private CommandSpec spec;

  @Option(
      names = "--format",
      required = true,
      paramLabel = "F",
      description = "What the gateway writes: ${COMPLETION-CANDIDATES}.",
      completionCandidates = FormatNames.OfGateways.class)
  private String format;

  @Option(
      names = "--input",
      required = true,
      arity = "1..*",
      paramLabel = "SAMPLE",
      description = "Log files, plain, .gz, .zst, or - for standard input.")
  private List<String> inputs;

  @Mixin private ReadingOptions reading;

  @Option(
      names = "--now",
      paramLabel = "T",
      description =
          "When the sample ended (RFC 3339; default: when the files were written last, or now for -).")
  private String now;

  @Option(names = "--json", description = "Print one JSON object (schemas/doctor.schema.json).")
  private boolean json;

  @Override
  public Integer call() {
    Format known = Formats.named(format);
    if (known == null) {
      throw FormatNames.notOfAGateway(format);
    }
    Examination examination =
        new Examination(
            known, reading.settings(), reading.context(), against(), isLive(), expected());
    try (Progress bar = Progress.bar("doctor", STEPS)) {
      for (int i = 0; i < inputs.size(); i++) {
        examine(examination, known, i, bar);
      }
    } catch (IOException e) {
      throw Failure.input(e.getMessage());
    }
    Diagnosis found = examination.diagnosis(names());
    PrintWriter out = spec.commandLine().getOut();
    out.print(json ? DiagnosisJson.of(found) + "\n" : DiagnosisText.of(found));
    out.flush();
    return found.verdict() == Diagnosis.Verdict.GOOD ? 0 : 1;
  }

  private void examine(Examination examination, Format known, int index, Progress bar)
      throws IOException {
    try (LogLines lines = LogLines.open(inputs.get(index), known)) {
      examination.startFile();
      for (byte[] line = lines.next(); line != null; line = lines.next()) {
        examination.take(line, lines.name() + ":" + lines.number());
        double share = lines.size() == 0 ? 0 : (double) lines.bytesRead() / lines.size();
        bar.stepTo(Math.round(STEPS * (index + share) / inputs.size()));
      }
    }
  }

  /** Operations of the catalogues that were given; what ships is not expected to be called. */
  private List<String> expected() {
    Catalog given = reading.knowledge().catalog();
    return given == null
        ? List.of()
        : given.sources().stream()
            .flatMap(source -> source.operations().stream())
            .map(CatalogOperation::operationId)
            .distinct()
            .toList();
  }

  private boolean isLive() {
    return now != null || inputs.contains("-");
  }

  /** A line cannot be about what happened after the file was written. */
  private long against() {
    if (now != null) {
      try {
        return Instant.parse(now).toEpochMilli();
      } catch (DateTimeException e) {
        throw Failure.usage(
            "--now " + now + " is no time (expected: such as 2026-01-10T13:00:00Z)");
      }
    }
    if (inputs.contains("-")) {
      return System.currentTimeMillis();
    }
    long latest = 0;
    for (String input : inputs) {
      try {
        latest = Math.max(latest, Files.getLastModifiedTime(Path.of(input)).toMillis());
      } catch (IOException e) {
        throw Failure.input(input + " cannot be read");
      }
    }
    return latest;
  }

  private List<String> names() {
    List<String> names = new ArrayList<>();
    for (String input : inputs) {
      names.add(input.equals("-") ? "stdin" : String.valueOf(Path.of(input).getFileName()));
    }
    return names;
  }
}
