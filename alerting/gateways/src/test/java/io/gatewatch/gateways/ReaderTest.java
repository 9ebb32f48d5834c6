package io.gatewatch.gateways;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.gatewatch.gateways.QuotaStatus.Effective;
import io.gatewatch.gateways.QuotaStatus.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReaderTest {
  private static final Place PLACE = new Place("acme", "edge", "edge-1", 1);
  private static final Slot A = new Slot("agent-a", "accounts.read");

  @TempDir Path folder;

  private final Controller controller = new Controller();
  private final QuotaTable table = new QuotaTable(List.of(controller.publicKey()));
  private final FakeGateway gateway = new FakeGateway();
  private final List<QuotaStatus> told = new ArrayList<>();
  private final Reports reports = new Reports(PLACE, told::add);
  private Instant now = Instant.parse("2026-02-03T09:00:00Z");
  private boolean caughtUp = true;
  private boolean leads = true;
  private Reader reader;

  @BeforeEach
  void start() {
    reader = reader();
    reader.round();
    gateway.calls.clear();
  }

  @Test
  void anUpdateIsAppliedReadBackAndTold() {
    hear(Cut.of("agent-a", "accounts.read").to(10, 1, 5));
    reports.received("acme/edge/accounts.read/agent-a", now);
    now = now.plusMillis(40);
    reader.round();

    assertThat(gateway.limits.get(A).requests()).isEqualTo(10);
    assertThat(told).hasSize(1);
    assertThat(told.get(0).result()).isEqualTo(Result.APPLIED);
    assertThat(told.get(0).effective()).isEqualTo(new Effective(false, 10, 1, 5));
    assertThat(told.get(0).latencyMillis()).isEqualTo(40);
    assertThat(told.get(0).recordKey()).isEqualTo("edge-1/acme/edge/accounts.read/agent-a");
  }

  @Test
  void whatHasNotChangedIsNeitherGivenAgainNorToldAgain() {
    hear(Cut.of("agent-a", "accounts.read"));
    rounds(5);

    assertThat(gateway.calls).containsExactly("apply agent-a");
    assertThat(told).hasSize(1);
  }

  @Test
  void aLimitThatIsOverIsTakenAwayAndToldExpired() {
    hear(Cut.of("agent-a", "accounts.read").ttl(30));
    reader.round();
    now = now.plusSeconds(30);
    reader.round();

    assertThat(gateway.limits).isEmpty();
    assertThat(told)
        .extracting(QuotaStatus::result)
        .containsExactly(Result.APPLIED, Result.EXPIRED);
    assertThat(told.get(1).effective()).isNull();
  }

  @Test
  void aReturnToBaseTakesTheLimitAway() {
    hear(Cut.of("agent-a", "accounts.read"));
    reader.round();
    hear(Cut.of("agent-a", "accounts.read").version(2).backToBase());
    reader.round();

    assertThat(gateway.limits).isEmpty();
    assertThat(told.get(1).result()).isEqualTo(Result.APPLIED);
    assertThat(told.get(1).effective()).isNull();
  }

  @Test
  void aLimitThatCannotBeTakenAwayIsToldAndTheOthersDoNotWaitForIt() {
    hear(Cut.of("agent-a", "accounts.read").to(10, 1, 5).ttl(30));
    reader.round();
    now = now.plusSeconds(30);
    gateway.sticks = A;
    hear(Cut.of("agent-b", "accounts.read").version(2));
    List<String> logged = Logged.by(Reader.class.getName(), () -> rounds(5));

    assertThat(results("agent-a")).containsExactly(Result.APPLIED, Result.FAILED);
    assertThat(told.get(1).effective()).isEqualTo(new Effective(false, 10, 1, 5));
    assertThat(results("agent-b")).containsExactly(Result.APPLIED);
    assertThat(ReaderMetrics.OVERDUE.get()).isEqualTo(1);
    assertThat(logged).hasSize(1);

    gateway.sticks = null;
    reader.round();
    assertThat(results("agent-a")).containsExactly(Result.APPLIED, Result.FAILED, Result.EXPIRED);
    assertThat(ReaderMetrics.OVERDUE.get()).isZero();
  }

  @Test
  void whatAStartCouldNotTakeAwayIsToldAndTriedAgain() {
    gateway.limits.put(A, limitOfAnEarlierReader());
    gateway.sticks = A;
    reader = reader();
    rounds(2);
    assertThat(results("agent-a")).containsExactly(Result.FAILED);

    gateway.sticks = null;
    reader.round();
    assertThat(gateway.limits).isEmpty();
    assertThat(told.get(1).effective()).isNull();
  }

  @Test
  void whatIsOverAndCannotBeTakenBackIsLoggedOnceAndNotEachRound() {
    gateway.cannotTend = true;
    assertThat(Logged.by(Reader.class.getName(), () -> rounds(5))).hasSize(1);
    gateway.cannotTend = false;
    rounds(1);
    gateway.cannotTend = true;
    assertThat(Logged.by(Reader.class.getName(), () -> rounds(2))).hasSize(1);
  }

  @Test
  void untilTheFirstReadingIsWholeTheGatewayKeepsWhatItHas() {
    EffectiveLimit fromBefore = limitOfAnEarlierReader();
    gateway.limits.put(A, fromBefore);
    caughtUp = false;
    Reader fresh = reader();
    fresh.round();

    assertThat(gateway.limits).containsEntry(A, fromBefore);
    assertThat(gateway.calls).isEmpty();
    caughtUp = true;
    fresh.round();
    assertThat(gateway.calls).containsExactly("replaceAll 0");
  }

  @Test
  void aReaderThatStartsAnewDoesNotLetALimitBeginAnew() {
    hear(Cut.of("agent-a", "accounts.read"));
    reader.round();
    long since = gateway.limits.get(A).since();
    now = now.plusSeconds(20);
    reader().round();

    assertThat(gateway.limits.get(A).since()).isEqualTo(since);
    hear(Cut.of("agent-a", "accounts.read").version(2).to(5, 1, 2));
    rounds(2);
    assertThat(gateway.limits.get(A).since()).isEqualTo(since);
  }

  @Test
  void afterARestartOfTheGatewayAllLimitsAreGivenAgain() {
    hear(Cut.of("agent-a", "accounts.read"));
    hear(Cut.of("agent-b", "*").version(2));
    reader.round();
    gateway.restart();
    reader.round();

    assertThat(gateway.limits).hasSize(2);
    assertThat(gateway.calls).endsWith("replaceAll 2");
  }

  @Test
  void aLimitThatWasChangedByHandIsMendedWithinAMinute() {
    hear(Cut.of("agent-a", "accounts.read"));
    reader.round();
    EffectiveLimit right = gateway.limits.get(A);
    gateway.limits.put(A, limitOfAnEarlierReader());
    EffectiveLimit nobodys = limitOfAnEarlierReader(new Slot("nobody", "*"));
    gateway.limits.put(nobodys.slot(), nobodys);
    double mismatches = ReaderMetrics.MISMATCHES.get();
    now = now.plusSeconds(61);
    reader.round();

    assertThat(gateway.limits.values()).containsExactly(right);
    assertThat(ReaderMetrics.MISMATCHES.get() - mismatches).isGreaterThanOrEqualTo(2);
  }

  @Test
  void aGatewayThatReportsSuccessFalselyIsFoundOutAndTriedAgain() {
    gateway.liesAboutSuccess = true;
    hear(Cut.of("agent-a", "accounts.read"));
    rounds(3);
    assertThat(told).extracting(QuotaStatus::result).containsExactly(Result.FAILED);
    assertThat(told.get(0).effective()).isNull();

    gateway.liesAboutSuccess = false;
    reader.round();
    assertThat(told).extracting(QuotaStatus::result).containsExactly(Result.FAILED, Result.APPLIED);
  }

  @Test
  void whileTheGatewayIsAwayThatIsToldOnceAndAfterwardsAllIsGivenAgain() {
    hear(Cut.of("agent-a", "accounts.read"));
    gateway.away = true;
    double failures = ReaderMetrics.FAILURES.get();
    rounds(4);
    assertThat(told).extracting(QuotaStatus::result).containsExactly(Result.FAILED);
    assertThat(ReaderMetrics.FAILURES.get() - failures).isEqualTo(4);

    gateway.away = false;
    reader.round();
    assertThat(gateway.calls).containsExactly("replaceAll 1");
    assertThat(told.get(1).result()).isEqualTo(Result.APPLIED);
  }

  @Test
  void aFaultOfOursLeavesTheNextRoundWhole() {
    hear(Cut.of("agent-a", "accounts.read"));
    gateway.throwsOurFault = true;
    reader.round();
    gateway.throwsOurFault = false;
    reader.round();

    assertThat(gateway.limits).hasSize(1);
  }

  @Test
  void theKillFileDropsAllAlsoBeforeAnythingWasRead() throws IOException {
    hear(Cut.of("agent-a", "accounts.read"));
    reader.round();
    Files.writeString(folder.resolve("kill"), "");
    reader.round();
    assertThat(gateway.limits).isEmpty();
    assertThat(ReaderMetrics.KILLED.get()).isEqualTo(1);

    gateway.limits.put(A, limitOfAnEarlierReader());
    caughtUp = false;
    reader().round();
    assertThat(gateway.limits).isEmpty();

    Files.delete(folder.resolve("kill"));
    caughtUp = true;
    reader.round();
    assertThat(gateway.limits).hasSize(1);
  }

  @Test
  void aKillFileThatCannotBeLookedForCountsAsThere() {
    assertThat(new KillFile(Path.of("/proc/self/mem/kill")).isThere()).isTrue();
    assertThat(new KillFile(folder.resolve("none")).isThere()).isFalse();
  }

  @Test
  void theSecondReaderWaitsAndTakesOverWithTheWholeSet() {
    hear(Cut.of("agent-a", "accounts.read"));
    leads = false;
    reader.round();
    assertThat(gateway.calls).isEmpty();

    leads = true;
    reader.round();
    assertThat(gateway.calls).containsExactly("replaceAll 1");
  }

  @Test
  void aLimitForEverybodyIsAppliedToItsOperationGroupOnly() {
    hear(Cut.of("*", "accounts.read").to(10, 1, 5));
    hear(Cut.of("*", "*").to(10, 1, 5).version(2));
    rounds(3);

    assertThat(gateway.limits).containsOnlyKeys(new Slot("*", "accounts.read"));
    assertThat(told)
        .extracting(QuotaStatus::key, QuotaStatus::result)
        .containsExactlyInAnyOrder(
            tuple("acme/edge/accounts.read/*", Result.APPLIED),
            tuple("acme/edge/*/*", Result.UNSUPPORTED));
  }

  @Test
  void aRaiseIsToldOnceWithTheOperatorsLimitsInForceAndTakesOursOutOfTheWay() {
    hear(Cut.of("agent-a", "accounts.read"));
    reader.round();
    hear(Cut.of("agent-a", "accounts.read").raised().version(2));
    rounds(3);

    assertThat(gateway.limits).isEmpty();
    assertThat(told.get(told.size() - 1))
        .extracting(QuotaStatus::version, QuotaStatus::result, QuotaStatus::effective)
        .containsExactly(2L, Result.APPLIED, null);
    assertThat(told.get(told.size() - 1).reason()).isEqualTo("operators_limits_hold");
    assertThat(told).filteredOn(row -> row.version() == 2).hasSize(1);
  }

  @Test
  void aGatewayThatOwnsTheBaseLimitIsGivenTheRaise() {
    gateway.ownsBase = true;
    hear(Cut.of("agent-a", "accounts.read").to(30, 1, 5).raised());
    reader.round();

    assertThat(gateway.limits.get(A).requests()).isEqualTo(30);
    assertThat(told.get(0).effective()).isEqualTo(new Effective(false, 30, 1, 5));
  }

  @Test
  void aLimitThatThereIsNoRoomForIsToldAndKeepsNoOtherOut() {
    gateway.noRoomFor = A;
    hear(Cut.of("agent-a", "accounts.read"));
    hear(Cut.of("agent-b", "*").version(2));
    rounds(3);
    hear(Cut.of("agent-c", "*").version(3));
    rounds(2);

    assertThat(gateway.limits.keySet())
        .extracting(Slot::agent)
        .containsExactly("agent-b", "agent-c");
    assertThat(told)
        .extracting(QuotaStatus::quotaId, QuotaStatus::result)
        .containsExactlyInAnyOrder(
            tuple("q-1", Result.FAILED),
            tuple("q-2", Result.APPLIED),
            tuple("q-3", Result.APPLIED));
    assertThat(ReaderMetrics.MISSING.get()).isEqualTo(1);
    gateway.noRoomFor = null;
    reader.round();
    assertThat(gateway.limits).hasSize(3);
    assertThat(ReaderMetrics.MISSING.get()).isZero();
  }

  @Test
  void quotasOfAnotherGroupAndOfUnprovenNamesAreNotApplied() {
    hear(Cut.of("agent-a", "*").group("inner").version(1));
    hear(Cut.of("agent-b", "*").onlyByNetwork().version(2));
    hear(Cut.of("agent-d", "*").monitored().version(4));
    rounds(3);

    assertThat(gateway.limits).isEmpty();
    assertThat(told)
        .extracting(QuotaStatus::key, QuotaStatus::result)
        .containsExactly(tuple("acme/edge/*/agent-b", Result.REJECTED));
  }

  private Reader reader() {
    Quotas quotas =
        new Quotas() {
          @Override
          public boolean isCaughtUp() {
            return caughtUp;
          }

          @Override
          public List<HeldQuota> inForce(Instant at) {
            return table.inForce(at);
          }
        };
    Leadership leadership =
        new Leadership() {
          @Override
          public boolean isHeld() {
            return leads;
          }

          @Override
          public void close() {
            leads = false;
          }
        };
    KillFile kill = new KillFile(folder.resolve("kill"));
    return new Reader(PLACE, gateway, false, quotas, leadership, kill, reports, () -> now);
  }

  private void hear(Cut cut) {
    Outcome outcome = controller.sign(cut.at(now)).applyTo(table, now);
    assertThat(outcome).isInstanceOf(Outcome.Applied.class);
  }

  private List<Result> results(String agent) {
    return told.stream()
        .filter(status -> status.key().endsWith("/" + agent))
        .map(QuotaStatus::result)
        .toList();
  }

  private void rounds(int count) {
    for (int round = 0; round < count; round++) {
      reader.round();
      now = now.plusSeconds(1);
    }
  }

  private EffectiveLimit limitOfAnEarlierReader() {
    return limitOfAnEarlierReader(A);
  }

  private EffectiveLimit limitOfAnEarlierReader(Slot slot) {
    return new EffectiveLimit(
        slot, List.of(), false, 99, 1, 5, now.getEpochSecond() + 60, 7, "q-old", 1, 1);
  }
}
