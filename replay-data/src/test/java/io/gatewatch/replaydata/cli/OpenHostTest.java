package io.gatewatch.replaydata.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpenHostTest {
  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "::", "192.0.2.7"})
  void whoOpensMoreThanThisMachineIsWarnedInOneLine(String host) {
    assertThat(OpenHost.warning(host))
        .contains("--host " + host)
        .contains("without credentials")
        .doesNotContain("\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "127.8.8.8", "::1", "localhost"})
  void thisMachineAloneIsNoMatter(String host) {
    assertThat(OpenHost.warning(host)).isNull();
  }
}
