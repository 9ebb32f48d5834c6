package io.gatewatch.replaydata.up;

import io.gatewatch.alerting.AlertingConfig;
import io.gatewatch.alerting.QuotaMode;
import io.gatewatch.streamsapp.AlertingApp;
import io.gatewatch.streamsapp.AlertingAppConfig;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** The alerting application alone, for tests that kill it. */
final class AlertingProcess {
  private AlertingProcess() {}

  /** Broker, state folder, keys folder. */
  public static void main(String[] args) throws InterruptedException {
    AlertingConfig config =
        AlertingConfig.defaults().withMode(ClosedLoop.TENANT + "/*", QuotaMode.ENFORCE);
    AlertingApp app =
        AlertingApp.start(
            AlertingAppConfig.of(args[0], Path.of(args[1]), Path.of(args[2]), Topics.PARTITIONS)
                .with(config));
    Runtime.getRuntime().addShutdownHook(new Thread(app::close));
    new CountDownLatch(1).await();
  }
}
