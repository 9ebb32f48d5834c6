package io.gatewatch.replaydata.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatewatch.ingest.masking.MaskingKeys;
import io.gatewatch.replaydata.up.UpConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeysCommandTest {
  @TempDir private Path data;
  private Path file;

  @BeforeEach
  void aFolderThatUpHasStartedIn() throws IOException {
    file = UpConfig.keys(data, false).resolve("masking.key");
    assertThat(MaskingKeys.loadOrCreate(file, new SecureRandom())).isNotNull();
  }

  @Test
  void aNewPairCountsFromTheFirstRoundThatIsAMinuteAhead() throws IOException {
    Instant before = Instant.now();
    CliRun run = keys("rotate");

    assertThat(run.exitCode()).as(run.err()).isZero();
    String[] said = run.out().strip().split(" counts from ", -1);
    Instant from = Instant.parse(said[1]);
    assertThat(from.getEpochSecond() % 10).isZero();
    assertThat(from).isBetween(before.plusSeconds(60), Instant.now().plusSeconds(70));
    MaskingKeys ring = MaskingKeys.loadOrCreate(file, new SecureRandom());
    assertThat(ring.idAt(from)).isEqualTo(said[0]);
    assertThat(ring.idAt(from.minusMillis(1))).isNotEqualTo(said[0]);
  }

  @Test
  void theListShowsIdsAndTimesAndNoKey() throws IOException {
    Instant from = Instant.ofEpochSecond(4_000_000_000L);
    assertThat(keys("rotate", "--from", from.toString()).exitCode()).isZero();
    CliRun run = keys("list");

    List<String> lines = run.out().lines().toList();
    assertThat(lines).hasSize(2);
    assertThat(lines.get(0)).contains("since ever  hashes objects  hashes identities");
    assertThat(lines.get(1)).endsWith("from " + from);
    for (String line : Files.readAllLines(file)) {
      String[] parts = line.split(" ", -1);
      assertThat(run.out()).contains(parts[1]).doesNotContain(parts[2], parts[3]);
    }
  }

  @Test
  void aTimeThatCannotBeIsRefusedAndTheFileStays() throws IOException {
    String text = Files.readString(file);
    refused("expected: RFC 3339", "rotate", "--from", "tomorrow");
    refused("a minute after", "rotate", "--from", "2026-01-01T00:00:00Z");
    refused("start of a round", "rotate", "--from", "2100-01-01T00:00:01Z");
    assertThat(file).hasContent(text);
  }

  @Test
  void aPairBeforeOneThatIsWaitingIsRefusedWithThatOnesStart() {
    Instant later =
        Instant.ofEpochSecond(Instant.now().getEpochSecond() / 10 * 10).plus(Duration.ofDays(1));
    assertThat(keys("rotate", "--from", later.toString()).exitCode()).isZero();
    refused("is not after " + later, "rotate");
  }

  @Test
  void aFileThatIsNotThereIsNotMade() {
    Path other = data.resolve("elsewhere.key");
    for (String command : List.of("rotate", "list")) {
      CliRun run = CliRun.of("keys", command, "--keys-file", other.toString());
      assertThat(run.exitCode()).isEqualTo(3);
      assertThat(run.err()).contains("no such file").hasLineCount(1);
    }
    assertThat(other).doesNotExist();
  }

  private void refused(String why, String... words) {
    CliRun run = keys(words);
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains(why).hasLineCount(1);
  }

  private CliRun keys(String... words) {
    String[] all = new String[words.length + 5];
    all[0] = "keys";
    System.arraycopy(words, 0, all, 1, words.length);
    System.arraycopy(
        new String[] {"--data", data.toString(), "--sample", "off"}, 0, all, words.length + 1, 4);
    return CliRun.of(all);
  }
}
