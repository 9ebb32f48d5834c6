package io.gatewatch.gateways;

import static io.gatewatch.gateways.QuotaStatus.Result.APPLIED;
import static io.gatewatch.gateways.QuotaStatus.Result.EXPIRED;
import static io.gatewatch.gateways.QuotaStatus.Result.FAILED;
import static io.gatewatch.gateways.QuotaStatus.Result.UNSUPPORTED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatewatch.gateways.QuotaStatus.Effective;
import io.gatewatch.gateways.mulesoft.MuleSoftGateway;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The reader against a stub of API Manager; not against the real product. */
class MuleSoftReaderTest {
  private static final long BASE = 1;
  private static final long HALF = 2;
  private static final long TENTH = 3;
  private static final long A = 11;
  private static final long B = 12;

  private static final String TIER_MOVER = "io.gatewatch.gateways.mulesoft.TierMover";

  @TempDir Path folder;

  private Rounds reader;
  private MuleSoftStub mule;
  private List<String> groups = List.of("accounts.read", "accounts.write");

  @BeforeEach
  void start() throws IOException {
    reader = new Rounds(folder, this::gateway);
    mule = new MuleSoftStub(reader.clock);
    mule.tier(BASE, "ACTIVE", false, 120, 60_000);
    mule.tier(HALF, "ACTIVE", true, 60, 60_000, 50_000, 86_400_000);
    mule.tier(TENTH, "ACTIVE", true, 12, 60_000);
    mule.tier(4, "ACTIVE", false, 100, 60_000);
    mule.tier(5, "DEPRECATED", true, 90, 60_000);
    mule.contract(A, "agent-a", "APPROVED", BASE);
    mule.contract(B, "agent-b", "APPROVED", TENTH);
    mule.contract(14, "agent-d", "APPROVED", 0);
    mule.contract(13, "agent-c", "REVOKED", BASE);
    reader.start().run(1);
    mule.asked.clear();
  }

  @AfterEach
  void stop() {
    mule.close();
  }

  private Gateway gateway(InstantSource clock) throws IOException {
    return new MuleSoftGateway(
        new ReaderConfig.MuleSoft(
            mule.url(), "org-1", "env-1", 7, groups, Rounds.token(folder), stateFile()),
        clock);
  }

  private Path stateFile() {
    return folder.resolve("tiers.json");
  }

  @Test
  void aLimitIsSnappedDownToTheNextTierThatNobodyHasToApproveAndThatIsWhatIsTold() {
    reader.hear(Cut.of("agent-a", "*").to(110, 60, 10));
    reader.run(3);

    // The tier's tightest limit is 50000 a day, not 60 a minute.
    assertThat(mule.tierOf(A)).isEqualTo(HALF);
    assertThat(reader.results("agent-a")).containsExactly(APPLIED);
    assertThat(reader.told.get(0).effective()).isEqualTo(new Effective(false, 50_000, 86_400, 10));
    assertThat(mule.count("PATCH")).isEqualTo(1);
  }

  @Test
  void whereNoTierIsAtOrBelowItThatIsToldAndNothingIsMoved() {
    reader.hear(Cut.of("agent-a", "*").to(2, 60, 1));
    reader.run(3);
    assertThat(reader.results("agent-a")).containsExactly(UNSUPPORTED);
    reader.hear(Cut.of("agent-a", "*").version(2).blocked());
    reader.run(3);
    assertThat(mule.tierOf(A)).isEqualTo(BASE);
    assertThat(mule.count("PATCH")).isZero();
  }

