package io.gatewatch.gateways;

import io.gatewatch.gateways.Outcome.Applied;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.Assertions;

/** A whole reader of a real gateway, but for Kafka: updates are handed to it as records. */
final class RunningReader implements AutoCloseable {
  static final Place PLACE = new Place("acme", "edge", "edge-1", 1);

  private final Controller controller = new Controller();
  private final QuotaTable table = new QuotaTable(List.of(controller.publicKey()));
  private final BlockingQueue<QuotaStatus> statuses = new LinkedBlockingQueue<>();
  private final Leadership leadership;
  private final ReaderLoop loop;
  final Path killFile;

  RunningReader(Gateway gateway, Path folder) {
    killFile = folder.resolve("kill");
    leadership = new FileLeadership(folder.resolve("lock"));
    Reports reports = new Reports(PLACE, statuses::add);
    InstantSource clock = InstantSource.system();
    loop = new ReaderLoop(PLACE, reports, new ControllerWatch(clock.instant()), clock, told -> {});
    Quotas quotas =
        new Quotas() {
          @Override
          public boolean isCaughtUp() {
            return true;
          }

          @Override
          public List<HeldQuota> inForce(Instant now) {
            return table.inForce(now);
          }
        };
    loop.start(
        new Reader(
            PLACE, gateway, false, quotas, leadership, new KillFile(killFile), reports, clock),
        quotas);
  }

  /** Hands a signed update over and waits until it was read back from the gateway. */
  QuotaStatus enforce(Cut cut) throws InterruptedException {
    Outcome outcome = hand(controller.sign(cut.at(Instant.now())));
    Assertions.assertThat(outcome).isInstanceOf(Applied.class);
    return next();
  }

  Outcome hand(Controller.Signed record) {
    Outcome outcome = record.applyTo(table, Instant.now());
    loop.told(record.key, outcome);
    return outcome;
  }

  Controller controller() {
    return controller;
  }

  QuotaStatus next() throws InterruptedException {
    QuotaStatus status = statuses.poll(5, TimeUnit.SECONDS);
    Assertions.assertThat(status).as("a row of quota-status").isNotNull();
    return status;
  }

  @Override
  public void close() {
    loop.close();
    leadership.close();
  }
}
