package io.gatewatch.collector;

import io.gatewatch.ingest.masking.MaskingKeyFile;
import java.io.IOException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks every five seconds whether the file of masking keys has changed, so that a key that was
 * added counts from its round on without a restart. A file that cannot be read leaves the keys as
 * they were.
 */
final class KeyWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(KeyWatch.class);
  private static final long LOOK_EVERY_SECONDS = 5;

  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "gatewatch-keys");
            thread.setDaemon(true);
            return thread;
          });
  private final MaskingKeyFile keys;

  private KeyWatch(MaskingKeyFile keys) {
    this.keys = keys;
  }

  @SuppressWarnings("FutureReturnValueIgnored") // ends with the timer
  static KeyWatch start(MaskingKeyFile keys) {
    KeyWatch watch = new KeyWatch(keys);
    watch.timer.scheduleWithFixedDelay(
        watch::look, LOOK_EVERY_SECONDS, LOOK_EVERY_SECONDS, TimeUnit.SECONDS);
    return watch;
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }

  private void look() {
    try {
      if (keys.refresh()) {
        LOG.info("masking keys were read again: {}", keys.get());
      }
    } catch (IOException | RuntimeException e) {
      LOG.warn("masking keys stay as they were: {}", e.getMessage());
    }
  }
}
