package io.gatewatch.gateways;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatewatch.gateways.Controller.Signed;
import io.gatewatch.gateways.QuotaStatus.Result;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReaderLoopTest {
  private static final String KEY = "acme/edge/accounts.read/agent-a";

  @TempDir Path folder;

  private final FakeGateway gateway = new FakeGateway();
  private RunningReader reader;

  @BeforeEach
  void start() {
    reader = new RunningReader(gateway, folder);
  }

  @AfterEach
  void stop() {
    reader.close();
  }

  @Test
  void anUpdateDoesNotWaitForTheNextSecond() throws Exception {
    QuotaStatus status = reader.enforce(Cut.of("agent-a", "accounts.read"));
    assertThat(status.latencyMillis()).isLessThan(500);
  }

  @Test
  void staleReplayedForgedAndExpiredRecordsChangeNothingAndAreCountedAndTold() throws Exception {
    Instant now = Instant.now();
    Signed old = reader.controller().sign(Cut.of("agent-a", "accounts.read").at(now));
    reader.enforce(Cut.of("agent-a", "accounts.read").to(4, 1, 1).version(2));
    EffectiveLimit right = gateway.limits.values().iterator().next();

    expectIgnored(old, "stale", Result.STALE);
    Signed longAgo =
        reader
            .controller()
            .sign(Cut.of("agent-a", "accounts.read").version(3).at(now.minusSeconds(9_000)));
    expectIgnored(longAgo, "expired", Result.EXPIRED);
    Signed forged = new Controller().sign(Cut.of("agent-a", "accounts.read").version(9).at(now));
    expectIgnored(forged, "unknown_key", Result.REJECTED);
    Signed moved = reader.controller().sign(KEY, "{}".getBytes(StandardCharsets.UTF_8));
    expectIgnored(moved, "unreadable", Result.REJECTED);

    assertThat(gateway.limits.values()).containsExactly(right);
  }

  private void expectIgnored(Signed record, String reason, Result result) throws Exception {
    double before = ReaderMetrics.RECORDS.labelValues(reason).get();
    reader.hand(record);
    QuotaStatus status = reader.next();

    assertThat(status.key()).isEqualTo(KEY);
    assertThat(status.result()).isEqualTo(result);
    assertThat(status.reason()).isEqualTo(reason);
    assertThat(status.effective()).isEqualTo(new QuotaStatus.Effective(false, 4, 1, 1));
    assertThat(ReaderMetrics.RECORDS.labelValues(reason).get() - before).isEqualTo(1);
  }
}
