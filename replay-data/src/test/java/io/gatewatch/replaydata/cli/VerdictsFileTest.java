package io.gatewatch.replaydata.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gatewatch.detectors.book.Book;
import io.gatewatch.ingest.ControlRecord;
import io.gatewatch.replaydata.train.Verdict;
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
  void aLineOfAReviewIsAVerdictOnItsAgentOnceSomebodyHasSaidWhatItWas() throws IOException {
    String window =
        "{\"id\":\"0a1b\",\"agent\":\"bank/edge/agent/kong%7Ea\",\"from\":\"2026-03-02T10:00:00Z\","
            + "\"to\":\"2026-03-02T10:05:00Z\"";
    String attack = window + ",\"verdict\":\"attack\",\"category\":\"scraping\"}";
    String benign = window + ",\"verdict\":\"benign\"}";
    List<ControlRecord> read = VerdictsFile.read(file(window + "}\n" + attack + "\n" + benign));
    assertThat(read).extracting(ControlRecord::version).containsExactly(2, 3);
    Verdict missed = VerdictsFile.verdict(read.get(0));
    assertThat(missed.verdict()).isEqualTo("missed");
    assertThat(missed.category()).isEqualTo("scraping");
    assertThat(missed.principal()).isEqualTo("bank/edge/agent/kong%7Ea");
    // The minute after it is not of it.
    assertThat(missed.to()).isEqualTo(Instant.parse("2026-03-02T10:04:59.999Z"));
    assertThat(VerdictsFile.verdict(read.get(1)).verdict()).isEqualTo("benign_positive");
  }

  /** No running system heard it: production ended no freeze then. */
  @Test
  void aWindowOfAReviewLabelsRowsOnly() throws IOException {
    String met = "bank/edge/agent/kong%7Eaisp-10";
    String window =
        ("{\"id\":\"0a1b\",\"agent\":\"%s\",\"from\":\"2026-03-02T10:00:00Z\","
                + "\"to\":\"2026-03-02T10:05:00Z\",\"verdict\":\"benign\"}")
            .formatted(met);
    String analyst = GOOD.replace("bank/edge/agent/kong%7Ea", met);
    List<ControlRecord> read = VerdictsFile.read(file(window + "\n" + analyst));
    assertThat(read).hasSize(2);
    assertThat(VerdictsFile.heard(read))
        .extracting(ControlRecord::payload)
        .containsExactly(analyst);
    Book book = Book.shipped();
    assertThat(VerdictsFile.addTo(book, file(window))).isEmpty();
    assertThat(replay(window).exitCode()).isZero();
    assertThat(verdicts().toString()).isEqualTo("{\"read\":0,\"met\":0}");
  }

  @Test
  void aReplayTakesSuchAFileAndRefusesOneThatItDoesNotUnderstand() throws IOException {
    assertThat(replay(GOOD).exitCode()).isZero();
    refused("\n{", ": line 3: not JSON (expected: ");
    refused(GOOD.replace("T11", " at 11"), ": line 2: effectiveFrom: 2026-03-02 at 11");
    refused(GOOD.replace("benign_positive", "fine"), ": line 2: verdict: fine (expected: ");
    refused(
        GOOD.replace("bank/edge/", ""), ": line 2: verdict: principal agent/kong%7Ea (expected: ");
  }

  @Test
  void aFileThatIsNoTextIsNamed() throws IOException {
    Files.write(folder.resolve("verdicts.ndjson"), new byte[] {(byte) 0xc3, '\n'});
    assertThatThrownBy(() -> VerdictsFile.read(folder.resolve("verdicts.ndjson")))
        .hasMessageEndingWith("verdicts.ndjson: not UTF-8");
  }

  @Test
  void aVerdictOnSomebodyWhoNeverCalledIsSaidToBeSo() throws IOException {
    String met = GOOD.replace("bank/edge/agent/kong%7Ea", "bank/edge/agent/kong%7Eaisp-10");
    CliRun all = replay(met);
    assertThat(all.err()).isEmpty();
    assertThat(verdicts().toString()).isEqualTo("{\"read\":1,\"met\":1}");

    CliRun some = replay(met + "\n" + GOOD);
    assertThat(some.exitCode()).isZero();
    assertThat(some.err())
        .hasLineCount(1)
        .contains("1 of 2 verdicts")
        .contains("never occurs")
        .contains("bank/edge/agent/kong%7Ea");
    assertThat(verdicts().toString()).isEqualTo("{\"read\":2,\"met\":1}");
  }

  private JsonNode verdicts() throws IOException {
    return new ObjectMapper().readTree(folder.resolve("out/summary.json").toFile()).get("verdicts");
  }

  private void refused(String second, String told) throws IOException {
    CliRun run = replay(GOOD + "\n" + second);
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).hasLineCount(1).contains("verdicts.ndjson" + told);
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
