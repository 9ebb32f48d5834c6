package io.gatewatch.replaydata.up;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatewatch.ingest.formats.Formats;
import io.gatewatch.replaydata.cli.Gatewatch;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What the commands for files make of the same lines, and of the calls that the system wrote. */
final class PlantedReplays {
  private final Path folder;
  private final Leaks leaks;

  PlantedReplays(Path folder, Leaks leaks) {
    this.folder = folder;
    this.leaks = leaks;
  }

  /** A replay and both forms of doctor for each format. */
  void ofFiles(PlantedTraffic traffic) throws IOException {
    for (String format : Formats.names()) {
      String lines = write(format, traffic.all(format)).toString();
      Path out = folder.resolve("replay-" + format);
      run("replay", "--format", format, "--input", lines, "--out", out.toString());
      assertThat(out.resolve("rejects.ndjson")).as(format).isNotEmptyFile();
      assertThat(out.resolve("alerts.ndjson")).as(format).isNotEmptyFile();
      run("doctor", "--format", format, "--input", lines);
      run("doctor", "--format", format, "--input", lines, "--json");
    }
    assertThat(folder.resolve("replay-kong/quotas.ndjson")).isNotEmptyFile();
  }

  void ofTheTopic(String broker) {
    String out = folder.resolve("replay-calls").toString();
    run("replay", "--format", "calls", "--topic", "--broker", broker, "--out", out);
    assertThat(folder.resolve("replay-calls/quotas.ndjson")).isNotEmptyFile();
  }

  private Path write(String format, List<byte[]> lines) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] line : lines) {
      all.writeBytes(line);
      all.write('\n');
    }
    return Files.write(folder.resolve(format + ".lines"), all.toByteArray());
  }

  private void run(String... args) {
    StringWriter said = new StringWriter();
    PrintWriter out = new PrintWriter(said, true);
    int exit = Gatewatch.run(out, out, args);
    assertThat(exit).as(said.toString()).isLessThan(2);
    leaks.lookAt("output of " + args[0] + " for " + args[2], said.toString());
  }
}
