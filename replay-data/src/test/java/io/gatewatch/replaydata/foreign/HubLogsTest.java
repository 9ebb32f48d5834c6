package io.gatewatch.replaydata.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * CrowdSec's tests of scenarios for web servers, played through our replay as combined log lines:
 * behaviour is to be found by the rules that ship, single requests by the optional pack.
 */
class HubLogsTest {
  /** What the rules that ship do not find, and why. */
  private static final Map<String, String> NOT_FOUND =
      new TreeMap<>(
          Map.of(
              "apiscp-bf", "log-ins that fail are answered 200: nothing says that they failed",
              "http-generic-test",
                  "a single request, CrowdSec's own test path: found by the pack"));

  /** Of 20 single requests in our formats; the others are named in detectors/README.md. */
  private static final int SINGLE_FOUND_AT_LEAST = 17;

  @TempDir Path folder;
  private int runs;

  @Test
  void behaviourIsFoundByTheRulesThatShipAndSingleRequestsByTheOptionalPack() throws IOException {
    Path data = SharedData.folder("crowdsec-http-tests");
    List<String> missed = new ArrayList<>();
    List<String> single = new ArrayList<>();
    for (JsonNode entry : new ObjectMapper().readTree(data.resolve("INDEX.json").toFile())) {
      HubTest test = HubTest.of(entry);
      Path log = data.resolve(test.name()).resolve(test.file());
      Replayed shipped = Replayed.of(log, "combined", folder.resolve("run" + runs++));
      Replayed withPack =
          Replayed.of(log, "combined", folder.resolve("run" + runs++), "--signatures");
      System.out.println(test.row(shipped, withPack));
      if (shipped.calls() > 0 && test.behavioural() && !test.foundAll(shipped)) {
        missed.add(test.name());
      }
      if (!test.behavioural() && test.foundAll(withPack)) {
        single.add(test.name());
      }
    }
    assertThat(missed).containsExactlyInAnyOrderElementsOf(NOT_FOUND.keySet());
    assertThat(single).hasSizeGreaterThanOrEqualTo(SINGLE_FOUND_AT_LEAST);
  }
}
