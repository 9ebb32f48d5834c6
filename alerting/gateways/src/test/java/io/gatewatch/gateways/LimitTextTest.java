package io.gatewatch.gateways;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LimitTextTest {
  @Test
  void aBareStarIsEverybodyAndNoAgentOfThatNameAsAGatewayEncodesIt() {
    assertThat(LimitText.key(new Slot("*", "accounts.read"))).isEqualTo("*|accounts.read");
    assertThat(LimitText.encode("*")).isEqualTo("%2A");
  }

  private static final Slot SLOT = new Slot("CN=Käse, O=B|x:~_-.*+%", "*");

  @Test
  void aLimitComesBackAsItWasWritten() {
    EffectiveLimit limit = limit(60, 60, 20, false, List.of("*payment*", "pis.*"));

    assertThat(LimitText.read(LimitText.key(SLOT), LimitText.value(limit))).hasValue(limit);
    assertThat(LimitText.key(SLOT) + LimitText.value(limit)).doesNotContain(" ", ";", "\\", "\"");
  }

  @Test
  void theValueHoldsWhatTheGatewayReckonsWith() {
    assertThat(LimitText.value(limit(60, 60, 20, false, List.of())))
        .isEqualTo("1800000900:100000:2000000:1800000000000:-:q-1:3.41:60/60/20");
    assertThat(LimitText.value(limit(60, 60, 20, true, List.of()))).contains(":0:0:");
  }

  @Test
  void theTimeBetweenTwoCallsIsRoundedUpSoThatNeverMorePass() {
    assertThat(LimitText.every(limit(7, 60, 1, false, List.of()))).isEqualTo(857_143);
    assertThat(LimitText.every(limit(200_000, 1, 1, false, List.of()))).isEqualTo(1);
  }

  @Test
  void aLimitThatIsTooSlowForTheGatewaysClockIsLooserAndNeverABlock() {
    assertThat(LimitText.value(limit(1, 86_400, 9, false, List.of())))
        .contains(":600000000:600000000:");
  }

  @Test
  void whatIsNoneOfOursIsPassedOver() {
    String value = LimitText.value(limit(1, 1, 1, false, List.of()));
    assertThat(LimitText.read("agent-a", value)).isEmpty();
    assertThat(LimitText.read("agent-a|*", "50")).isEmpty();
    assertThat(LimitText.read("agent-a|*", value + "x")).isEmpty();
    assertThat(LimitText.read("%zz|*", value)).isEmpty();
    assertThat(LimitText.read("a|*", value.replace("1/1/1", "0/1/1"))).isEmpty();
  }

  private static EffectiveLimit limit(
      int requests, int window, int burst, boolean blocked, List<String> except) {
    return new EffectiveLimit(
        SLOT,
        except,
        blocked,
        requests,
        window,
        burst,
        1_800_000_900L,
        1_800_000_000_000L,
        "q-1",
        3,
        41);
  }
}
