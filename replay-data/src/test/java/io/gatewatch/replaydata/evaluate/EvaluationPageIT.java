package io.gatewatch.replaydata.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatewatch.detectors.Category;
import io.gatewatch.detectors.Entity;
import io.gatewatch.detectors.Severity;
import io.gatewatch.replaydata.cli.Gatewatch;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page of a run's evaluation, in a real browser. */
class EvaluationPageIT {
  private static final String HOSTILE = "</script><script>window.pwned=1</script>";

  @TempDir Path folder;

  @Test
  void everyPlotIsDrawnNothingIsLoadedAndTextStaysText() throws IOException {
    HandMadeRun run =
        new HandMadeRun()
            .attack("a1", "object_enumeration", "agent-1", 2, "10:00:00", "10:30:00", "")
            .attack("a2", HOSTILE, HOSTILE, 2, "12:00:00", "12:05:00", "")
            .event("deploy", "agent-6", 2, "20:00:00", "21:00:00");
    run.alert("right", Entity.Kind.AGENT, "agent-1")
        .as(Category.OBJECT_ENUMERATION)
        .raised(2, "10:05:00", Severity.HIGH);
    run.alert("wrong", Entity.Kind.AGENT, "agent-6").raised(2, "20:30:00", Severity.MEDIUM);
    run.write(folder);
    PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
    assertThat(Gatewatch.run(nowhere, nowhere, "evaluate", "--run", folder.toString())).isZero();

    try (OpenedPage opened = new OpenedPage(folder.resolve("evaluation.html"))) {
      assertThat(opened.drawn())
          .containsOnlyKeys("recall", "seconds", "timeline")
          .allSatisfy((id, pixels) -> assertThat(pixels).as(id).isGreaterThan(2_000));
      assertThat(opened.page.evaluate("window.pwned === undefined")).isEqualTo(true);
      assertThat(opened.requests).hasSize(1);
      opened.print();
      assertThat(opened.page.locator("table").first().innerText()).contains(HOSTILE, "300");
      assertThat(opened.faults).isEmpty();
    }
  }
}
