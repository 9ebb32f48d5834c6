package io.gatewatch.features;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatewatch.ingest.ApiCall.Sensitivity;
import io.gatewatch.ingest.ObjectRef;
import io.gatewatch.ingest.Principal;
import org.junit.jupiter.api.Test;

/** Which object a call is remembered by. */
class NewObjectTest {
  private static final long DAY = 24 * 3_600_000L;
  private static final ObjectRef ACCOUNT = account("0123456789abcdef00c0ffee00c0ffee");
  private static final ObjectRef BANK = account("0000000000000000ba0ba0ba0ba0ba0b");

  private final TestCalls calls = new TestCalls();
  private final Seen seen = new Seen();

  private static ObjectRef account(String hash) {
    return new ObjectRef("account", hash, null, null, null);
  }

  /** What the call is remembered by; null for none. */
  private String met(long at, int status, ObjectRef... objects) {
    seen.observe(calls.get(at, status, "/accounts/{id}", objects));
    return NewObject.text(seen.observations.get(seen.observations.size() - 1).call().newObject());
  }

  @Test
  void anObjectThatAnAgentMeetsForTheFirstTimeIsNamedByTheEndOfItsHash() {
    met(0, 200, BANK);
    assertThat(met(2 * DAY, 200, ACCOUNT)).isEqualTo("00c0ffee00c0ffee");
    assertThat(met(2 * DAY + 5_000, 200, ACCOUNT)).as("by now it knows it").isNull();
    assertThat(met(2 * DAY + 9_000, 200)).as("no object").isNull();
  }

  @Test
  void toANewcomerAllIsNewToAStrangerNothingIsUsual() {
    assertThat(met(0, 200, ACCOUNT)).isNull();
    Seen stranger = new Seen(Principal.Kind.SOURCE);
    TestCalls its = new TestCalls().from(Principal.source("198.51.100.0/24"));
    stranger.observe(its.get(0, 200, "/accounts/{id}", ACCOUNT));
    assertThat(stranger.observations.get(0).call().newObject()).isEqualTo(0x00c0ffee00c0ffeeL);
  }

  @Test
  void whatIsGuessedIsNoVictimWhatIsShutIs() {
    met(0, 200);
    assertThat(met(2 * DAY, 404, account("1".repeat(32)))).isNull();
    assertThat(met(2 * DAY + 1, 401, account("2".repeat(32)))).isNull();
    assertThat(met(2 * DAY + 2, 429, account("3".repeat(32)))).isNull();
    assertThat(met(2 * DAY + 3, 403, account("4".repeat(32)))).isEqualTo("4".repeat(16));
  }

  @Test
  void whatIsForEverybodyIsNoVictim() {
    met(0, 200);
    calls.calling("GET", Sensitivity.LOW);
    assertThat(met(2 * DAY, 200, ACCOUNT)).isNull();
    calls.calling("GET", Sensitivity.FINANCIAL);
    assertThat(met(2 * DAY + 1, 200, BANK)).isNotNull();
  }

  @Test
  void ofSeveralItIsTheNarrowestThatIsNew() {
    met(0, 200);
    assertThat(met(2 * DAY, 200, BANK, ACCOUNT)).isEqualTo("00c0ffee00c0ffee");
    ObjectRef card = account("ca4d".repeat(8));
    assertThat(met(2 * DAY + 1, 200, card, ACCOUNT)).as("the account is known").startsWith("ca4d");
  }

  @Test
  void anObjectUnderItsNextMaskingKeyIsNotNew() {
    calls.under("k-1");
    met(0, 200, TestCalls.masked(7, "a".repeat(15), null));
    calls.under("k-2");
    assertThat(met(2 * DAY, 200, TestCalls.masked(7, "b".repeat(15), "a".repeat(15)))).isNull();
    assertThat(met(2 * DAY + 1, 200, TestCalls.masked(8, "b".repeat(15), "a".repeat(15))))
        .isEqualTo("b".repeat(15) + "8");
  }
}
