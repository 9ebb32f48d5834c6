package io.gatewatch.replaydata.cases;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.gatewatch.ingest.YamlSchemas;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The cases that ship against what ships: the build fails when a covered item is lost. */
class CoverageTest {
  private static final Path CASES = CaseFolders.shipped();
  private static final CaseBrain BRAIN = CaseBrain.shipped();

  private static List<CaseResult> results;
  private static Ledger ledger;

  @BeforeAll
  static void playAll() throws IOException {
    results = new ArrayList<>();
    CaseRun run = new CaseRun(BRAIN);
    for (Case one : CaseFolders.read(CASES)) {
      results.add(run.play(one));
    }
    ledger = Ledgers.of(BRAIN, results, Map.of("rule.volume-spike", 0.1));
  }

  @Test
  void everyCaseIsAsItSaysAndFallsSilentWithoutItsDetector() {
    assertThat(results.stream().filter(r -> !r.isAsSaid()))
        .as("cases that fail; './gatewatch rules test' says the same")
        .extracting(r -> r.about().id() + " " + r.outcome() + ": " + r.complaint())
        .isEmpty();
  }

  @Test
  void everyDetectorThatShipsHasAnAttackThatItFindsAndALookAlikeThatItLeavesAlone() {
    assertThat(ledger.detectors().stream().filter(d -> !d.isProven()))
        .as("detectors without both in replay-data/cases/<rule>/")
        .extracting(Ledger.DetectorRow::id)
        .isEmpty();
  }

  @Test
  void nothingThatWasCoveredIsLostAndWhatIsNewIsWrittenDown() throws IOException {
    CoveredItems accepted = CoveredItems.read(Files.readString(CASES.resolve(CoveredItems.NAME)));
    CoveredItems now = CoveredItems.of(ledger, results);
    assertThat(accepted.missingIn(now)).as("covered before, and lost").isEmpty();
    assertThat(accepted).as("mend: ./gatewatch coverage --accept").isEqualTo(now);
  }

  @Test
  void everyCaseFileAndTheListOfCoveredItemsKeepToTheirSchemas() throws IOException {
    for (Case one : CaseFolders.read(CASES)) {
      String yaml = Files.readString(one.calls().resolveSibling(CaseFile.NAME));
      assertThat(YamlSchemas.faults("case", yaml)).as(one.id()).isEmpty();
    }
    String items = Files.readString(CASES.resolve(CoveredItems.NAME));
    assertThat(YamlSchemas.faults("covered-items", items)).isEmpty();
  }

  @Test
  void whatProgramsReadKeepsToItsSchema() throws IOException {
    assertThat(faults("coverage", ResultJson.of(ledger))).isEmpty();
    assertThat(faults("rules-test", ResultJson.of(results))).isEmpty();
  }

  private static Set<ValidationMessage> faults(String schema, String json) throws IOException {
    return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
        .getSchema(CoverageTest.class.getResourceAsStream("/schemas/" + schema + ".schema.json"))
        .validate(new ObjectMapper().readTree(json));
  }
}
