package io.gatewatch.gateways;

import static io.gatewatch.gateways.QuotaStatus.Result.APPLIED;
import static io.gatewatch.gateways.QuotaStatus.Result.EXPIRED;
import static io.gatewatch.gateways.QuotaStatus.Result.FAILED;
import static io.gatewatch.gateways.QuotaStatus.Result.UNSUPPORTED;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatewatch.gateways.apigee.ApigeeGateway;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The reader against a stub of the management API; not against the real product. */
class ApigeeReaderTest {
  private static final String A = "dev-1/app-a";
  private static final String B = "dev-2/app-b";

  @TempDir Path folder;

  private Rounds reader;
  private ApigeeStub apigee;

  @BeforeEach
  void start() throws IOException {
    reader = new Rounds(folder, this::gateway);
    apigee = new ApigeeStub(reader.clock);
    apigee.app("dev-1", "app-a", "key-a", "DisplayName", "A", "gatewatch", "the operator's own");
    apigee.app("dev-2", "app-b", "key-b");
    reader.start().run(1);
    apigee.asked.clear();
  }

  @AfterEach
  void stop() {
    apigee.close();
  }

  private Gateway gateway(InstantSource clock) {
    return new ApigeeGateway(
        new ManagementApi(apigee.url(), Rounds.token(folder), clock), "acme", clock);
  }

  @Test
  void aCutBecomesAnAttributeThatSaysLimitAndUntilAndNoOtherOneIsTouched() {
    reader.hear(Cut.of(A, "*").to(45, 90, 10));
    reader.run(3);

    long until = reader.now.getEpochSecond() - 3 + 900;
    assertThat(apigee.attributes("app-a")).hasSize(3).containsEntry("DisplayName", "A");
    assertThat(apigee.attributes("app-a").get("gatewatch-quota")).startsWith("30;" + until + ";1;");
    assertThat(reader.results(A)).containsExactly(APPLIED);
    assertThat(reader.told.get(0).effective())
        .isEqualTo(new QuotaStatus.Effective(false, 30, 60, 10));
    assertThat(apigee.count("POST")).isEqualTo(1);
    assertThat(apigee.asked)
        .filteredOn(question -> !question.startsWith("GET"))
        .allMatch(question -> question.endsWith("/attributes/gatewatch-quota"));
  }

  @Test
  void aLimitBelowOneAMinuteTakesMoreMinutesAndABlockIsALimitOfNone() {
    reader.hear(Cut.of(A, "accounts.read").to(1, 90, 1));
    reader.hear(Cut.of(B, "*").version(2).blocked());
    reader.run(1);

    assertThat(apigee.attributes("app-a").get("gatewatch-quota.accounts.read"))
        .matches("1;\\d+;2;.*");
    assertThat(apigee.attributes("app-b").get("gatewatch-quota")).startsWith("0;");
  }

  @Test
  void untilTheNewValueCanBeReadItIsToldAsFailedAndNotWrittenAgain() {
    apigee.lagSeconds = 5;
    reader.hear(Cut.of(A, "*"));
    reader.run(10);

    assertThat(reader.results(A)).containsExactly(FAILED, APPLIED);
    assertThat(apigee.count("POST")).isEqualTo(1);
  }

  @Test
  void aLimitThatIsOverIsTakenAwayOnceThoughItIsStillReadForAWhile() {
    reader.hear(Cut.of(A, "*").ttl(30));
    reader.run(2);
    apigee.lagSeconds = 5;
    reader.run(40);

    assertThat(apigee.attributes("app-a")).doesNotContainKey("gatewatch-quota");
    assertThat(apigee.count("DELETE")).isEqualTo(1);
    assertThat(reader.results(A)).containsExactly(APPLIED, EXPIRED);
  }

  @Test
  void tooManyRequestsAreFollowedByTheRestThatApigeeAsksFor() {
    reader.hear(Cut.of(A, "*"));
    apigee.refusal = 429;
    apigee.retryAfter = "7";
    reader.run(7);
    assertThat(apigee.asked).hasSize(1);
    assertThat(reader.results(A)).containsExactly(FAILED);

    apigee.refusal = 0;
    reader.run(2);
    assertThat(reader.results(A)).containsExactly(FAILED, APPLIED);
  }

  @Test
  void anApiThatIsDownIsAskedLessAndLessOften() {
    reader.hear(Cut.of(A, "*"));
    apigee.refusal = 503;
    reader.run(120);
    assertThat(apigee.asked.size()).isBetween(6, 9);
  }

