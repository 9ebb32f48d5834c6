package io.gatewatch.ingest.kong;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.gatewatch.ingest.ApiCall;
import io.gatewatch.ingest.CallJson;
import io.gatewatch.ingest.LineParser;
import io.gatewatch.ingest.LineSplitter;
import io.gatewatch.ingest.ParsedLine;
import io.gatewatch.ingest.Principal;
import io.gatewatch.ingest.avro.LogEntryCodec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Records that a real Kong wrote; skipped where the folder of property gatewatch.shared is absent.
 */
class GenuineKongTest {
  private final List<String> rejects = new ArrayList<>();
  private Path samples;

  @BeforeEach
  void findSamples() {
    String shared = System.getProperty("gatewatch.shared", "");
    samples = Path.of(shared, "data", "gateway-samples");
    assumeTrue(
        !shared.isBlank() && Files.isDirectory(samples),
        "no genuine samples: set -Dgatewatch.shared=<folder>");
  }

  @Test
  void everyWholeGenuineRecordIsACall() throws IOException {
    List<ApiCall> calls = calls();
    // The batch file breaks off inside its third element: that one is named, its neighbours are
    // calls.
    assertThat(rejects).containsExactly("kong-2.8.5-httplog-batch.json: truncated");
    assertThat(calls).hasSizeGreaterThanOrEqualTo(5);
    assertThat(calls)
        .extracting(call -> call.principal().kind())
        .contains(Principal.Kind.AGENT, Principal.Kind.SOURCE);
    assertThat(calls)
        .extracting(ApiCall::decidedBy)
        .contains(ApiCall.DecidedBy.GATEWAY, ApiCall.DecidedBy.UPSTREAM);
    assertThat(calls).extracting(ApiCall::route).contains("/accounts/{id}", "/example-route");
  }

  @Test
  void noKeyAndNoCredentialOfThemSurvives() throws IOException {
    LogEntryCodec codec = new LogEntryCodec();
    for (ApiCall call : calls()) {
      String avro = new String(codec.write(call), StandardCharsets.ISO_8859_1);
      assertThat(avro + CallJson.write(call))
          .doesNotContain("key-agent-A")
          .doesNotContain("bbb65f3d-5dc2-5b9b-bb1d-488bd5b632df")
          .doesNotContain("48000")
          .doesNotContain("x-api-key");
    }
  }

  private List<ApiCall> calls() throws IOException {
    LineParser parser = KongLines.parser();
    List<ApiCall> calls = new ArrayList<>();
    for (Path file : files()) {
      for (byte[] line : LineSplitter.split(Files.readAllBytes(file))) {
        ParsedLine parsed = parser.parse(line, KongLines.CONTEXT);
        if (parsed instanceof ParsedLine.Accepted accepted) {
          calls.add(accepted.call());
        } else if (parsed instanceof ParsedLine.Rejected rejected) {
          rejects.add(file.getFileName() + ": " + rejected.reason());
        }
      }
    }
    return calls;
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> all = Files.list(samples)) {
      return all.filter(file -> file.getFileName().toString().startsWith("kong-"))
          .sorted()
          .toList();
    }
  }
}
