package io.gatewatch.ingest.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatewatch.ingest.YamlSchemas;
import io.gatewatch.ingest.formats.Formats;
import io.gatewatch.ingest.identity.IdentityRule;
import io.gatewatch.ingest.network.NetworkAddress;
import io.gatewatch.ingest.network.TrustedProxies;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The operator's file, and his mistakes, each told in one line. */
class IngestConfigTest {
  private static final String EXAMPLE = YamlSchemas.text("/examples/ingest.yaml");
  private static final String RULE =
      """
      identity:
        kong:
          - name: consumer
            when: {authenticated_entity: []}
            subject: [consumer.id]
            issuer: kong.consumer.id
      """;

  @Test
  void theShippedRulesAndTheExampleFitTheSchemaAndCanBeRead() {
    assertThat(YamlSchemas.faults("ingest-config", YamlSchemas.text("/identity/default.yaml")))
        .isEmpty();
    assertThat(YamlSchemas.faults("ingest-config", EXAMPLE)).isEmpty();
    assertThat(names(IngestConfig.read(EXAMPLE), "bank", "public"))
        .containsExactly("token", "consumer");
  }

  @Test
  void theSampleOfThePageKeepsTheShippedRuleOfConsumers() throws IOException {
    String page = Files.readString(Path.of("..", "IDENTITY.md"));
    int sample = page.indexOf("```yaml\ntrustedProxies");
    String yaml = page.substring(sample + 8, page.indexOf("```", sample + 8));
    assertThat(YamlSchemas.faults("ingest-config", yaml)).isEmpty();
    IdentityRule shipped =
        IngestConfig.shipped().identityOf("kong").rules().stream()
            .filter(rule -> rule.name().equals("consumer"))
            .findFirst()
            .orElseThrow();
    assertThat(IngestConfig.read(yaml).identityOf("kong").rules()).contains(shipped);
  }

  @Test
  void theSchemaNoticesAMistypedKeyAndARuleThatProvesNothing() {
    assertThat(YamlSchemas.faults("ingest-config", RULE)).isEmpty();
    assertThat(YamlSchemas.faults("ingest-config", RULE.replace("issuer:", "isuer:"))).isNotEmpty();
    assertThat(YamlSchemas.faults("ingest-config", RULE.replace("authenticated_entity: []", "")))
        .isNotEmpty();
  }

  @Test
  void aFormatThatTheFileDoesNotNameKeepsWhatShips() {
    IngestConfig config = IngestConfig.read("trustedProxies: [10.0.0.0/8]");
    assertThat(config.identityOf("kong")).isEqualTo(IngestConfig.shipped().identityOf("kong"));
    assertThat(IngestConfig.read("")).isEqualTo(IngestConfig.shipped());
    assertThat(IngestConfig.read("identity: {kong: []}").identityOf("kong").rules()).isEmpty();
  }

  @Test
  void aGroupMayHaveRulesAndProxiesOfItsOwn() {
    IngestConfig config = IngestConfig.read(EXAMPLE);
    assertThat(names(config, "bank", "partner-north")).containsExactly("certificate");
    assertThat(trusts(config.proxiesOf("bank", "partner-north"), "192.0.2.10")).isTrue();
    assertThat(trusts(config.proxiesOf("bank", "partner-north"), "10.1.2.3")).isFalse();
    assertThat(trusts(config.proxiesOf("bank", "public"), "10.1.2.3")).isTrue();
  }

  @Test
  void anOverrideThatSaysNothingAboutProxiesLeavesThem() {
    IngestConfig config =
        IngestConfig.read(
            "trustedProxies: [10.0.0.0/8]\noverrides: [{where: '*/*', identity: {kong: []}}]");
    assertThat(trusts(config.proxiesOf("bank", "public"), "10.0.0.1")).isTrue();
    assertThat(config.identityOf("kong", "bank", "public").rules()).isEmpty();
  }

  @Test
  void aMistakeIsToldWithItsPlaceAndWhatWasExpected() {
    refused(RULE.replace("issuer:", "isuer:"), "line 6", "isuer", "issuerFrom");
    refused(RULE.replace("subject: [consumer.id]", "personal: no idea"), "line 5", "no idea");
    refused(
        RULE.replace("subject: [consumer.id]\n", "\n"),
        "identity.kong[0]",
        "consumer",
        "no subject");
    refused(RULE.replace("{authenticated_entity: []}", "{}"), "no when", "facts that prove");
    refused(RULE.replace("issuer: kong.consumer.id\n", "\n"), "no issuer", "issuerFrom");
    refused(RULE.replace("- name: consumer", "- personal: false"), "no name");
    refused("identity:\n  kong:\n", "line 2", "identity.kong");
    refused("identity: {kong: [~]}", "identity.kong", "expected: rules; [] for none");
    refused("identity: {kong: [ ]}\nproxies: []", "line 2", "proxies", "trustedProxies");
    refused("identity: [kong]", "line 1", "expected: identity with a list of rules");
    refused("trustedProxies: [10.0.0.0/33]", "10.0.0.0/33", "/0 to /32");
    refused("trustedProxies: [10.1.0.0/8]", "10.1.0.0/8", "an address inside a network");
    refused("trustedProxies: [proxy.bank.example]", "a network such as 10.0.0.0/8");
    refused("trustedProxies: [ , 10.0.0.1]", "configuration");
    refused("overrides: [{identity: {}}]", "overrides[0]", "no where");
    refused("overrides: [{where: bank}]", "bank", "expected: tenant/group");
    refused("trustedProxies: []\ntrustedProxies: []", "line 2", "trustedProxies");
    refused("identity:\n\t- x", "line 2");
  }

  @Test
  void rulesForAFormatThatDoesNotExistAreRefused() {
    assertThat(Formats.checked(IngestConfig.read(EXAMPLE))).isNotNull();
    assertThatThrownBy(() -> Formats.checked(IngestConfig.read("identity: {konng: []}")))
        .hasMessageStartingWith("configuration: identity.konng: no such format (expected: kong");
  }

  private static List<String> names(IngestConfig config, String tenant, String group) {
    return config.identityOf("kong", tenant, group).rules().stream()
        .map(IdentityRule::name)
        .toList();
  }

  private static boolean trusts(TrustedProxies proxies, String address) {
    return proxies.trusts(NetworkAddress.of(address));
  }

  private static void refused(String yaml, String... parts) {
    assertThatThrownBy(() -> IngestConfig.read(yaml))
        .isInstanceOf(IllegalArgumentException.class)
        .message()
        .startsWith("configuration: ")
        .hasLineCount(1)
        .contains(parts)
        .doesNotContain("io.gatewatch", "java.");
  }
}