  @Test
  void whoHasNoApprovedContractWithATierIsUnsupportedAndDisturbsNobody() {
    reader.hear(Cut.of("agent-c", "*").to(20, 60, 1));
    reader.hear(Cut.of("agent-z", "*").version(2).to(20, 60, 1));
    reader.hear(Cut.of("agent-d", "*").version(2).to(20, 60, 1));
    reader.hear(Cut.of("agent-a", "*").version(3).to(20, 60, 1));
    reader.run(3);
    assertThat(reader.results("agent-c")).containsExactly(UNSUPPORTED);
    assertThat(reader.results("agent-z")).containsExactly(UNSUPPORTED);
    assertThat(reader.results("agent-d")).as("no tier to go back to").containsExactly(UNSUPPORTED);
    assertThat(mule.tierOf(A)).isEqualTo(TENTH);
  }

  @Test
  void whenALimitIsOverTheReaderPutsTheTierBack() throws IOException {
    reader.hear(Cut.of("agent-a", "*").to(20, 60, 1).ttl(30));
    reader.run(29);
    assertThat(mule.tierOf(A)).isEqualTo(TENTH);
    reader.run(3);
    assertThat(mule.tierOf(A)).isEqualTo(BASE);
    assertThat(reader.results("agent-a")).containsExactly(APPLIED, EXPIRED);
    reader.run(40);
    assertThat(Files.readString(stateFile())).doesNotContain("agent-a");
  }

  @Test
  void aTierThatWasNotPutBackIsToldUntilItIsAndTriedAgainEverMoreSeldom() throws IOException {
    reader.hear(Cut.of("agent-a", "*").to(20, 60, 1).ttl(30));
    reader.run(29);
    mule.deleteTier(BASE);
    mule.asked.clear();
    List<String> logged = Logged.by(TIER_MOVER, () -> reader.run(600));

    assertThat(mule.tierOf(A)).isEqualTo(TENTH);
    assertThat(reader.results("agent-a")).containsExactly(APPLIED, FAILED);
    assertThat(reader.told.get(1).effective()).isEqualTo(new Effective(false, 12, 60, 1));
    assertThat(ReaderMetrics.OVERDUE.get()).isEqualTo(1);
    assertThat(logged).hasSize(1).first().asString().contains("agent-a").contains("tier 1");
    // After 0, 5, 15, 35, 75, 155 and 315 s, and not each round.
    assertThat(mule.count("PATCH")).isBetween(6L, 8L);

    mule.tier(BASE, "ACTIVE", true, 120, 60_000);
    reader.run(400);
    assertThat(mule.tierOf(A)).isEqualTo(BASE);
    assertThat(reader.results("agent-a")).containsExactly(APPLIED, FAILED, EXPIRED);
    assertThat(Files.readString(stateFile())).doesNotContain("agent-a");
  }

  @Test
  void aReaderThatStartsTellsOfATierThatItCannotPutBack() throws IOException {
    reader.hear(Cut.of("agent-a", "*").to(20, 60, 1).ttl(30));
    reader.run(29);
    mule.deleteTier(BASE);
    reader.run(10);
    reader.told.clear();
    reader.start().run(3);
    assertThat(reader.results("agent-a")).containsExactly(FAILED);
  }

  @Test
  void oneWhoseWayBackMayNotBeApprovedDoesNotKeepTheOthersSlow() {
    mule.tier(8, "ACTIVE", true, 120, 60_000);
    mule.contract(15, "agent-e", "APPROVED", 8);
    restart();
    reader.run(1);
    reader.hear(Cut.of("agent-a", "*").to(20, 60, 1).ttl(30));
    reader.hear(Cut.of("agent-e", "*").version(2).to(20, 60, 1).ttl(30));
    reader.run(29);
    assertThat(mule.tierOf(15)).isEqualTo(TENTH);
    mule.approves = false;
    reader.run(60);

    assertThat(mule.tierOf(15)).isEqualTo(8);
    assertThat(mule.tierOf(A)).isEqualTo(TENTH);
    assertThat(reader.results("agent-a")).last().isEqualTo(FAILED);
    mule.approves = true;
    reader.run(400);
    assertThat(mule.tierOf(A)).isEqualTo(BASE);
  }