  @Test
  void anAppThatIsNotThereIsUnsupportedAndDisturbsNobody() {
    reader.hear(Cut.of("dev-9/none", "*"));
    reader.hear(Cut.of(A, "*").version(2));
    reader.run(5);

    assertThat(reader.results("dev-9/none")).containsExactly(UNSUPPORTED);
    assertThat(reader.results(A)).containsExactly(APPLIED);
    assertThat(apigee.asked).hasSizeLessThan(6);
  }

  @Test
  void anAppThatComesLaterIsFoundWithinAMinuteAlsoByItsConsumerKey() {
    reader.hear(Cut.of("key-c", "*"));
    reader.run(2);
    apigee.app("dev-3", "app-c", "key-c");
    reader.run(61);
    assertThat(reader.results("key-c")).containsExactly(UNSUPPORTED, APPLIED);
  }

  @Test
  void oneAppThatIsRefusedIsTriedNowAndThenAndTheOthersGoOn() {
    apigee.refusedApp = "app-a";
    apigee.refusedWith = 409;
    reader.hear(Cut.of(A, "*"));
    reader.hear(Cut.of(B, "*").version(2));
    reader.run(10);
    assertThat(reader.results(A)).containsExactly(FAILED);
    assertThat(reader.results(B)).containsExactly(APPLIED);
    assertThat(apigee.count("POST")).isBetween(2L, 4L);

    apigee.refusedApp = null;
    reader.run(6);
    assertThat(reader.results(A)).containsExactly(FAILED, APPLIED);
  }

  @Test
  void anAppThatIsFullOfAttributesIsToldAsFailed() {
    String[] full = new String[36];
    for (int at = 0; at < full.length; at++) {
      full[at] = "attribute-" + at;
    }
    apigee.app("dev-4", "app-full", "key-f", full);
    reader.hear(Cut.of("dev-4/app-full", "*"));
    reader.run(62);
    assertThat(reader.results("dev-4/app-full")).contains(FAILED).doesNotContain(APPLIED);
  }

  @Test
  void aReaderThatStartsTakesOverWhatHoldsAndTakesAwayWhatDoesNot() throws IOException {
    reader.hear(Cut.of(A, "*"));
    reader.run(2);
    String before = apigee.attributes("app-a").get("gatewatch-quota");
    reader.hear(Cut.of(B, "*").version(2).ttl(20));
    reader.run(2);
    reader.now = reader.now.plusSeconds(60);
    apigee.asked.clear();
    reader.start().run(2);

    assertThat(apigee.attributes("app-a").get("gatewatch-quota")).isEqualTo(before);
    assertThat(apigee.attributes("app-b")).isEmpty();
    assertThat(apigee.count("POST")).isZero();
  }

  @Test
  void anAttributeThatWasChangedByHandIsMendedWithinAMinute() {
    reader.hear(Cut.of(A, "*"));
    reader.run(2);
    String right = apigee.attributes("app-a").get("gatewatch-quota");
    apigee.attributes("app-a").put("gatewatch-quota", right.replaceFirst("^\\d+", "100000"));
    reader.run(62);
    assertThat(apigee.attributes("app-a")).containsEntry("gatewatch-quota", right);
  }

  @Test
  void theKillFileTakesAllAway() throws IOException {
    reader.hear(Cut.of(A, "*"));
    reader.hear(Cut.of(B, "x.read").version(2));
    reader.run(2);
    Files.createFile(reader.killFile);
    reader.run(1);
    assertThat(apigee.attributes("app-a")).hasSize(2);
    assertThat(apigee.attributes("app-b")).isEmpty();
  }

  @Test
  void thousandsOfAppsAreListedPageByPage() throws IOException {
    for (int app = 0; app < 1_200; app++) {
      apigee.app("dev-m", "many-" + app, "key-m-" + app);
    }
    reader.hear(Cut.of("dev-m/many-1199", "*"));
    reader.start().run(1);
    assertThat(reader.results("dev-m/many-1199")).containsExactly(APPLIED);
  }

  @Test
  void aTokenThatIsRenewedInItsFileIsUsedAtOnceAndIsInNoMessage() throws IOException {
    Files.writeString(folder.resolve("token"), "stale-token-abcdef");
    ManagementApi api = new ManagementApi(apigee.url(), folder.resolve("token"), reader.clock);
    org.assertj.core.api.Assertions.assertThatThrownBy(() -> api.get("/v1/organizations/acme/apps"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("401")
        .hasMessageNotContaining("stale-token");
    Files.writeString(folder.resolve("token"), StubApi.TOKEN);
    reader.now = reader.now.plusSeconds(2);
    assertThat(api.get("/v1/organizations/acme/apps?expand=true&rows=9").isDone()).isTrue();
  }
}
