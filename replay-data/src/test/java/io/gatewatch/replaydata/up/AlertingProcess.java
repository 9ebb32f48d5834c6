package io.gatewatch.replaydata.up;

import io.gatewatch.alerting.AlertingConfig;
import io.gatewatch.alerting.QuotaMode;
import io.gatewatch.alerting.QuotaPolicyConfig;
import io.gatewatch.streamsapp.AlertingApp;
import io.gatewatch.streamsapp.AlertingAppConfig;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;

/**
 * The alerting application alone, for tests that kill it. It enforces; limits live 45 s at most, so
 * that a test can see them end; caps leave room for one attacker after the other, each of whom has
 * a large share of this small gateway's traffic.
 */
final class AlertingProcess {
  private AlertingProcess() {}

  /** Broker, state folder, keys folder. */
  public static void main(String[] args) throws InterruptedException {
    AlertingConfig usual = AlertingConfig.defaults();
    AlertingConfig config = new AlertingConfig(usual.incidents(), quotas(usual.quotas()));
    AlertingApp app =
        AlertingApp.start(
            AlertingAppConfig.of(args[0], Path.of(args[1]), Path.of(args[2]), Topics.PARTITIONS)
                .with(config));
    Runtime.getRuntime().addShutdownHook(new Thread(app::close));
    new CountDownLatch(1).await();
  }

  private static QuotaPolicyConfig quotas(QuotaPolicyConfig usual) {
    QuotaPolicyConfig.Bounds b = usual.bounds();
    return new QuotaPolicyConfig(
        usual.baseLimit(),
        usual.baseLimits(),
        new TreeMap<>(Map.of(ClosedLoop.TENANT + "/*", QuotaMode.ENFORCE)),
        usual.exemptAgents(),
        usual.paymentScopes(),
        usual.consentScopes(),
        usual.entry(),
        new QuotaPolicyConfig.Pace(0.5, 10, 0.25, 10, (int) ClosedLoop.TTL.toSeconds()),
        new QuotaPolicyConfig.Bounds(
            b.floorShare(), b.floorSeconds(), 1, 100, 1, 0, 1, 1_000, b.keys()),
        usual.approvals(),
        usual.headroom());
  }
}
