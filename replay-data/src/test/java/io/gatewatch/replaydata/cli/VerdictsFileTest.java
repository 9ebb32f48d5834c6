package io.gatewatch.replaydata.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatewatch.ingest.ControlRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerdictsFileTest {
  private static final String GOOD =
      "{\"principal\":\"bank/edge/agent/kong%7Ea\",\"verdict\":\"benign_positive\","
          + "\"effectiveFrom\":\"2026-03-02T11:00:00.000Z\"}";

  @TempDir private Path folder;

  @Test
  void eachLineIsARecordAsItWouldStandOnControl() throws IOException {
    List<ControlRecord> verdicts = VerdictsFile.read(file("\n" + GOOD + "\n"));
    assertThat(verdicts).hasSize(1);
    assertThat(verdicts.get(0).key()).isEqualTo("verdict:bank/edge/agent/kong%7Ea:2");
    assertThat(verdicts.get(0).effectiveFrom()).isEqualTo(Instant.parse("2026-03-02T11:00:00Z"));
    assertThat(verdicts.get(0).payload()).isEqualTo(GOOD);
  }

  @Test
  void aReplayTakesSuchAFileAndRefusesOneThatItDoesNotUnderstand() throws IOException {
    assertThat(replay(GOOD).exitCode()).isZero();
    assertThat(replay(GOOD + "\n{").err()).contains("line 2: not JSON");
    assertThat(replay(GOOD.replace("T11", " at 11")).err()).contains("line 1", "effectiveFrom");
    CliRun unknown = replay(GOOD.replace("benign_positive", "fine"));
    assertThat(unknown.exitCode()).isEqualTo(2);
    assertThat(unknown.err()).contains("verdict: fine");
  }

  private CliRun replay(String verdicts) throws IOException {
    return CliRun.of(
        "replay",
        "--format",
        "calls",
        "--input",
        "cases/client-impersonation/forgotten-token/calls.ndjson",
        "--verdicts",
        file(verdicts).toString(),
        "--out",
        folder.resolve("out").toString());
  }

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("verdicts.ndjson"), text);
  }
}
