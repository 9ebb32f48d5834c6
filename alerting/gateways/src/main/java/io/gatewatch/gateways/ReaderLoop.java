package io.gatewatch.gateways;

import io.gatewatch.alerting.QuotaUpdate;
import io.gatewatch.gateways.Outcome.Applied;
import io.gatewatch.gateways.Outcome.Ignored;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a {@link Reader}'s rounds on one thread: once a second, and at once when an update came.
 * Whatever goes wrong in a round, the next one comes.
 */
final class ReaderLoop implements QuotaFollower.Listener, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ReaderLoop.class);
  private static final Duration EVERY = Duration.ofSeconds(1);

  /** Rows about ignored records are told so often in a minute; all of them are counted. */
  private static final int MOST_IGNORED_ROWS = 60;

  private record News(String key, Outcome outcome) {}

  private final BlockingQueue<News> news = new LinkedBlockingQueue<>(10_000);
  private final Place place;
  private final Reports reports;
  private final ControllerWatch watch;
  private final InstantSource clock;
  private final Consumer<String> say;
  private final Thread thread = new Thread(this::run, "gatewatch-reader");
  private Reader reader;
  private Quotas quotas;
  private Instant toldSilence = Instant.EPOCH;
  private Instant minute = Instant.EPOCH;
  private int ignoredRows;
  private volatile boolean stopped;

  /**
   * A loop that waits for its start.
   *
   * @param say hears, once a minute, that the controller is silent
   */
  ReaderLoop(
      Place place,
      Reports reports,
      ControllerWatch watch,
      InstantSource clock,
      Consumer<String> say) {
    this.place = place;
    this.say = say;
    this.reports = reports;
    this.watch = watch;
    this.clock = clock;
    thread.setDaemon(true);
  }

  /** Starts the rounds; the follower may have told things before. */
  void start(Reader roundsOf, Quotas source) {
    this.reader = roundsOf;
    this.quotas = source;
    thread.start();
  }

  @Override
  public void told(byte[] key, Outcome outcome) {
    String text = key == null ? "" : new String(key, StandardCharsets.UTF_8);
    if (outcome instanceof Applied applied) {
      ReaderMetrics.RECORDS.labelValues("applied").inc();
      QuotaUpdate update = applied.held().update();
      if (Plan.isOf(place, update)) {
        reports.received(update.key(), clock.instant());
      }
    } else if (outcome instanceof Ignored ignored) {
      ReaderMetrics.RECORDS.labelValues(ignored.reason().wireName()).inc();
    }
    if (!news.offer(new News(text, outcome))) {
      LOG.debug("a round is due anyway");
    }
  }

  private void run() {
    while (!stopped) {
      try {
        News first = news.poll(EVERY.toMillis(), TimeUnit.MILLISECONDS);
        List<News> all = new ArrayList<>();
        if (first != null) {
          all.add(first);
        }
        news.drainTo(all);
        reader.round();
        all.forEach(this::tellIgnored);
        tellSilence(clock.instant());
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        ReaderMetrics.FAILURES.inc();
        LOG.error("a round has failed, the next one comes", e);
      }
    }
  }

  private void tellIgnored(News one) {
    Instant now = clock.instant();
    if (now.isAfter(minute.plusSeconds(60))) {
      minute = now;
      ignoredRows = 0;
    }
    boolean ours = one.key().startsWith(place.prefix());
    if (one.outcome() instanceof Ignored ignored
        && ours
        && quotas.isCaughtUp()
        && ignoredRows++ < MOST_IGNORED_ROWS) {
      reports.ignored(one.key(), ignored.reason(), reader.held(one.key()), now);
    }
  }

  private void tellSilence(Instant now) {
    boolean silent = watch.isSilent(now);
    ReaderMetrics.CONTROLLER_SILENT.set(silent ? 1 : 0);
    if (silent && Duration.between(toldSilence, now).toSeconds() >= 60) {
      say.accept(watch.tell(reader.held()));
      toldSilence = now;
    }
  }

  @Override
  public void close() {
    stopped = true;
    thread.interrupt();
    try {
      thread.join(5_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
