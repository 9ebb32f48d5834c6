package io.gatewatch.alerting;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatewatch.alerting.QuotaUpdate.Action;
import io.gatewatch.alerting.QuotaUpdate.Approval;
import io.gatewatch.detectors.Category;
import io.gatewatch.detectors.Detection;
import io.gatewatch.detectors.Need;
import io.gatewatch.detectors.Severity;
import io.gatewatch.detectors.Ticks;
import io.gatewatch.features.Rounds;
import io.gatewatch.features.UsageHistogram;
import io.gatewatch.ingest.config.Globs;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** What holds whatever the detectors say: histories are drawn from a seed. */
class AlertingPropertyTest {
  private static final int TRIES = 150;
  private static final long QUIET = 600 + 5 * 60 + 60;
  private static final AlertingConfig ENFORCING =
      AlertingConfig.defaults().withMode("bank/*", QuotaMode.ENFORCE).withActiveAgents(70);

  @Property(tries = TRIES)
  void noLimitGoesBelowItsFloor(@ForAll long seed) {
    for (QuotaUpdate u : run(seed).quotas) {
      double floor = u.scope().equals("*") ? UsageHistogram.quantile(minutes(seed), 0.5) : 0;
      assertThat((double) u.limit().requests()).isGreaterThanOrEqualTo(Math.max(60, floor));
      assertThat(u.limit().requests()).isLessThanOrEqualTo(u.baseLimit().requests());
    }
  }

  @Property(tries = TRIES)
  void twoChangesOfAQuotaAreHalfAMinuteApart(@ForAll long seed) {
    byKey(run(seed))
        .forEach(
            (key, updates) -> {
              List<QuotaUpdate> changes = changes(updates);
              for (int i = 1; i < changes.size(); i++) {
                Instant before = changes.get(i - 1).time();
                assertThat(Duration.between(before, changes.get(i).time()))
                    .isGreaterThanOrEqualTo(Duration.ofSeconds(30));
              }
            });
  }

  @Property(tries = TRIES)
  void withNoMoreFindingsEveryAgentIsBackAtBaseInBoundedTime(@ForAll long seed) {
    byKey(run(seed))
        .forEach(
            (key, updates) -> {
              QuotaUpdate last = updates.get(updates.size() - 1);
              assertThat(last.factor()).isEqualTo(1.0);
              assertThat(last.action()).isEqualTo(Action.RESTORE);
            });
  }

  @Property(tries = TRIES)
  void aLimitNeitherLapsesWhileItsCauseLastsNorRecoversBeforeItIsOver(@ForAll long seed) {
    Rows rows = run(seed);
    byKey(rows)
        .forEach(
            (key, updates) -> {
              for (int i = 0; i < updates.size(); i++) {
                QuotaUpdate u = updates.get(i);
                if (u.action() == Action.RESTORE && u.approval() != Approval.LAPSED) {
                  assertThat(u.alertIds())
                      .allMatch(id -> bearsOnNothing(rows.alerts, id, u.time()));
                }
                if (u.factor() < 1) {
                  assertThat(updates.get(i + 1).time()).isBefore(u.expiresAt());
                }
              }
            });
  }

  /** As of before a moment: closed, though it may come back later, or mild since it came back. */
  private static boolean bearsOnNothing(List<Alert> alerts, String id, Instant time) {
    Alert last = null;
    boolean closedOnce = false;
    for (Alert alert : alerts) {
      if (alert.alertId().equals(id) && alert.time().isBefore(time)) {
        closedOnce |= alert.activity() == Alert.Activity.CLOSED;
        last = alert;
      }
    }
    return last != null
        && closedOnce
        && (last.activity() == Alert.Activity.CLOSED
            || last.severity().compareTo(Severity.MEDIUM) <= 0);
  }

