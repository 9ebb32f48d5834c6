package io.gatewatch.replaydata.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

/** What an analyst writes reaches terminals, pages and records as plain text, or not at all. */
class VerdictPlainTest {
  private static final String FORGED = "\u001b[2K\rpassed  fixtures";

  @Test
  void aReasonHoldsNoControlCharacterAndIsShort() {
    Verdict read = Verdict.read(said().put("reason", "ok" + FORGED + "x".repeat(600_000)));
    assertThat(read.reason())
        .startsWith("ok\ufffd[2K\ufffdpassed  fixtures")
        .hasSize(200)
        .doesNotContain("\u001b", "\r");
  }

  @Test
  void aKeyThatIsNoneIsRefusedAndNoRefusalQuotesWhatMovesACursor() {
    for (String field : new String[] {"principal", "alertId", "verdict", "category", "from"}) {
      assertThatThrownBy(() -> Verdict.read(said().put(field, "a" + FORGED + "x".repeat(2_000))))
          .hasMessageStartingWith(field + ": a\ufffd[2K\ufffdpassed")
          .hasMessageNotContaining("\u001b")
          .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(300));
    }
  }

  private static ObjectNode said() {
    return new ObjectMapper()
        .createObjectNode()
        .put("principal", "bank/edge/agent/a")
        .put("verdict", "false_positive");
  }
}
