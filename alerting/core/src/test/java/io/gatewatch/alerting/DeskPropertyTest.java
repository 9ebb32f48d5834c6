package io.gatewatch.alerting;

import static io.gatewatch.alerting.Rows.after;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatewatch.alerting.Alert.Status;
import io.gatewatch.alerting.desk.DeskBook;
import io.gatewatch.alerting.desk.DeskConfig;
import io.gatewatch.detectors.Category;
import io.gatewatch.detectors.Detection;
import io.gatewatch.detectors.Entity;
import io.gatewatch.detectors.Severity;
import io.gatewatch.ingest.ControlRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * What people are told, over random histories with campaigns, caps that are reached, a maintenance
 * window and a snooze: nothing of how it ran can show, and nothing is lost.
 */
class DeskPropertyTest {
  private static final int TRIES = 25;
  private static final AlertingConfig CONFIG =
      AlertingConfig.defaults().with(DeskConfig.defaults().withCaps(6, 10));

  @Property(tries = TRIES)
  void howManyPartitionsThereAreCannotShow(@ForAll long seed) {
    List<Detection> history = history(seed);
    assertThat(run(history, 1 + new Random(seed).nextInt(5), false)).isEqualTo(local(history));
  }

  @Property(tries = TRIES)
  void aDeskThatIsKilledAtAnyTimeGoesOnAsIfNothingHadHappened(@ForAll long seed) {
    List<Detection> history = history(seed);
    assertThat(run(history, 2, true)).isEqualTo(run(history, 2, false));
  }

  @Property(tries = TRIES)
  void whatIsDeliveredAgainIsToldOnce(@ForAll long seed) {
    List<Detection> history = history(seed);
    List<Detection> again = new ArrayList<>(history);
    again.addAll(history.subList(new Random(seed).nextInt(history.size()), history.size()));
    assertThat(local(again)).isEqualTo(local(history));
  }

  @Property(tries = TRIES)
  void versionsCountWithoutAGapAndNeverGoBackInTime(@ForAll long seed) {
    Map<String, Alert> last = new HashMap<>();
    for (Alert alert : local(history(seed))) {
      Alert before = last.put(alert.alertId(), alert);
      assertThat(alert.version())
          .isEqualTo(before == null ? alert.version() : before.version() + 1);
      assertThat(alert.time()).isAfterOrEqualTo(before == null ? Instant.EPOCH : before.time());
    }
  }

  @Property(tries = TRIES)
  void nothingCriticalIsEverSuppressedAndWhatIsSuppressedSaysWhy(@ForAll long seed) {
    for (Alert alert : local(history(seed))) {
      boolean suppressed = alert.status() == Status.SUPPRESSED;
      assertThat(suppressed && alert.severity() == Severity.CRITICAL).isFalse();
      assertThat(suppressed).isEqualTo(alert.triage().disposition().isSuppressing());
      assertThat(alert.triage().reasons().disposition()).isNotBlank();
    }
  }

  @Property(tries = TRIES)
  void everyCriticalIncidentIsTold(@ForAll long seed) {
    List<Detection> history = history(seed);
    List<Alert> told = local(history);
    for (Detection d : history) {
      if (d.severity() == Severity.CRITICAL) {
        assertThat(told)
            .anyMatch(
                a ->
                    a.entity().id().equals(d.entity().id())
                        && a.severity() == Severity.CRITICAL
                        && a.status() == Status.NEW
                        && !a.firstSeen().isAfter(d.time())
                        && !a.time().isAfter(d.time()));
      }
    }
  }

  private static List<Alert> local(List<Detection> history) {
    Rows rows = new Rows(CONFIG, book());
    for (Detection d : history) {
      rows.until(secondOf(d)).hear(d);
    }
    return sorted(rows.until(end(history)).alerts, end(history));
  }

  private static List<Alert> run(List<Detection> history, int partitions, boolean kills) {
    Random random = new Random(history.size());
    Office office = new Office(CONFIG, book(), partitions);
    for (Detection d : history) {
      office.clock(random.nextInt(partitions), d.time());
      office.hear(d);
      if (kills && random.nextInt(3) == 0) {
        office.restartDesk();
      }
    }
    for (int i = 0; i < partitions; i++) {
      office.clock(i, after(end(history)));
    }
    return sorted(office.alerts, end(history));
  }

  /** Of before the end: what is dated there is told once the Clock is past it. */
  private static List<Alert> sorted(List<Alert> alerts, long end) {
    return alerts.stream()
        .filter(alert -> alert.time().isBefore(after(end)))
        .sorted(
            Comparator.comparing(Alert::time)
                .thenComparing(Alert::alertId)
                .thenComparingInt(Alert::version))
        .toList();
  }

  /** A window for one agent for half an hour, and a snooze of the first alert of another. */
  private static DeskBook book() {
    DeskBook book = new DeskBook();
    String yaml =
        "maintenance: [{id: w, reason: work, agents: [tpp-1], categories: [scraping, volume_spike],"
            + " from: 2026-03-02T12:10:00Z, to: 2026-03-02T12:40:00Z}]\n";
    book.add(ControlRecord.of(DeskBook.MAINTENANCE, "w", 1, Instant.EPOCH, yaml));
    String first = first(0);
    String snooze =
        "snoozes: [{alert: " + first + ", reason: known, until: '2026-03-02T12:30:00Z'}]";
    book.add(ControlRecord.of(DeskBook.SNOOZE, first, 1, after(120), snooze));
    return book;
  }

  /** The id that the first alert of an agent's first detector has when that finding opens it. */
  private static String first(int agent) {
    return new Rows(CONFIG).hear(finding(agent, 0).at(1)).until(20).alerts.get(0).alertId();
  }

  private static Findings finding(int agent, int detector) {
    Category[] categories = {Category.OBJECT_ENUMERATION, Category.SCRAPING, Category.VOLUME_SPIKE};
    return Findings.of("tpp-" + agent).by("rule.r" + detector + "@1", categories[detector]);
  }

  private static List<Detection> history(long seed) {
    Random random = new Random(seed);
    List<Detection> history = new ArrayList<>(List.of(finding(0, 0).at(1)));
    long second = 1;
    int size = 5 + random.nextInt(60);
    for (int i = 1; i < size; i++) {
      second += random.nextInt(5) == 0 ? random.nextInt(1_200) : random.nextInt(40);
      Findings finding =
          finding(random.nextInt(9), random.nextInt(3))
              .severity(Severity.values()[random.nextInt(4)])
              .score(random.nextInt(101) / 100.0)
              .scope(random.nextBoolean() ? "cards.read" : null);
      boolean source = random.nextInt(4) == 0;
      Detection told =
          source ? finding.about(Entity.Kind.SOURCE, second, i) : finding.at(second, i);
      String network = "10." + random.nextInt(9) + ".0.1";
      boolean meets = random.nextInt(3) > 0;
      history.add(meets ? Findings.meeting(told, network, objects(random)) : told);
    }
    return history;
  }

  private static List<String> objects(Random random) {
    return random
        .ints(random.nextInt(8), 0, 12)
        .mapToObj(object -> String.format("%016x", object))
        .toList();
  }

  private static long secondOf(Detection d) {
    return Duration.between(Findings.NOON, d.time()).toSeconds();
  }

  private static long end(List<Detection> history) {
    return secondOf(history.get(history.size() - 1)) + 7_200;
  }
}
