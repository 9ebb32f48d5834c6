package io.gatewatch.ingest.masking;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatewatch.ingest.Exposure.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScrubberTest {
  private final Scrubber scrubber = new Scrubber(new SensitiveText());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "okhttp/4.12.0",
        "curl/7.88.1",
        "python-requests/2.31.0",
        "Go-http-client/1.1",
        "Apache-HttpClient/4.5.14 (Java/17.0.9)",
        "aws-sdk-java/2.20.43 Linux/5.10.0 OpenJDK_64-Bit_Server_VM/17.0.9",
        "PostmanRuntime/7.36.0",
        "Mozilla/5.0 (X11; Linux x86_64; rv:109.0) Gecko/20100101 Firefox/115.0",
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
            + " Chrome/126.0.0.0 Safari/537.36",
        "BankMobile/5.2.1 (iPhone; iOS 17.4; Scale/3.00)"
      })
  void programsAndVersionsStay(String userAgent) {
    assertThat(scrubber.scrub(userAgent)).isEqualTo(userAgent);
  }

  @ParameterizedTest
  @CsvSource({
    "bot/1.0 (+ops@example.org), bot/1.0 (*)",
    "app/2 user 4915112345678, app/2 user *",
    "app/2 apikey=hunter, app/2 apikey=*",
    "app/2 Bearer hunter, app/2 Bearer *",
    "app/2 eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln, app/2 *",
    "app/2 9f86d081884c7d659a2feaa0c55ad015, app/2 *",
    "app/2 device 0e5f0c3a-8d2e-4c3f-9d55-0a8f6d1c2b77, app/2 device *",
    "app/2 key-agent-A, app/2 *",
    "app/2 %6d%61, app/2 *",
    "app/2 QwZxRtPlKjHgFd, app/2 *"
  })
  void whatMayBeASecretBecomesAStar(String userAgent, String scrubbed) {
    assertThat(scrubber.scrub(userAgent)).isEqualTo(scrubbed);
  }

  @Test
  void whatReadsOtherwiseOnceTheRestIsGoneIsReadAgain() {
    assertThat(scrubber.scrub("phone/4111111111111111a@b.cd/4111 1111")).isEqualTo("phone/*/* *");
    assertThat(scrubber.kinds()).isEqualTo(SensitiveText.bit(Kind.EMAIL));
  }

  @Test
  void aTextThatStillReadsAsSecretGoesWhole() {
    assertThat(scrubber.scrub("phone{password=/")).isEqualTo("*");
  }

  @Test
  void longAgentsAreCutAndBlankOnesAreAbsent() {
    assertThat(scrubber.scrub("word ".repeat(1000))).hasSizeLessThanOrEqualTo(200);
    assertThat(scrubber.scrub("  ")).isNull();
    assertThat(scrubber.scrub(null)).isNull();
  }
}