  @Property(tries = TRIES)
  void neverAreMoreAgentsUnderAnEnforcedCutThanTheCapAllows(@ForAll long seed) {
    Map<String, QuotaUpdate> inForce = new TreeMap<>();
    for (QuotaUpdate u : run(seed).quotas) {
      inForce.put(u.key(), u);
      Set<String> agents = new HashSet<>();
      for (QuotaUpdate held : inForce.values()) {
        if (held.mode() == QuotaMode.ENFORCE && held.factor() < 1) {
          agents.add(held.agentId());
        }
      }
      assertThat(agents).hasSizeLessThanOrEqualTo(3);
    }
  }

  @Property(tries = TRIES)
  void nothingIsEnforcedWithoutAPersonWhileTheLastHoursTrafficIsNotKnown(@ForAll long seed) {
    AlertingConfig unknown = AlertingConfig.defaults().withMode("bank/*", QuotaMode.ENFORCE);
    assertThat(run(unknown, history(seed)).quotas)
        .noneMatch(u -> u.mode() == QuotaMode.ENFORCE && u.factor() < 1);
  }

  @Property(tries = TRIES)
  void nothingIsEnforcedUnlessSomebodySaidSo(@ForAll long seed) {
    assertThat(run(AlertingConfig.defaults(), history(seed)).quotas)
        .allMatch(u -> u.mode() == QuotaMode.MONITOR);
  }

  @Property(tries = TRIES)
  void exemptAgentsAndPaymentsAreLeftAlone(@ForAll long seed) {
    QuotaPolicyConfig lenient =
        ENFORCING.quotas().withExemptAgents(List.of("bank/edge/tpp-0", "bank/edge/tpp-1"));
    Rows rows = run(new AlertingConfig(IncidentConfig.defaults(), lenient), history(seed));
    assertThat(rows.quotas)
        .noneMatch(u -> u.agentId().equals("tpp-0") || u.agentId().equals("tpp-1"))
        .noneMatch(u -> u.scope().contains("payment"))
        .filteredOn(u -> u.scope().equals("*"))
        .allSatisfy(
            u -> {
              assertThat(leaves(u, "domestic-payments.write")).isTrue();
              assertThat(leaves(u, "payments.read")).as("the status").isTrue();
              assertThat(leaves(u, "consents.write")).isTrue();
              assertThat(leaves(u, "auth.write")).isTrue();
              assertThat(leaves(u, "cards.read")).isFalse();
            });
  }

  private static boolean leaves(QuotaUpdate update, String operationGroup) {
    return update.except().stream().anyMatch(glob -> Globs.matches(glob, operationGroup));
  }

  @Property(tries = TRIES)
  void aSuffixThatIsDeliveredAgainChangesNothing(@ForAll long seed) {
    List<Detection> history = history(seed);
    int from = new Random(seed).nextInt(history.size());
    List<Detection> again = new ArrayList<>(history);
    again.addAll(history.subList(from, history.size()));
    assertSame(run(ENFORCING, again), run(ENFORCING, history));
  }

  @Property(tries = TRIES)
  void theOrderOfArrivalInsideARoundCannotShow(@ForAll long seed) {
    List<Detection> history = history(seed);
    assertSame(run(ENFORCING, shuffled(history, seed, Rounds.MILLIS)), run(ENFORCING, history));
  }

  @Property(tries = TRIES)
  void theOrderOfArrivalInsideASecondCannotShowThoughAClockFollowsEach(@ForAll long seed) {
    List<Detection> history = history(seed);
    Rows second = new Rows(ENFORCING);
    List<Detection> shuffled = shuffled(history, seed, Ticks.MILLIS);
    for (int i = 0; i < shuffled.size(); i++) {
      second.hear(shuffled.get(i));
      boolean isLast = i + 1 == shuffled.size();
      if (isLast || shuffled.get(i + 1).time().isAfter(shuffled.get(i).time())) {
        second.until(secondOf(shuffled.get(i)) + 1);
      }
    }
    assertSame(second.until(end(history)), run(ENFORCING, history));
  }

  @Property(tries = TRIES)
  void howOftenClocksComeCannotShow(@ForAll long seed) {
    List<Detection> history = history(seed);
    Rows often = new Rows(ENFORCING);
    for (Detection d : history) {
      often.hear(d).until(secondOf(d));
    }
    for (long s = secondOf(last(history)); s <= end(history); s += 7) {
      often.until(s);
    }
    assertSame(often.until(end(history)), run(ENFORCING, history));
  }

