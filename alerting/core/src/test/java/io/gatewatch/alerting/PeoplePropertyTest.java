package io.gatewatch.alerting;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatewatch.alerting.QuotaUpdate.Action;
import io.gatewatch.alerting.QuotaUpdate.Approval;
import io.gatewatch.alerting.audit.AuditEntry;
import io.gatewatch.alerting.audit.AuditVerifier;
import io.gatewatch.detectors.Category;
import io.gatewatch.detectors.Detection;
import io.gatewatch.detectors.Severity;
import io.gatewatch.ingest.registry.AgentRegistry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** The safety rules, whatever detectors and people say: both are drawn from a seed. */
class PeoplePropertyTest {
  private static final int TRIES = 150;
  private static final long END = 12_000;
  private static final AlertingConfig ENFORCING =
      AlertingConfig.defaults().withMode("bank/*", QuotaMode.ENFORCE).withActiveAgents(70);

  private record Story(List<Detection> findings, List<Act> acts, Rows rows) {}

  private static Story tell(long seed) {
    Random random = new Random(seed);
    List<Detection> findings = new ArrayList<>();
    Category[] categories = {Category.OBJECT_ENUMERATION, Category.SCRAPING};
    long second = 1;
    for (int i = 0; i < 50; i++) {
      second += random.nextInt(4) == 0 ? random.nextInt(400) : random.nextInt(20);
      int detector = random.nextInt(2);
      findings.add(
          Findings.of("tpp-" + random.nextInt(7))
              .by("rule.r" + detector + "@1", categories[detector])
              .severity(Severity.values()[random.nextInt(4)])
              .scope(random.nextInt(3) == 0 ? null : "cards.read")
              .at(second, i));
    }
    List<Act> acts = People.history(seed, second);
    Rows rows = new Rows(ENFORCING).know("agents: [{id: tpp-0, name: zero, tier: premium}]");
    rows.hear(findings.toArray(Detection[]::new)).say(acts.toArray(Act[]::new)).until(END);
    return new Story(findings, acts, rows);
  }

  @Property(tries = TRIES)
  void whateverPeopleAndDetectorsSaidEveryAgentIsBackAtBaseInBoundedTime(@ForAll long seed) {
    Map<String, QuotaUpdate> last = new TreeMap<>();
    tell(seed).rows().quotas.forEach(u -> last.put(u.key(), u));
    assertThat(last.values()).allMatch(u -> u.factor() == 1 && u.action() == Action.RESTORE);
  }

  @Property(tries = TRIES)
  void onlyPeopleGoBelowTheFloorOrAboveBaseOrBlock(@ForAll long seed) {
    assertThat(tell(seed).rows().quotas)
        .filteredOn(u -> u.approval() == Approval.NOT_NEEDED)
        .allMatch(u -> u.action() != Action.BLOCK && u.action() != Action.RAISE)
        .filteredOn(u -> u.action() == Action.THROTTLE)
        .allMatch(u -> u.limit().requests() >= 60 && u.factor() < 1);
  }

  @Property(tries = TRIES)
  void noAgentUnderAKillIsHeldAfterTheRoundInWhichItWasSaid(@ForAll long seed) {
    Story story = tell(seed);
    for (Act kill : story.acts()) {
      if (kill.kind() == Act.Kind.KILL) {
        Instant until = lifted(story, kill);
        assertThat(story.rows().quotas)
            .filteredOn(u -> kill.agent() == null || kill.agent().equals(u.agentId()))
            .filteredOn(u -> u.time().isAfter(kill.time()) && u.time().isBefore(until))
            .allMatch(u -> u.factor() == 1);
      }
    }
  }

  /** When it was lifted, or another of the name took its place. */
  private static Instant lifted(Story story, Act kill) {
    return story.acts().stream()
        .filter(a -> a.kind() == Act.Kind.LIFT || a.kind() == Act.Kind.KILL)
        .filter(a -> !a.equals(kill) && a.name().equals(kill.name()))
        .map(Act::time)
        .filter(time -> !time.isBefore(kill.time()))
        .findFirst()
        .orElse(Instant.MAX);
  }

  @Property(tries = TRIES)
  void noExemptAgentIsCutUntilItsExemptionEnds(@ForAll long seed) {
    Story story = tell(seed);
    for (Act exemption : story.acts()) {
      if (exemption.kind() == Act.Kind.EXEMPT) {
        Instant until = earliestEnd(story, exemption);
        assertThat(story.rows().quotas)
            .filteredOn(u -> u.agentId().equals(exemption.agent()))
            .filteredOn(u -> u.time().isAfter(exemption.time()) && u.time().isBefore(until))
            .allMatch(u -> u.factor() == 1 || u.reason().startsWith("set by"));
      }
    }
  }