  @Test
  void aCutThatNoPersonGrantedIsLeftUnlessTheOperatorWantsIt() throws IOException {
    reader.automatic = false;
    reader.start().run(1);
    reader.hear(Cut.of("agent-a", "*").to(20, 60, 1));
    reader.run(2);
    assertThat(mule.tierOf(A)).isEqualTo(BASE);
    assertThat(reader.results("agent-a")).containsExactly(UNSUPPORTED);
    assertThat(reader.told.get(0).reason()).isEqualTo("needs_person");

    reader.hear(Cut.of("agent-a", "*").version(2).to(20, 60, 1).granted());
    reader.run(2);
    assertThat(mule.tierOf(A)).isEqualTo(TENTH);
  }

  @Test
  void aReaderThatStartsTakesBackWhatEndedMeanwhileBeforeItKnowsOfAnyQuota() throws IOException {
    reader.hear(Cut.of("agent-a", "*").to(20, 60, 1).ttl(30));
    reader.run(2);
    reader.now = reader.now.plusSeconds(600);
    reader.caughtUp = false;
    assertThat(mule.tierOf(A)).isEqualTo(TENTH);
    reader.start().run(1);
    assertThat(mule.tierOf(A)).isEqualTo(BASE);
  }

  @Test
  void aReaderThatStartsLeavesWhatHoldsUntilItKnowsBetter() throws IOException {
    reader.hear(Cut.of("agent-a", "*").to(20, 60, 1));
    reader.run(2);
    mule.asked.clear();
    reader.caughtUp = false;
    reader.start().run(2);
    reader.caughtUp = true;
    reader.run(2);
    assertThat(mule.tierOf(A)).isEqualTo(TENTH);
    assertThat(mule.count("PATCH")).isZero();
  }

  @Test
  void aContractWhoseOwnTierIsSlowerIsNotMadeFaster() {
    reader.hear(Cut.of("agent-b", "*").to(100, 60, 10));
    reader.run(3);
    assertThat(mule.tierOf(B)).isEqualTo(TENTH);
    assertThat(mule.count("PATCH")).isZero();
    assertThat(reader.told.get(0).effective()).isEqualTo(new Effective(false, 12, 60, 10));
  }

  @Test
  void ofTwoLimitsOfOneAgentTheSlowerHoldsAndThenTheOther() {
    groups = List.of("accounts.read");
    reader.hear(Cut.of("agent-a", "*").to(110, 60, 10));
    reader.hear(Cut.of("agent-a", "accounts.read").version(2).to(20, 60, 10).ttl(30));
    restart();
    reader.run(5);
    assertThat(mule.tierOf(A)).isEqualTo(TENTH);
    reader.run(40);
    assertThat(mule.tierOf(A)).isEqualTo(HALF);
    reader.run(900);
    assertThat(mule.tierOf(A)).isEqualTo(BASE);
  }

  @Test
  void aTierCoversAllOfAnApiSoThatALimitOnLessIsUnsupported() {
    reader.hear(Cut.of("agent-a", "accounts.read").to(20, 60, 1));
    reader.hear(Cut.of("agent-b", "*").version(2).to(5, 60, 1).except("accounts.w*"));
    reader.run(3);
    assertThat(reader.results("agent-a")).containsExactly(UNSUPPORTED);
    assertThat(reader.results("agent-b")).containsExactly(UNSUPPORTED);
    assertThat(mule.count("PATCH")).isZero();
  }

  @Test
  void whereSomebodyMovedAContractMeanwhileThereItGoesBack() {
    mule.tier(9, "ACTIVE", true, 1_000, 60_000);
    reader.hear(Cut.of("agent-a", "*").to(20, 60, 1).ttl(200));
    reader.run(2);
    mule.move(A, 9);
    reader.run(62);
    assertThat(mule.tierOf(A)).as("found and cut again").isEqualTo(TENTH);
    reader.run(200);
    assertThat(mule.tierOf(A)).isEqualTo(9);
  }

