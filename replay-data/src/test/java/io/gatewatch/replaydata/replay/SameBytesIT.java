package io.gatewatch.replaydata.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatewatch.replaydata.cli.Gatewatch;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two replays of one file in two JVMs that differ in all that must not matter give the same bytes.
 */
class SameBytesIT {
  @TempDir Path folder;

  @Test
  void coresLocaleTimeZoneHeapAndFolderDoNotShow() throws Exception {
    Path traffic = folder.resolve("traffic");
    PrintWriter nowhere = new PrintWriter(PrintWriter.nullWriter());
    int generated =
        Gatewatch.run(
            nowhere,
            nowhere,
            "generate",
            "--seed",
            "3",
            "--days",
            "0.25",
            "--agents",
            "20",
            "--format",
            "kong",
            "--out",
            traffic.toString());
    assertThat(generated).isZero();

    SortedMap<String, String> one =
        replay(
            traffic,
            "one",
            "-XX:ActiveProcessorCount=1",
            "-Xmx300m",
            "-Duser.timezone=UTC",
            "-Duser.language=en");
    SortedMap<String, String> other =
        replay(
            traffic,
            "two words",
            "-XX:ActiveProcessorCount=2",
            "-Xmx600m",
            "-Duser.timezone=Asia/Kathmandu",
            "-Duser.language=tr",
            "-Dfile.encoding=ISO-8859-1");

    assertThat(one.keySet())
        .containsExactly(
            "alerts.ndjson", "quotas.ndjson", "rejects.ndjson", "report.html", "summary.json");
    assertThat(other).isEqualTo(one);
    assertThat(Files.size(folder.resolve("one/alerts.ndjson")))
        .as("a replay without alerts shows little")
        .isPositive();
  }

  private SortedMap<String, String> replay(Path traffic, String out, String... jvm)
      throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(jvm));
    command.addAll(List.of("-Dgatewatch.log.dir=" + folder.resolve("log")));
    command.addAll(
        List.of("-cp", System.getProperty("java.class.path"), Gatewatch.class.getName(), "replay"));
    command.addAll(
        List.of("--format", "kong", "--input", traffic.resolve("access.ndjson.gz").toString()));
    command.addAll(List.of("--out", folder.resolve(out).toString()));
    File log = folder.resolve(out + ".log").toFile();
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log).start();
    assertThat(process.waitFor(3, TimeUnit.MINUTES)).as("replay ends in time").isTrue();
    assertThat(process.exitValue()).as("%s", Files.readString(log.toPath())).isZero();
    return hashes(folder.resolve(out));
  }

  private static SortedMap<String, String> hashes(Path run) throws Exception {
    TreeMap<String, String> hashes = new TreeMap<>();
    try (var files = Files.list(run)) {
      for (Path file : files.toList()) {
        hashes.put(file.getFileName().toString(), sha256(file));
      }
    }
    return hashes;
  }

  private static String sha256(Path file) throws IOException, NoSuchAlgorithmException {
    return HexFormat.of()
        .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
  }
}