  private static Instant earliestEnd(Story story, Act exemption) {
    Instant end = exemption.until();
    for (Act other : story.acts()) {
      boolean replaces =
          other.kind() == Act.Kind.EXEMPT
              && other.agent().equals(exemption.agent())
              && !other.time().isBefore(exemption.time());
      end = replaces && other.until().isBefore(end) ? other.until() : end;
    }
    return end;
  }

  @Property(tries = TRIES)
  void nothingThatWaitsIsAppliedWithoutAYes(@ForAll long seed) {
    for (QuotaUpdate u : tell(seed).rows().quotas) {
      if (u.mode() == QuotaMode.ENFORCE && u.factor() < 1) {
        assertThat(u.approval()).isIn(Approval.NOT_NEEDED, Approval.GRANTED);
        boolean premium = u.agentId().equals("tpp-0");
        assertThat(premium && u.approval() == Approval.NOT_NEEDED).isFalse();
      }
      assertThat(u.approval() == Approval.GRANTED && u.approvedBy() == null).isFalse();
    }
  }

  @Property(tries = TRIES)
  void noMoreAgentsThanTheCapAreUnderACutThatNobodyAgreedTo(@ForAll long seed) {
    Map<String, QuotaUpdate> inForce = new TreeMap<>();
    for (QuotaUpdate u : tell(seed).rows().quotas) {
      inForce.put(u.key(), u);
      Set<String> agents = new HashSet<>();
      for (QuotaUpdate held : inForce.values()) {
        boolean ours = held.approval() == Approval.NOT_NEEDED && held.factor() < 1;
        if (ours && held.mode() == QuotaMode.ENFORCE) {
          agents.add(held.agentId());
        }
      }
      assertThat(agents).hasSizeLessThanOrEqualTo(3);
    }
  }

  @Property(tries = TRIES)
  void versionsRiseOneByOneAndTheAuditHolds(@ForAll long seed) {
    Rows rows = tell(seed).rows();
    AuditVerifier verifier = new AuditVerifier();
    for (AuditEntry entry : rows.audit) {
      verifier.row(entry.toJson());
    }
    assertThat(verifier.findings()).isEmpty();
    for (int i = 0; i < rows.quotas.size(); i++) {
      assertThat(rows.quotas.get(i).version()).isEqualTo(i + 1);
    }
  }

  @Property(tries = TRIES)
  void howOftenClocksComeCannotShow(@ForAll long seed) {
    Story story = tell(seed);
    Rows often = new Rows(ENFORCING).know("agents: [{id: tpp-0, name: zero, tier: premium}]");
    List<Act> acts = new ArrayList<>(story.acts());
    List<Detection> findings = new ArrayList<>(story.findings());
    for (long second = 0; second <= END; second += 7) {
      while (!findings.isEmpty() && !findings.get(0).time().isAfter(Rows.after(second))) {
        often.hear(findings.remove(0));
      }
      while (!acts.isEmpty() && !acts.get(0).time().isAfter(Rows.after(second))) {
        often.say(acts.remove(0));
      }
      often.until(second);
    }
    often.until(END);
    assertThat(often.quotas).isEqualTo(story.rows().quotas);
    assertThat(often.audit).isEqualTo(story.rows().audit);
  }

  @Property(tries = TRIES)
  void theLedgerSurvivesItsStoreAtAnyTime(@ForAll long seed) {
    Story story = tell(seed);
    List<QuotaUpdate> stored = new ArrayList<>();
    AgentRegistry registry = AgentRegistry.read("agents: [{id: tpp-0, name: zero, tier: premium}]");
    Governor governor = new Governor(ENFORCING, time -> registry);
    QuotaLedger fresh = new QuotaLedger();
    PendingTicks pending = new PendingTicks();
    IncidentShard shard = new IncidentShard(ENFORCING, new Shelf());
    for (Detection d : story.findings()) {
      shard.detection(d).forEach(v -> observe(governor, fresh, pending, v));
    }
    shard.clock(Rows.after(END)).forEach(v -> observe(governor, fresh, pending, v));
    story.acts().forEach(act -> governor.observe(fresh, pending, Told.of(act, act.time())));
    QuotaLedger ledger = fresh;
    for (long second = 0; second <= END; second += 100) {
      ledger = QuotaLedger.fromBytes(ledger.toBytes());
      stored.addAll(governor.advance(ledger, pending, Rows.after(second)).quotas());
    }
    assertThat(stored).isEqualTo(story.rows().quotas);
  }

  private static void observe(
      Governor governor, QuotaLedger ledger, PendingTicks pending, AlertVersion version) {
    if (version.grounds() != null) {
      governor.observe(ledger, pending, Told.of(version.grounds()));
    }
  }

  private static final class Shelf implements IncidentShard.Store {
    private final Map<String, Incident> states = new TreeMap<>();

    @Override
    public Incident get(String key) {
      return states.get(key);
    }

    @Override
    public void put(String key, Incident state) {
      states.put(key, state);
    }

    @Override
    public void remove(String key) {
      states.remove(key);
    }
  }
}