  @Test
  void somebodyWhoMovedItAfterwardsIsNotOverruled() {
    mule.tier(9, "ACTIVE", true, 1_000, 60_000);
    reader.hear(Cut.of("agent-a", "*").to(20, 60, 1).ttl(30));
    reader.run(28);
    mule.move(A, 9);
    reader.run(40);
    assertThat(mule.tierOf(A)).isEqualTo(9);
  }

  @Test
  void untilTheNewTierCanBeReadItIsToldAsFailedAndNotMovedAgain() {
    mule.lagSeconds = 5;
    reader.hear(Cut.of("agent-a", "*").to(110, 60, 1));
    reader.run(10);
    reader.hear(Cut.of("agent-a", "*").version(2).to(20, 60, 1).ttl(60));
    reader.run(100);

    assertThat(reader.results("agent-a"))
        .containsExactly(FAILED, APPLIED, FAILED, APPLIED, FAILED, EXPIRED);
    assertThat(mule.tierOf(A)).isEqualTo(BASE);
    // Two cuts; the way back is a request and its approval.
    assertThat(mule.count("PATCH")).isEqualTo(4);
  }

  @Test
  void anOldAnswerIsNotTakenForTheWayBack() throws IOException {
    mule.lagSeconds = 40;
    reader.hear(Cut.of("agent-a", "*").to(20, 60, 1));
    reader.run(2);
    reader.hear(Cut.of("agent-a", "*").version(2).backToBase());
    reader.run(2);
    reader.start().run(100);
    assertThat(mule.tierOf(A)).isEqualTo(BASE);
    assertThat(Files.readString(stateFile())).doesNotContain("agent-a");
  }

  @Test
  void theRestThatIsAskedForIsKeptAndTheTierComesBackAfterwards() {
    reader.hear(Cut.of("agent-a", "*").to(20, 60, 1).ttl(30));
    reader.run(29);
    mule.asked.clear();
    mule.refusal = 429;
    mule.retryAfter = "60";
    reader.run(60);
    assertThat(mule.asked).hasSizeLessThanOrEqualTo(2);
    mule.refusal = 0;
    reader.run(5);
    assertThat(mule.tierOf(A)).isEqualTo(BASE);
  }

  @Test
  void theKillFilePutsAllTiersBack() throws IOException {
    reader.hear(Cut.of("agent-a", "*").to(20, 60, 1));
    reader.run(2);
    Files.createFile(reader.killFile);
    reader.run(1);
    assertThat(mule.tierOf(A)).isEqualTo(BASE);
  }

  @Test
  void nothingIsMovedThatCouldNotBeNoted() throws IOException {
    Path other = Files.createDirectory(folder.resolve("gone"));
    Rounds blind =
        new Rounds(
            folder,
            clock ->
                new MuleSoftGateway(
                    new ReaderConfig.MuleSoft(
                        mule.url(),
                        "org-1",
                        "env-1",
                        7,
                        groups,
                        Rounds.token(folder),
                        other.resolve("tiers.json")),
                    clock));
    blind.start().run(1);
    Files.delete(other);
    blind.hear(Cut.of("agent-a", "*").to(20, 60, 1));
    blind.run(3);
    assertThat(mule.tierOf(A)).isEqualTo(BASE);
    assertThat(blind.results("agent-a")).containsExactly(FAILED);
  }

  @Test
  void aStateFileThatCannotBeReadIsNotTakenForAnEmptyOne() throws IOException {
    Files.writeString(stateFile(), "{}");
    assertThatThrownBy(() -> reader.start())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("tiers.json");
    Files.writeString(stateFile(), "{\"schema\":1,");
    assertThatThrownBy(() -> reader.start()).isInstanceOf(IOException.class);
  }

  private void restart() {
    try {
      reader.start();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
