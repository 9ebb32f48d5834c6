package io.gatewatch.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ControlRecordTest {
  private static final ControlRecord RECORD =
      ControlRecord.of(ControlRecord.MODEL, "fleet", 4, Instant.parse("2026-03-02T09:00:20Z"), "ä");

  @Test
  void aRecordComesBackWholeUnderItsKey() {
    assertThat(ControlRecord.read(RECORD.write())).isEqualTo(RECORD);
    assertThat(RECORD.key()).isEqualTo("model:fleet:4");
  }

  @Test
  void aRecordWhosePayloadWasChangedIsRefusedAndSaysWhich() {
    String changed = new String(RECORD.write(), StandardCharsets.UTF_8).replace("ä", "b");
    assertThatThrownBy(() -> ControlRecord.read(changed.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("model:fleet:4: sha256 does not match its payload");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "null", "{}", "[1]", "\u0000\u0001", "{\"kind\":\"rules\"}"})
  void whatIsNoRecordIsRefusedInOneLine(String text) {
    assertThatThrownBy(() -> ControlRecord.read(text.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("not a control record")
        .message()
        .hasLineCount(1);
  }
}
