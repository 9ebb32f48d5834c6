package io.gatewatch.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReceiverTokensTest {
  @TempDir Path folder;

  private Path file() {
    return folder.resolve("receiver-tokens.yaml");
  }

  @Test
  void aTokenOpensWhatItsEntrySays() throws Exception {
    TokenFiles.write(
        file(),
        TokenFiles.entry("a", "token-of-a", "bank-a", "public", "kong"),
        TokenFiles.entry("b", "token-of-b", "bank-b", null));
    ReceiverTokens tokens = tokens("10.1.2.3");
    assertThat(tokens.areAsked()).isTrue();
    Grant a = tokens.grant("Bearer token-of-a");
    assertThat(a.refusal("bank-a", "public", "kong")).isNull();
    assertThat(a.refusal("bank-b", "public", "kong")).isEqualTo("tenant_not_granted");
    assertThat(a.refusal("bank-a", "inner", "kong")).isEqualTo("group_not_granted");
    assertThat(a.refusal("bank-a", "public", "nginx")).isEqualTo("format_not_granted");
    Grant b = tokens.grant("bearer  token-of-b ");
    assertThat(b.refusal("bank-b", "any", "any")).isNull();
    assertThat(b.tenantOr(null)).isEqualTo("bank-b");
    assertThat(b.groupOr(null)).isEqualTo("default");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "Bearer", "Bearer ", "Bearer token-of-", "Basic token-of-a", "token-of-a"})
  void anythingElseOpensNothing(String header) throws Exception {
    TokenFiles.write(file(), TokenFiles.entry("a", "token-of-a", "bank-a", null));
    assertThat(tokens("127.0.0.1").grant(header)).isNull();
    assertThat(tokens("127.0.0.1").grant(null)).isNull();
  }

  @Test
  void theHashOfATokenIsNoToken() throws Exception {
    TokenFiles.write(file(), TokenFiles.entry("a", "token-of-a", "bank-a", null));
    assertThat(tokens("127.0.0.1").grant("Bearer " + TokenFiles.sha256("token-of-a"))).isNull();
  }

  @Test
  void withoutAFileLoopbackIsOpenAndAnyOtherAddressRefusesToStart() {
    assertThat(tokens("127.0.0.1").grant(null)).isEqualTo(Grant.OPEN);
    assertThat(tokens("::1").grant(null)).isEqualTo(Grant.OPEN);
    assertThat(tokens("127.0.0.1").areAsked()).isFalse();
    assertThatThrownBy(() -> tokens("0.0.0.0"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("mend");
    assertThatThrownBy(() -> tokens("192.0.2.7")).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aChangedFileIsInForceAtOnceAndABrokenOneChangesNothing() throws Exception {
    TokenFiles.write(file(), TokenFiles.entry("a", "token-of-a", "bank-a", null));
    ReceiverTokens tokens = tokens("127.0.0.1");
    TokenFiles.write(file(), TokenFiles.entry("b", "token-of-b", "bank-b", null));
    assertThat(tokens.grant("Bearer token-of-a")).isNull();
    assertThat(tokens.grant("Bearer token-of-b")).isNotNull();
    TokenFiles.writeText(file(), "tokens: [ {name: half");
    assertThat(tokens.grant("Bearer token-of-b")).isNotNull();
    Files.delete(file());
    assertThat(tokens.grant("Bearer token-of-b")).as("a file that is gone opens nothing").isNull();
    assertThat(tokens.grant(null)).isNull();
  }

  @Test
  void theFirstFileClosesAReceiverThatWasOpen() throws Exception {
    ReceiverTokens tokens = tokens("127.0.0.1");
    TokenFiles.write(file(), TokenFiles.entry("a", "token-of-a", "bank-a", null));
    assertThat(tokens.grant(null)).isNull();
    assertThat(tokens.grant("Bearer token-of-a")).isNotNull();
  }

  @Test
  void aFileThatOthersCanReadIsRefused() throws Exception {
    TokenFiles.write(file(), TokenFiles.entry("a", "token-of-a", "bank-a", null));
    Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-r-----"));
    assertThatThrownBy(() -> tokens("127.0.0.1"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("chmod 600");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "tokens: Tr0ub4dor",
        "tokens: [{name: a, token: Tr0ub4dor, tenant: t}]",
        "tokens: [{name: a, sha256: Tr0ub4dor, tenant: t}]",
        "tokens: [{name: a, sha256: 00, tenant: t}]",
        "tokens: [{sha256: Tr0ub4dor}]",
        "tokens: [{name: a, tenant: t}]",
        "tokens: [{name: a, sha256: %s, tenant: 'no name'}]",
        "tokens: [{name: a, sha256: %s, tenant: t, formats: [apache]}]",
        "tokens: [{name: a, sha256: %s, tenant: t, formats: []}]",
        "tokens: {Tr0ub4dor",
        "tokens: *Tr0ub4dor",
        "Tr0ub4dor",
        "%%Tr0ub4dor",
        "tokens: [{name: a, name: Tr0ub4dor}]",
        "tokens: [{Tr0ub4dor-Tr0ub4dor-Tr0ub4dor: a}]",
        "tokens: [{name: {Tr0ub4dor: a}}]"
      })
  void aFileThatIsNotUnderstoodStopsTheStartAndIsNotRepeated(String text) throws Exception {
    TokenFiles.writeText(file(), text.formatted(TokenFiles.sha256("x")));
    assertThatThrownBy(() -> tokens("127.0.0.1"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(file().toString())
        .hasMessageNotContaining("Tr0ub4dor");
  }

  @Test
  void aWrongKeyIsNamedWithItsLineAndTheKeysThatThereAre() throws Exception {
    TokenFiles.writeText(file(), "tokens:\n  - name: a\n    sha265: 00\n    tenant: t\n");
    assertThatThrownBy(() -> tokens("127.0.0.1"))
        .hasMessageContaining("line 3: sha265 (expected: formats, group, name, sha256, tenant)");
  }

  @Test
  void anEmptyFileIsToldWhatBelongsThere() throws Exception {
    TokenFiles.writeText(file(), "# nothing yet\n");
    assertThatThrownBy(() -> tokens("127.0.0.1"))
        .hasMessageContaining("empty (expected: tokens, and below it a list with name, sha256");
  }

  @Test
  void jsonIsReadAsWell() throws Exception {
    TokenFiles.writeText(
        file(),
        "{\"tokens\":[{\"name\":\"a\",\"sha256\":\""
            + TokenFiles.sha256("token-of-a")
            + "\",\"tenant\":\"bank-a\"}]}");
    assertThat(tokens("0.0.0.0").grant("Bearer token-of-a")).isNotNull();
  }

  private ReceiverTokens tokens(String host) {
    return ReceiverTokens.of(file(), host, Duration.ZERO);
  }
}
