package io.gatewatch.alerting;

import static io.gatewatch.alerting.Rows.after;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatewatch.alerting.AnalystVerdict.Kind;
import io.gatewatch.alerting.audit.AuditEntry;
import io.gatewatch.alerting.desk.AlertDesk;
import io.gatewatch.alerting.desk.DeskBook;
import io.gatewatch.alerting.desk.DeskState;
import io.gatewatch.ingest.Principal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Several verdicts on one alert that count from the same time. */
class VerdictOrderTest {
  private final AlertDesk desk = new AlertDesk(Rows.ENFORCING, new DeskBook());
  private final DeskState kept = new DeskState();
  private final Governor governor = new Governor(Rows.ENFORCING, time -> null);
  private final QuotaLedger ledger = new QuotaLedger();
  private final PendingTicks pending = new PendingTicks();
  private final AlertVersion version =
      new Incidents(Rows.ENFORCING)
          .observe(new Incident(), Findings.of("aisp-1").score(0.5).at(3))
          .get(0);

  /** What desk and governor believe once all was heard in this order. */
  private List<String> believed(List<AnalystVerdict> arrived) {
    desk.observe(kept, version);
    governor.observe(ledger, pending, Told.of(version.grounds()));
    desk.advance(kept, after(20));
    governor.advance(ledger, pending, after(20));
    for (AnalystVerdict verdict : arrived) {
      desk.observe(kept, verdict);
      governor.observe(ledger, pending, Told.of(verdict));
    }
    List<Alert> told = desk.advance(kept, after(60));
    Decided decided = governor.advance(ledger, pending, after(60));
    assertThat(decided.audit()).extracting(AuditEntry::action).hasSize(arrived.size());
    Alert alert = told.get(told.size() - 1);
    boolean harmless = alert.triage().disposition() == Disposition.CLOSED_BENIGN;
    boolean attack = alert.triage().disposition() == Disposition.RESPOND;
    String governors =
        ledger.trust.words.values().stream()
            .map(w -> word(!w.attack, w.attack))
            .findAny()
            .orElse("");
    return List.of(word(harmless, attack), governors);
  }

  private static String word(boolean harmless, boolean attack) {
    return harmless ? "harmless" : attack ? "attack" : "";
  }

  private AnalystVerdict said(Kind kind, int place) {
    return new AnalystVerdict(
        Principal.agent("aisp-1", "kong.consumer.id").key("bank", "edge"),
        kind,
        after(40),
        version.alert().alertId(),
        null,
        null,
        "ann",
        place);
  }

  @Property(tries = 200)
  void inWhicheverOrderTheyArriveTheLastThatWasSaidIsBelievedByAll(
      @ForAll @Size(min = 1, max = 5) List<Kind> kinds, @ForAll long shuffle) {
    List<AnalystVerdict> all = new ArrayList<>();
    for (Kind kind : kinds) {
      all.add(said(kind, 9 + all.size()));
    }
    AnalystVerdict last = all.get(all.size() - 1);
    Collections.shuffle(all, new Random(shuffle));
    String word = word(last.isBenign(), last.isAttack());
    assertThat(new VerdictOrderTest().believed(all)).containsExactly(word, word);
  }

  @Test
  void whatIsTakenBackAndSaidAgainCounts() {
    List<AnalystVerdict> said =
        List.of(
            said(Kind.BENIGN_POSITIVE, 1),
            said(Kind.TRUE_POSITIVE, 2),
            said(Kind.BENIGN_POSITIVE, 3));
    assertThat(believed(said)).containsExactly("harmless", "harmless");
  }
}
