package io.gatewatch.replaydata.cases;

import static io.gatewatch.replaydata.cases.MadeCalls.DAY;
import static io.gatewatch.replaydata.cases.MadeCalls.HOUR;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatewatch.alerting.Alert;
import io.gatewatch.detectors.book.Book;
import io.gatewatch.ingest.ApiCall;
import io.gatewatch.ingest.LogEntry;
import io.gatewatch.replaydata.replay.MemoryReplay;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;

/** Stolen credentials of several apps, from the calls to the campaign. */
class SameVictimReplayTest {
  private static final double THEN = 4 * DAY + 10 * HOUR;
  private static final int VICTIM = 77_777;

  @Test
  void threeThievesThatLookAtOneCustomersAccountAreOneStory() {
    List<Alert> told = replay(app -> VICTIM);
    assertThat(told)
        .filteredOn(Alert::isCampaign)
        .isNotEmpty()
        .allSatisfy(
            c -> assertThat(c.summary()).contains("object " + String.format("%016x", VICTIM)));
    assertThat(told)
        .filteredOn(a -> !a.isCampaign() && a.campaignId() != null)
        .extracting(a -> a.entity().id())
        .contains("app-1", "app-2", "app-3");
  }

  @Test
  void threeThievesWithAVictimEachAreThree() {
    List<Alert> told = replay(app -> VICTIM + app);
    assertThat(told).hasSizeGreaterThanOrEqualTo(3).noneMatch(Alert::isCampaign);
  }

  /** Four days of three apps, then each is used from elsewhere, for a few calls on one account. */
  private static List<Alert> replay(IntUnaryOperator victim) {
    List<MadeCalls> apps = new ArrayList<>();
    for (int app = 1; app <= 3; app++) {
      int own = 100 * app;
      String network = "203.0." + app + ".5";
      int stolen = victim.applyAsInt(app);
      apps.add(
          MadeCalls.agent("app-" + app)
              .to("service-" + app)
              .with("ledger/3." + app)
              .calling("GET", "/accounts/{id}")
              .touching(n -> MadeCalls.scattered(own + n % 12))
              .about(300, 0, THEN)
              .numbered("x")
              .from(n -> network)
              .with("curl/8." + app)
              .touching(n -> MadeCalls.scattered(stolen))
              .every(20, THEN + 600 * app, THEN + 600 * app + 60));
    }
    List<Alert> told = new ArrayList<>();
    MemoryReplay replay = new MemoryReplay(Book.shipped(), told::add, quota -> {}, refused -> {});
    for (LogEntry entry : MadeCalls.together(apps)) {
      replay.call((ApiCall) entry, 300);
    }
    replay.finish();
    return told;
  }
}
