package io.gatewatch.ingest.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.gatewatch.ingest.ApiCall;
import io.gatewatch.ingest.CallJson;
import io.gatewatch.ingest.LineParser;
import io.gatewatch.ingest.ParsedLine;
import io.gatewatch.ingest.Principal;
import io.gatewatch.ingest.assemble.ParserSettings;
import io.gatewatch.ingest.masking.MaskingKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Lines that real gateways wrote, or their makers print in their documentation; skipped where the
 * folder of property gatewatch.shared is absent.
 */
class GenuineLinesTest {
  private final List<ApiCall> calls = new ArrayList<>();
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
  void everyLineOfAmazonApiGatewayIsACall() throws IOException {
    read("aws-apigateway", "aws-apigateway-access.ndjson");
    assertThat(rejects).isEmpty();
    assertThat(calls)
        .extracting(ApiCall::route)
        .containsExactly("/", "/pets", "/pets/{petId}", "/pets/{petId}", "/");
    assertThat(calls)
        .extracting(ApiCall::environment)
        .containsExactly(null, null, null, "prod", "prod");
    assertThat(calls).extracting(ApiCall::principal).containsOnly(Principal.source("1.128.0.0/24"));
  }

  @Test
  void anAnalyticsRecordOfApigeeIsACall() throws IOException {
    read("apigee", "apigee-analytics-record.ndjson");
    assertThat(rejects).isEmpty();
    assertThat(calls).singleElement().satisfies(GenuineLinesTest::isOfApigee);
  }

  @Test
  void theMaskedExampleOfAzureNamesNoTimeAndIsRejectedForIt() throws IOException {
    read("azure-apim", "azure-apim-gatewaylogs.ndjson");
    assertThat(calls).isEmpty();
    assertThat(rejects).containsExactly("wrong_type");
  }

  @Test
  void theSameExampleWithATimeAndAnAddressIsACall() throws IOException {
    String line = Files.readString(samples.resolve("azure-apim-gatewaylogs.ndjson"));
    ApiCall call =
        Fixtures.of("azure-apim")
            .callOf(
                line.replace("17:xx:xx.xx", "17:05:06.12").replace("xx.xx.xxx.xx", "192.0.2.7"));
    assertThat(call.operation()).isEqualTo("GetSpeakers");
    assertThat(call.route()).isEqualTo("/conference/speakers");
    assertThat(call.principal().id()).isEqualTo("master");
    assertThat(call.decidedBy()).isEqualTo(ApiCall.DecidedBy.UPSTREAM);
  }

  private static void isOfApigee(ApiCall call) {
    assertThat(call.principal().issuer()).isEqualTo("apigee.client_id");
    assertThat(call.route()).isEqualTo("/hello");
    assertThat(call.service()).isEqualTo("edgemicro_127");
    assertThat(CallJson.write(call)).doesNotContain("6gClRCKp0UCOZ8o9Q5S7X88nI5hgizGQ");
  }

  private void read(String name, String file) throws IOException {
    Format format = Formats.named(name);
    LineParser parser = format.parser(ParserSettings.shipped(MaskingKeys.wellKnown()));
    for (byte[] line : format.split(Files.readAllBytes(samples.resolve(file)))) {
      ParsedLine parsed = parser.parse(line, Fixtures.CONTEXT);
      if (parsed instanceof ParsedLine.Accepted accepted) {
        calls.add(accepted.call());
      } else if (parsed instanceof ParsedLine.Rejected rejected) {
        rejects.add(rejected.reason());
      }
    }
  }
}
