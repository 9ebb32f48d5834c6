package io.gatewatch.replaydata.up;

import io.gatewatch.alerting.AlertingConfig;
import io.gatewatch.alerting.QuotaMode;
import io.gatewatch.collector.CallIntake;
import io.gatewatch.collector.Collector;
import io.gatewatch.collector.CollectorConfig;
import io.gatewatch.collector.Learning;
import io.gatewatch.console.Console;
import io.gatewatch.console.ConsoleConfig;
import io.gatewatch.console.ConsoleLinks;
import io.gatewatch.flinkjob.DetectionJob;
import io.gatewatch.flinkjob.DetectionJobConfig;
import io.gatewatch.replaydata.control.DeskShelf;
import io.gatewatch.replaydata.control.Positions;
import io.gatewatch.sinks.Sinks;
import io.gatewatch.streamsapp.AlertingApp;
import io.gatewatch.streamsapp.AlertingAppConfig;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The whole system in this JVM. Started from the broker upwards; stopped the other way round, so
 * that producers fall silent first, Flink leaves a savepoint and the broker goes last.
 */
public final class OneMachineStack implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(OneMachineStack.class);

  private static final int PARALLELISM = 2;
  private static final Duration CHECKPOINT_EVERY = Duration.ofSeconds(5);
  private static final Duration SAVEPOINT_WITHIN = Duration.ofSeconds(4);
  private static final Duration ALERTING_RUNS_WITHIN = Duration.ofMinutes(3);

  private final UpConfig config;
  private final StackParts parts;
  private final Path root;
  private Addresses addresses;
  private Optional<SamplePlayer> player = Optional.empty();

  private OneMachineStack(UpConfig config, StackParts parts) {
    this.config = config;
    this.parts = parts;
    this.root = config.root();
  }

  /**
   * Starts all parts, or none.
   *
   * @param progress takes one short line a part
   * @param stopAsked asked between two parts: when true, what runs is stopped again
   * @throws CannotStart with one line for a person
   */
  public static OneMachineStack start(
      UpConfig config, Consumer<String> progress, BooleanSupplier stopAsked) {
    OneMachineStack stack = new OneMachineStack(config, new StackParts(progress, stopAsked));
    try {
      stack.startParts();
      return stack;
    } catch (RuntimeException e) {
      stack.close();
      throw e;
    }
  }

  /** Where to reach it. */
  public Addresses addresses() {
    return addresses;
  }

  /** Completes with the number of sample lines played once they have reached now; 0 without. */
  public CompletableFuture<Long> sampleCaughtUp() {
    return player.map(SamplePlayer::caughtUp).orElse(CompletableFuture.completedFuture(0L));
  }

  /** Stops everything, Flink with a savepoint. */
  @Override
  public void close() {
    parts.close();
  }

  private void startParts() {
    // First, so that who starts a second one on the same folder is told that, and not of a port.
    parts.open("data", () -> DataLock.take(config.data()));
    TakenPorts.refuse(config);
    parts.say("Gatewatch is starting, with its data in " + config.data());
    String broker = parts.start("broker", this::startBroker).bootstrapServers();
    List<String> firstBook =
        parts.step(
            "topics",
            () -> {
              Topics.createMissing(broker, config.doors().rawTopics(), config.findingsTopics());
              config.knowledge().publish(broker).forEach(line -> LOG.info("published {}", line));
              return FirstBook.readOrPublish(broker);
            });
    AlertingApp alerting = parts.open("alerting", () -> startAlerting(broker));
    if (config.sinks() != null) {
      parts.start("sinks", () -> Sinks.start(config.sinks(), broker));
    }
    EmbeddedFlink flink = parts.start("flink", () -> startFlink(broker, firstBook));
    player = config.sample() ? Optional.of(SampleTraffic.player(root)) : Optional.empty();
    LongSupplier horizon =
        player.<LongSupplier>map(sample -> sample::horizonMillis).orElse(System::currentTimeMillis);
    Collector collector = parts.start("collector", () -> startCollector(broker, horizon));
    startConsole(broker, flink, alerting, collector);
    parts.step("alerting", () -> awaitRunning(alerting));
    player.ifPresent(sample -> parts.start("sample", () -> play(sample, collector.intake())));
  }

  private EmbeddedBroker startBroker() {
    return EmbeddedBroker.start(
        new BrokerConfig(
            root.resolve("broker"), config.host(), config.brokerPort(), Ports.anyFree()));
  }

  private AlertingApp startAlerting(String broker) {
    AlertingConfig enforced =
        AlertingConfig.defaults().withMode(UpConfig.SAMPLE_TENANT + "/*", QuotaMode.ENFORCE);
    return AlertingApp.start(
        AlertingAppConfig.of(
                broker,
                Folders.make(root.resolve("alerting")),
                Folders.make(config.keys()),
                Topics.PARTITIONS)
            .with(enforced));
  }

  private EmbeddedFlink startFlink(String broker, List<String> firstBook) {
    DetectionJobConfig job =
        new DetectionJobConfig(broker, PARALLELISM, Topics.PARTITIONS, firstBook);
    return EmbeddedFlink.start(
        new FlinkConfig(
            root.resolve("flink"),
            config.host(),
            config.flinkPort(),
            PARALLELISM,
            CHECKPOINT_EVERY,
            SAVEPOINT_WITHIN),
        environment -> DetectionJob.build(environment, job));
  }

  private Collector startCollector(String broker, LongSupplier horizon) {
    return Collector.start(
        new CollectorConfig(
                broker,
                config.host(),
                config.receiverPort(),
                Folders.make(config.keys()),
                Folders.make(root.resolve("collector")),
                "up",
                horizon,
                CollectorConfig.DEFAULT_CLOCK_LAG)
            .with(config.doors().ways(config.keys()))
            .with(config.knowledge().config())
            .with(new Learning(Learning.DEFAULT_EVERY, Positions::ahead)));
  }

  private void startConsole(
      String broker, EmbeddedFlink flink, AlertingApp alerting, Collector collector) {
    String token = newToken();
    Map<String, BooleanSupplier> readiness = new LinkedHashMap<>();
    readiness.put("flink", flink::isRunning);
    readiness.put("alerting", alerting::isRunning);
    String receiver = config.http(config.receiverPort());
    parts.startBeside(
        "console",
        () ->
            Console.start(
                new ConsoleConfig(
                    broker,
                    config.host(),
                    config.port(),
                    token,
                    config.keys().resolve("quota-signing.pub"),
                    config.keys().resolve("quota-reader.token"),
                    new ConsoleLinks(
                        flink.webAddress(),
                        receiver,
                        config.sample() ? UpConfig.SAMPLE_TENANT : null),
                    readiness,
                    new DeskShelf(Positions.desk(broker)))));
    addresses =
        new Addresses(
            config.http(config.port()) + "/?token=" + token,
            broker,
            flink.webAddress(),
            receiver,
            collector.asksForToken(),
            config.doors().syslogAddresses());
  }

  private static SamplePlayer play(SamplePlayer sample, CallIntake intake) {
    sample.start(body -> intake.take("kong", UpConfig.SAMPLE_TENANT, UpConfig.SAMPLE_GROUP, body));
    return sample;
  }

  private static Boolean awaitRunning(AlertingApp alerting) throws InterruptedException {
    long deadline = System.nanoTime() + ALERTING_RUNS_WITHIN.toNanos();
    while (!alerting.isRunning()) {
      if (System.nanoTime() > deadline) {
        throw new CannotStart(
            "alerting did not come up within %d s (%s)"
                .formatted(ALERTING_RUNS_WITHIN.toSeconds(), alerting.state()));
      }
      TimeUnit.MILLISECONDS.sleep(50);
    }
    return true;
  }

  private static String newToken() {
    byte[] random = new byte[18];
    new SecureRandom().nextBytes(random);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
  }
}
