package io.gatewatch.alerting;

import static io.gatewatch.alerting.Rows.after;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatewatch.alerting.desk.AlertDesk;
import io.gatewatch.alerting.desk.DeskBook;
import io.gatewatch.alerting.desk.DeskState;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** States of before incidents knew their victims. */
class StateOfThreeTest {
  private static final Path STATES = Path.of("src/test/resources/state");
  private final Incidents incidents = new Incidents(AlertingConfig.defaults());
  private final AlertDesk desk = new AlertDesk(AlertingConfig.defaults(), new DeskBook());

  /** Written by state versions 3 and 1, once, with -Dgatewatch.states.write=true; never again. */
  @Test
  void anIncidentAndItsEntryAtTheDeskGoOn() throws IOException {
    Incident state = new Incident();
    List<AlertVersion> told = incidents.observe(state, Findings.of("aisp-1").at(3));
    DeskState kept = new DeskState();
    told.forEach(v -> desk.observe(kept, v));
    desk.advance(kept, after(20));
    String entry = "entry/" + told.get(0).alert().alertId();
    Map<String, byte[]> changes = kept.changes();
    if (Boolean.getBoolean("gatewatch.states.write")) {
      Files.write(STATES.resolve("incident-3.json"), state.toBytes());
      Files.write(STATES.resolve("desk-entry-1.json"), changes.get(entry));
    }
    Incident read = Incident.fromBytes(Files.readAllBytes(STATES.resolve("incident-3.json")));
    assertThat(text(read.toBytes())).isEqualTo(text(state.toBytes()));
    DeskState restored = new DeskState();
    restored.restore(entry, Files.readAllBytes(STATES.resolve("desk-entry-1.json")));
    restored.restore("tick", changes.get("tick"));
    Findings second = Findings.of("aisp-2");
    incidents.observe(new Incident(), second.at(30)).forEach(v -> desk.observe(restored, v));
    assertThat(desk.advance(restored, after(60)))
        .as("its network is known still")
        .extracting(Alert::campaignId)
        .doesNotContainNull()
        .hasSize(3);
  }

  private static String text(byte[] json) {
    return new String(json, StandardCharsets.UTF_8);
  }
}
