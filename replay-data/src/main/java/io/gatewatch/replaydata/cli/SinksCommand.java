package io.gatewatch.replaydata.cli;

import io.gatewatch.replaydata.up.Topics;
import io.gatewatch.sinks.Sinks;
import io.gatewatch.sinks.SinksConfig;
import io.prometheus.metrics.exporter.httpserver.HTTPServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code gatewatch sinks}: tells others of alerts, until Ctrl-C. */
@Command(
    name = "sinks",
    description =
        "Tells others of alerts, until Ctrl-C: webhooks, Alertmanager, OCSF and ECS topics, CEF over"
            + " syslog.",
    footer = "A receiver that is away is told when it is back. The file: alerting/SINKS.md",
    mixinStandardHelpOptions = true)
final class SinksCommand implements Callable<Integer> {
  @Option(
      names = "--config",
      required = true,
      paramLabel = "FILE",
      description = "YAML with sinks.")
  private Path config;

  @Option(
      names = "--broker",
      defaultValue = "127.0.0.1:9092",
      paramLabel = "HOST:PORT",
      description = "Kafka (default: ${DEFAULT-VALUE}).")
  private String broker;

  @Option(
      names = "--test",
      description =
          "Sends one test alert to each receiver and says what came of it, instead of running.")
  private boolean test;

  @Option(
      names = "--metrics-port",
      paramLabel = "PORT",
      description = "Serves /metrics on this port of 127.0.0.1 (default: none).")
  private Integer metricsPort;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    SinksConfig sinks = read("--config ", config);
    return test ? test(sinks) : run(sinks);
  }

  /** Reads a sinks file; what is wrong with it is told in one line. */
  static SinksConfig read(String flag, Path file) {
    try {
      return SinksConfig.read(file);
    } catch (IOException e) {
      throw Failure.input(flag + file + ": cannot be read");
    } catch (IllegalArgumentException e) {
      throw Failure.usage(flag + file + ": " + e.getMessage());
    }
  }

  private int test(SinksConfig sinks) {
    PrintWriter out = spec.commandLine().getOut();
    Map<String, String> answers;
    try {
      answers = Sinks.test(sinks);
    } catch (IllegalArgumentException e) {
      throw Failure.usage("--config " + config + ": " + e.getMessage());
    }
    answers.forEach((name, answer) -> out.println(name + ": " + answer));
    sinks.sinks().stream()
        .filter(sink -> sink.topic() != null)
        .forEach(sink -> out.println(sink.name() + ": writes to " + sink.topic() + ", not tried"));
    return answers.values().stream().allMatch("taken"::equals) ? 0 : 1;
  }

  private int run(SinksConfig sinks) throws InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    CountDownLatch stopAsked = StopSignals.awaited();
    createTopics(sinks);
    try (HTTPServer metrics = metrics();
        Sinks running = start(sinks)) {
      sinks.sinks().forEach(sink -> out.println(sink.name() + ": told of alerts from now on"));
      if (metrics != null) {
        out.println("metrics: http://127.0.0.1:" + metrics.getPort() + "/metrics");
      }
      out.println("Ctrl-C stops it.");
      stopAsked.await();
    }
    out.println("Stopped. The next one goes on from here.");
    return 0;
  }

  private void createTopics(SinksConfig sinks) {
    try {
      Topics.createMissing(broker, List.of(), Sinks.topics(sinks));
    } catch (IllegalStateException | KafkaException e) {
      throw Failure.unreachable(
          "no broker answers at " + broker + " (start one with 'up', or name it with --broker)");
    }
  }

  private Sinks start(SinksConfig sinks) {
    try {
      return Sinks.start(sinks, broker);
    } catch (IllegalArgumentException e) {
      throw Failure.usage("--config " + config + ": " + e.getMessage());
    }
  }

  private HTTPServer metrics() {
    try {
      return metricsPort == null
          ? null
          : HTTPServer.builder()
              .inetAddress(InetAddress.getLoopbackAddress())
              .port(metricsPort)
              .buildAndStart();
    } catch (IOException e) {
      throw Failure.usage("--metrics-port " + metricsPort + ": " + e.getMessage());
    }
  }
}
