package io.gatewatch.replaydata.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatewatch.alerting.audit.AuditChain;
import io.gatewatch.alerting.audit.AuditEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditCommandTest {
  @TempDir Path folder;

  @Test
  void whatWasWrittenIsFoundWholeAndItsEndIsTold() throws IOException {
    List<String> rows = rows(5);
    CliRun run = verify(rows);

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("5 rows: nothing was removed").contains("last of governor: ");
    assertThat(verify(rows, "--last", hash(rows.get(4))).exitCode()).isZero();
  }

  @Test
  void aRowThatWasRemovedChangedOrMovedIsFound() throws IOException {
    List<String> removed = rows(5);
    removed.remove(2);
    assertThat(verify(removed).out())
        .contains("removed before it: 3 to 3")
        .contains("NOT what was");

    List<String> changed = rows(5);
    changed.set(1, changed.get(1).replace("\"who\":\"anna\"", "\"who\":\"nobody\""));
    assertThat(verify(changed).out()).contains("governor 2").contains("changed");

    List<String> moved = rows(5);
    moved.add(1, moved.remove(3));
    CliRun run = verify(moved);
    assertThat(run.out()).contains("out of order");
    assertThat(run.exitCode()).isEqualTo(1);
  }

  @Test
  void anEndThatWasCutOffShowsAgainstAHashThatWasNoted() throws IOException {
    List<String> rows = rows(5);
    String noted = hash(rows.get(4));
    CliRun run = verify(rows.subList(0, 4), "--last", noted);

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).contains("no entry has the hash " + noted);
  }

  @Test
  void entriesAreFoundByWhatTheyHold() throws IOException {
    Path file = Files.write(folder.resolve("audit"), rows(3));

    CliRun found = CliRun.of("audit", "show", "quota/2", "--file", file.toString());
    assertThat(found.exitCode()).isZero();
    assertThat(found.out().lines()).hasSize(1);
    assertThat(CliRun.of("audit", "show", "nothing", "--file", file.toString()).exitCode())
        .isEqualTo(1);
  }

  private CliRun verify(List<String> rows, String... more) throws IOException {
    Path file = Files.write(folder.resolve("audit"), rows);
    List<String> arguments = new ArrayList<>(List.of("audit", "verify", "--file", file.toString()));
    arguments.addAll(List.of(more));
    return CliRun.of(arguments.toArray(String[]::new));
  }

  private static List<String> rows(int count) {
    AuditChain chain = new AuditChain("governor");
    List<String> rows = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      AuditEntry entry =
          chain.append(
              Instant.parse("2026-02-03T09:00:00Z").plusSeconds(i),
              "quota/" + i,
              "anna",
              "grant",
              "seen it",
              null);
      rows.add(entry.toJson());
    }
    return rows;
  }

  private static String hash(String row) {
    return row.replaceAll(".*\"event\":\"([0-9a-f]+)\".*", "$1");
  }
}
