package io.gatewatch.replaydata.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SameBytesTest {
  @TempDir private Path folder;

  @Test
  void oneSeedGivesTheSameBytesInAnyJvmLocaleAndTimeZone() throws Exception {
    Path here =
        generate("here", "-Duser.language=en", "-Duser.timezone=UTC", "-Dfile.encoding=UTF-8");
    Path there =
        generate(
            "there",
            "-Duser.language=ar",
            "-Duser.country=EG",
            "-Duser.timezone=Asia/Kathmandu",
            "-Dfile.encoding=UTF-16",
            "-Dline.separator=\r\n",
            "-XX:ActiveProcessorCount=1",
            "-XX:TieredStopAtLevel=1");

    for (String file : List.of("access.ndjson.gz", "labels.json")) {
      assertThat(sha256(there.resolve(file))).as(file).isEqualTo(sha256(here.resolve(file)));
    }
    assertThat(Files.readString(here.resolve("labels.json"))).contains("\"attacks\"");
  }

  private Path generate(String name, String... jvmOptions) throws Exception {
    Path out = folder.resolve(name);
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(jvmOptions));
    command.add("-Dgatewatch.log.dir=" + folder);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(Gatewatch.class.getName());
    command.addAll(List.of("generate", "--seed", "77", "--days", "0.2", "--format", "kong"));
    command.addAll(List.of("--out", out.toString()));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(said).isZero();
    return out;
  }

  private static String sha256(Path file) throws IOException, NoSuchAlgorithmException {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    return HexFormat.of().formatHex(digest.digest(Files.readAllBytes(file)));
  }
}
