package io.gatewatch.replaydata.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatewatch.alerting.Alert;
import io.gatewatch.alerting.Lane;
import io.gatewatch.detectors.Category;
import io.gatewatch.detectors.Detection;
import io.gatewatch.detectors.Entity;
import io.gatewatch.detectors.Need;
import io.gatewatch.detectors.Severity;
import io.gatewatch.detectors.Versions;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportTest {
  private static final Versions VERSIONS = new Versions("r", null, null, null, "f");
  private static final Instant TIME = Instant.parse("2026-03-02T09:00:00Z");

  @Test
  void anAlertThatWasGraverBeforeSaysSo() {
    RunFigures figures = new RunFigures(List.of());
    figures.alert(version("a-1", 1, Severity.MEDIUM));
    figures.alert(version("a-1", 2, Severity.HIGH));
    figures.alert(version("a-1", 3, Severity.LOW));
    assertThat(Report.html(figures, VERSIONS))
        .contains("<td class='low'>low<br><small class='high'>was high</small></td>");
  }

  @Test
  void anAlertThatGrewGraverSaysItsLastSeverityAlone() {
    RunFigures figures = new RunFigures(List.of());
    figures.alert(version("a-1", 1, Severity.LOW));
    figures.alert(version("a-1", 2, Severity.HIGH));
    figures.alert(version("a-2", 1, Severity.CRITICAL));
    assertThat(Report.html(figures, VERSIONS))
        .contains("<td class='high'>high</td>")
        .contains("<td class='critical'>critical</td>")
        .doesNotContain(">was ");
  }

  @Test
  void whatIsOnTrialIsCountedByWhoSaidIt() {
    RunFigures figures = new RunFigures(List.of());
    assertThat(Report.html(figures, VERSIONS)).contains("alert nobody</h2>\n<p>None.</p>");
    figures.detection(finding("model.one-1", Detection.Mode.SHADOW));
    figures.detection(finding("model.one-1", Detection.Mode.SHADOW));
    figures.detection(finding("rule.two@1", Detection.Mode.LIVE));
    assertThat(Report.html(figures, VERSIONS))
        .contains("<td>model.one-1<td>2</tr>")
        .doesNotContain("rule.two");
  }

  private static Detection finding(String detector, Detection.Mode mode) {
    return new Detection(
        "d-1",
        1,
        TIME,
        "default",
        "default",
        new Entity(Entity.Kind.AGENT, "agent-1", null, "key"),
        detector,
        Need.OWN,
        Category.SCRAPING,
        Severity.LOW,
        1,
        mode,
        "title",
        "summary",
        List.of(),
        null,
        null,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        VERSIONS);
  }

  private static Alert version(String id, int version, Severity severity) {
    return new Alert(
        1,
        id,
        version,
        Alert.Status.NEW,
        Alert.Activity.UPDATED,
        TIME,
        TIME,
        TIME,
        "default",
        "default",
        Lane.SECURITY,
        new Alert.About(Entity.Kind.AGENT, "agent-1", null, null),
        null,
        Category.SCRAPING,
        severity,
        50,
        0.5,
        "title",
        "summary",
        List.of(new Alert.Finding("rule.one@1", 1, Detection.Mode.LIVE)),
        List.of(),
        null,
        List.of(),
        List.of(),
        List.of(),
        null,
        null,
        null,
        List.of(),
        VERSIONS);
  }
}