  private static void assertSame(Rows actual, Rows expected) {
    assertThat(actual.alerts).isEqualTo(expected.alerts);
    assertThat(actual.quotas).isEqualTo(expected.quotas);
  }

  private static Rows run(long seed) {
    return run(ENFORCING, history(seed));
  }

  /** All findings, then one Clock after a long quiet: the fold must find every deadline itself. */
  private static Rows run(AlertingConfig config, List<Detection> history) {
    return new Rows(config).hear(history.toArray(Detection[]::new)).until(end(history));
  }

  private static List<Detection> history(long seed) {
    Random random = new Random(seed);
    List<Detection> history = new ArrayList<>();
    long second = 1;
    int size = 1 + random.nextInt(60);
    Category[] categories = {Category.OBJECT_ENUMERATION, Category.SCRAPING, Category.VOLUME_SPIKE};
    String[] scopes = {null, "cards.read", "domestic-payments.write"};
    for (int i = 0; i < size; i++) {
      second += random.nextInt(4) == 0 ? random.nextInt(900) : random.nextInt(20);
      second -= random.nextInt(3) == 0 && i > 0 ? second - secondOf(last(history)) : 0;
      int detector = random.nextInt(3);
      Findings finding =
          Findings.of("tpp-" + random.nextInt(7))
              .by("rule.r" + detector + "@1", categories[detector])
              .severity(Severity.values()[random.nextInt(4)])
              .score(random.nextInt(101) / 100.0)
              .scope(scopes[random.nextInt(3)])
              .minutes(minutes(seed))
              .need(random.nextInt(5) == 0 ? Need.SAME : Need.PAST);
      history.add((random.nextInt(6) == 0 ? finding.shadow() : finding).at(second, i));
    }
    return history;
  }

  /** One usage history for all agents of a run. */
  private static List<Integer> minutes(long seed) {
    List<Integer> bins = new ArrayList<>(Collections.nCopies(UsageHistogram.BINS, 0));
    int usual = new Random(seed).nextInt(17);
    bins.set(usual, 5_000);
    return bins;
  }

  /** In any order of entities within so many milliseconds. */
  private static List<Detection> shuffled(List<Detection> history, long seed, long millis) {
    TreeMap<Long, TreeMap<String, List<Detection>>> rounds = new TreeMap<>();
    for (Detection d : history) {
      rounds
          .computeIfAbsent(Math.floorDiv(d.time().toEpochMilli(), millis), r -> new TreeMap<>())
          .computeIfAbsent(Incident.keyOf(d), k -> new ArrayList<>())
          .add(d);
    }
    Random random = new Random(seed);
    List<Detection> shuffled = new ArrayList<>();
    for (TreeMap<String, List<Detection>> round : rounds.values()) {
      List<List<Detection>> entities = new ArrayList<>(round.values());
      Collections.shuffle(entities, random);
      entities.forEach(shuffled::addAll);
    }
    return shuffled;
  }

  private static Map<String, List<QuotaUpdate>> byKey(Rows rows) {
    Map<String, List<QuotaUpdate>> byKey = new TreeMap<>();
    rows.quotas.forEach(u -> byKey.computeIfAbsent(u.key(), k -> new ArrayList<>()).add(u));
    return byKey;
  }

  private static List<QuotaUpdate> changes(List<QuotaUpdate> updates) {
    List<QuotaUpdate> changes = new ArrayList<>();
    double factor = 1;
    for (QuotaUpdate u : updates) {
      if (u.factor() != factor) {
        changes.add(u);
      }
      factor = u.factor();
    }
    return changes;
  }

  private static Detection last(List<Detection> history) {
    return history.get(history.size() - 1);
  }

  private static long secondOf(Detection d) {
    return Duration.between(Findings.NOON, d.time()).toSeconds();
  }

  private static long end(List<Detection> history) {
    return secondOf(last(history)) + QUIET;
  }
}
