package io.gatewatch.replaydata.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class GatewatchTest {
  @TempDir private Path folder;

  @Test
  void helpNamesEveryCommand() {
    CliRun help = CliRun.of("--help");
    assertThat(help.exitCode()).isZero();
    for (Class<?> command : Gatewatch.COMMANDS) {
      assertThat(help.out()).contains(command.getAnnotation(CommandLine.Command.class).name());
    }
  }

  @Test
  void everyCommandHasHelp() {
    for (Class<?> command : Gatewatch.COMMANDS) {
      String name = command.getAnnotation(CommandLine.Command.class).name();
      CliRun help = CliRun.of(name, "--help");
      assertThat(help.exitCode()).isZero();
      assertThat(help.out()).contains("Usage: gatewatch " + name).contains("--help");
    }
  }

  @Test
  void theVersionIsOneWordAndTheJvms() {
    assertThat(CliRun.of("--version").out()).startsWith("gatewatch ").contains("Java 17");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "conquer",
        "generate",
        "generate --seed x --days 1 --format kong --out d",
        "generate --seed 1 --days 0 --format kong --out d",
        "generate --seed 1 --format kong --out d",
        "generate --seed 1 --days 1 --format cobol --out d",
        "generate --seed 1 --days 1 --agents 0 --format kong --out d",
        "generate --seed 1 --days 1 --format kong --out d --start monday",
        "generate --seed 1 --days 1 --format kong --out d --scenario missing.yaml",
      })
  void wrongUsageIsOneLineAndExitsWithTwo(String line) {
    CliRun run = CliRun.of(line.isEmpty() ? new String[0] : line.split(" "));
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).startsWith("gatewatch: ").hasLineCount(1).doesNotContain("Exception");
    assertThat(run.out()).isEmpty();
  }

  @Test
  void aScenarioThatIsWrongIsNamedWithItsFieldAndWhatWasExpected() throws IOException {
    Path file = Files.writeString(folder.resolve("s.yaml"), "attacks: {perHour: 3}\n");
    CliRun run = generate(folder.resolve("out"), "--scenario", file.toString());
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("s.yaml").contains("perHour: unknown").contains("perDay");
  }

  @Test
  void aScenarioThatShipsIsTakenByItsNameAndItsNumbersCanBeOutranked() throws IOException {
    Path out = folder.resolve("out");
    assertThat(generate(out, "--scenario", "week").exitCode()).isZero();
    assertThat(Files.readString(out.resolve("registry.yaml")).split("- id:")).hasSize(1 + 5);
    assertThat(CliRun.of("generate", "--help").out()).contains("public-host");
  }

  @Test
  void whatLiesInTheFolderIsNotOverwrittenUnlessForced() throws IOException {
    Path out = Files.createDirectory(folder.resolve("out"));
    Files.writeString(out.resolve("mine.txt"), "precious");

    CliRun refused = generate(out);
    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.err()).contains("--force");

    assertThat(generate(out, "--force").exitCode()).isZero();
    assertThat(out).isDirectoryContaining(f -> f.endsWith("mine.txt"));
    try (var files = Files.list(out)) {
      assertThat(files.map(f -> f.getFileName().toString()))
          .containsExactlyInAnyOrder(
              "mine.txt", "access.ndjson.gz", "catalog.json", "labels.json", "registry.yaml");
    }
  }

  @Test
  void aFolderThatCannotBeWrittenExitsWithThree() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "not a folder");
    CliRun run = generate(file.resolve("below"));
    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.err()).contains("cannot be written").hasLineCount(1);
  }

  private static CliRun generate(Path out, String... more) {
    String[] base = {
      "generate",
      "--seed",
      "1",
      "--days",
      "0.02",
      "--agents",
      "5",
      "--format",
      "kong",
      "--out",
      out.toString(),
    };
    String[] all = java.util.Arrays.copyOf(base, base.length + more.length);
    System.arraycopy(more, 0, all, base.length, more.length);
    return CliRun.of(all);
  }
}
