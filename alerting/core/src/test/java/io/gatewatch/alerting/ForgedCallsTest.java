package io.gatewatch.alerting;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatewatch.ingest.ApiCall;
import io.gatewatch.ingest.Principal;
import io.gatewatch.ingest.masking.Masker;
import io.gatewatch.ingest.masking.MaskingKeys;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Half an hour of six agents at a Kong, one of which misbehaves towards its end; and the same with
 * 10,000 calls of strangers in between, who say in every way they can that they are that agent.
 */
class ForgedCallsTest {
  private static final int FORGED = 10_000;
  private static final int MINUTES = 30;

  private static final List<ApiCall> forged = new ArrayList<>();
  private static final Town quiet = new Town();
  private static final Town besieged = new Town();

  @BeforeAll
  static void playBoth() {
    List<ApiCall> honest = new ArrayList<>();
    for (int agent = 0; agent < 6; agent++) {
      honest.addAll(agent(agent));
    }
    Random random = new Random(3);
    for (int i = 0; i < FORGED; i++) {
      long at = random.nextInt(MINUTES * 60_000);
      forged.add(KongForger.call(i, at));
    }
    List<ApiCall> all = new ArrayList<>(honest);
    all.addAll(forged);
    honest.sort(Comparator.comparing(ApiCall::time));
    all.sort(Comparator.comparing(ApiCall::time));
    quiet.play(honest);
    besieged.play(all);
  }

  @Test
  void everyForgedCallIsChargedToItsNetworkAndLeavesItsClaim() {
    String claim =
        new Masker(MaskingKeys.wellKnown())
            .at(null)
            .hash(Masker.Purpose.CLAIM, KongForger.TENANT, KongForger.VICTIM);
    assertThat(forged).hasSize(FORGED);
    for (ApiCall call : forged) {
      assertThat(call.principal().kind()).isEqualTo(Principal.Kind.SOURCE);
      assertThat(call.agentName()).isNull();
    }
    assertThat(forged.stream().filter(c -> claim.equals(c.claimedIdHash())).count())
        .as("all but those that forge an address or are Kong's anonymous consumer")
        .isEqualTo(FORGED * (KongForger.WAYS - 2L) / KongForger.WAYS);
  }

  @Test
  void theVictimsStateAndItsPeersStatesAreTheSameToTheByte() {
    assertThat(quiet.agents()).hasSize(6);
    assertThat(besieged.agents()).isEqualTo(quiet.agents());
    for (String agent : quiet.agents()) {
      assertThat(besieged.state(agent)).as(agent).isEqualTo(quiet.state(agent));
    }
  }

  @Test
  void whatItsPeersLookLikeIsTheSameToTheByte() {
    assertThat(quiet.cohorts()).hasSizeGreaterThan(6 * MINUTES - 10);
    assertThat(besieged.cohorts()).isEqualTo(quiet.cohorts());
  }

  @Test
  void itsAlertsAndItsQuotaAreTheSame() {
    assertThat(quiet.quotasOf(KongForger.VICTIM)).isNotEmpty();
    assertThat(besieged.quotasOf(KongForger.VICTIM)).isEqualTo(quiet.quotasOf(KongForger.VICTIM));
    assertThat(quiet.alertsOf(KongForger.VICTIM)).isNotEmpty();
    assertThat(besieged.alertsOf(KongForger.VICTIM)).isEqualTo(quiet.alertsOf(KongForger.VICTIM));
    assertThat(besieged.quotas()).hasSameSizeAs(quiet.quotas());
  }

  /**
   * A call every three seconds; the first agent walks through accounts in the last five minutes.
   */
  private static List<ApiCall> agent(int agent) {
    List<ApiCall> calls = new ArrayList<>();
    for (int n = 0; n < MINUTES * 20; n++) {
      boolean walks = agent == 0 && n >= (MINUTES - 5) * 20;
      int account = walks ? 50_000 + n : 1_000 * agent + n % 7;
      calls.add(KongForger.honest(agent, n * 3_000L + agent, account, walks ? 403 : 200));
    }
    return calls;
  }
}
