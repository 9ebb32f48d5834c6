package io.gatewatch.models.registry;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlainTextTest {
  @Test
  void whatMovesACursorOrBreaksALineIsReplaced() {
    assertThat(PlainText.of("ok\u001b[2K\rpassed\nfixtures\u202e\u2028\u009b1m", 200))
        .isEqualTo("ok\ufffd[2K\ufffdpassed\ufffdfixtures\ufffd\ufffd\ufffd1m");
    assertThat(PlainText.of("Müller's Jahresabschluß, 30 %", 200))
        .isEqualTo("Müller's Jahresabschluß, 30 %");
    assertThat(PlainText.of(null, 200)).isNull();
  }

  @Test
  void itIsCutAtItsLengthAndNoCharacterIsCutInTwo() {
    assertThat(PlainText.of("x".repeat(600_000), 200)).hasSize(200).endsWith("x\u2026");
    assertThat(PlainText.of("x".repeat(200), 200)).isEqualTo("x".repeat(200));
    String four = "\ud83d\ude00".repeat(4);
    assertThat(PlainText.of(four, 4)).isEqualTo(four);
    assertThat(PlainText.of(four, 3)).isEqualTo("\ud83d\ude00\ud83d\ude00\u2026");
    assertThat(PlainText.of("\ud83d broken", 20)).isEqualTo("\ufffd broken");
  }
}
