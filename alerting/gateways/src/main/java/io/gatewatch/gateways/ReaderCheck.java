package io.gatewatch.gateways;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Whether a reader could work where it stands.
 *
 * @param quotas limits of its tenant and group that are in force now; 0 also when that is not known
 * @param wrong what would keep it from its work, one line each; empty when nothing would
 */
public record ReaderCheck(int quotas, List<String> wrong) {
  private static final long LOOK_EVERY_MILLIS = 50;

  public ReaderCheck {
    wrong = List.copyOf(wrong);
  }

  static ReaderCheck of(
      ReaderConfig config, Manifest gateway, Quotas quotas, InstantSource clock, Duration patience)
      throws InterruptedException {
    List<String> wrong = new ArrayList<>();
    folder("killFile", config.killFile(), false, wrong);
    folder("lockFile", config.lockFile(), true, wrong);
    long end = System.nanoTime() + patience.toNanos();
    while (!quotas.isCaughtUp() && System.nanoTime() < end) {
      TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MILLIS);
    }
    if (quotas.isCaughtUp()) {
      Plan plan =
          Plan.of(quotas.inForce(clock.instant()), config.place(), gateway, config.automatic());
      return new ReaderCheck(plan.limits().size(), wrong);
    }
    String source =
        config.feed() == null ? "broker: " + config.broker() : "feed: " + config.feed().url();
    wrong.add(source + ": no quotas could be read in " + patience.toSeconds() + " s");
    return new ReaderCheck(0, wrong);
  }

  private static void folder(String name, Path file, boolean written, List<String> wrong) {
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      wrong.add(name + ": " + file + ": there is no such folder");
    } else if (written && !Files.isWritable(folder) && !Files.isWritable(file)) {
      wrong.add(name + ": " + file + ": its folder cannot be written to");
    }
  }
}
