package io.gatewatch.replaydata.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A gateway behind a load balancer that nobody has listed. */
class DoctorProxyTest {
  private static final String CHAIN = "203.0.113.9";

  @TempDir private Path folder;

  @Test
  void callsThatAllComeFromTheLoadBalancerAreToldInTextAndJson() throws IOException {
    List<String> lines = List.of(line("10.1.2.3", CHAIN), line("10.1.2.4", CHAIN));

    assertThat(text(lines)).contains("list your load balancer under trustedProxies");
    assertThat(hint(lines).asText()).contains("10.1.2.0/24").contains("ingest/IDENTITY.md");
  }

  @Test
  void nothingIsToldWhereThereIsNothingToMend() throws IOException {
    assertSilent(List.of(line("10.1.2.3", CHAIN), line("198.51.100.7", CHAIN)));
    assertSilent(List.of(line("10.1.2.3", CHAIN), line("10.9.9.9", CHAIN)));
    assertSilent(List.of(line("198.51.100.7", CHAIN)));
    assertSilent(List.of(line("10.1.2.3", "")));
    assertSilent(List.of(line("10.1.2.3", "10.1.2.3")));
  }

  @Test
  void aListedLoadBalancerIsNoMatterAnyMore() throws IOException {
    Path config = Files.writeString(folder.resolve("c.yaml"), "trustedProxies: [10.0.0.0/8]\n");
    assertSilent(List.of(line("10.1.2.3", CHAIN)), "--config", config.toString());
    assertSilent(List.of(line("10.1.2.3", "10.7.7.7")), "--config", config.toString());
  }

  private void assertSilent(List<String> lines, String... more) throws IOException {
    assertThat(hint(lines, more).isNull()).as(lines.toString()).isTrue();
    assertThat(text(lines, more)).contains("Who is charged").doesNotContain("load balancer under");
  }

  private String text(List<String> lines, String... more) throws IOException {
    return run(lines, more).out().replaceAll("\\s+", " ");
  }

  private JsonNode hint(List<String> lines, String... more) throws IOException {
    List<String> json = new ArrayList<>(List.of(more));
    json.add("--json");
    JsonNode found = new ObjectMapper().readTree(run(lines, json.toArray(String[]::new)).out());
    assertThat(
            JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(getClass().getResourceAsStream("/schemas/doctor.schema.json"))
                .validate(found))
        .isEmpty();
    return found.at("/identity/hint");
  }

  private CliRun run(List<String> lines, String... more) throws IOException {
    Path sample = Files.write(folder.resolve("access.ndjson"), lines);
    List<String> args =
        new ArrayList<>(List.of("doctor", "--format", "kong", "--input", sample.toString()));
    args.addAll(List.of(more));
    return CliRun.of(args.toArray(String[]::new));
  }

  private static String line(String peer, String chain) {
    String forwarded = chain.isEmpty() ? "" : "\"x-forwarded-for\":\"" + chain + "\"";
    return "{\"started_at\":1767603600000,\"client_ip\":\""
        + peer
        + "\",\"request\":{\"method\":\"GET\",\"uri\":\"/accounts\",\"headers\":{"
        + forwarded
        + "}},\"response\":{\"status\":200},\"latencies\":{\"request\":12}}";
  }
}
