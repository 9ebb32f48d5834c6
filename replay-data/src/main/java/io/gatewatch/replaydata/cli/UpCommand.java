package io.gatewatch.replaydata.cli;

import io.gatewatch.replaydata.up.Addresses;
import io.gatewatch.replaydata.up.CannotStart;
import io.gatewatch.replaydata.up.Knowledge;
import io.gatewatch.replaydata.up.OneMachineStack;
import io.gatewatch.replaydata.up.UpConfig;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code gatewatch up}: the whole system on this machine, until Ctrl-C. */
@Command(
    name = "up",
    description = "Runs the whole system on this machine, until Ctrl-C.",
    footer = "A second 'up' on the same folder goes on from where the first was.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class UpCommand implements Callable<Integer> {
  private static final Logger LOG = LoggerFactory.getLogger(UpCommand.class);

  @Option(names = "--port", description = "Console and API (default: ${DEFAULT-VALUE}).")
  private int port = 8080;

  @Option(names = "--broker-port", description = "Kafka (default: ${DEFAULT-VALUE}).")
  private int brokerPort = 9092;

  @Option(names = "--flink-port", description = "Flink's own page (default: ${DEFAULT-VALUE}).")
  private int flinkPort = 8081;

  @Option(names = "--receiver-port", description = "Log receiver (default: ${DEFAULT-VALUE}).")
  private int receiverPort = 8090;

  @Option(
      names = "--host",
      description = "Address that every port binds to (default: ${DEFAULT-VALUE}).")
  private String host = "127.0.0.1";

  @Mixin private DataOptions data;

  @Mixin private KnowledgeOptions knowledge;

  @Mixin private DoorOptions doors;

  @Option(
      names = "--sinks",
      paramLabel = "FILE",
      description = "YAML with who is told of alerts, see the command 'sinks' (default: nobody).")
  private Path sinks;

  @Spec private CommandSpec spec;

  @Option(
      names = "--maintenance",
      paramLabel = "FILE",
      description = "Maintenance windows and snoozes, in YAML; stay in force (default: none).")
  private Path maintenance;

  @Override
  public Integer call() throws InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    UpConfig config = config();
    String warning = OpenHost.warning(host);
    if (warning != null) {
      out.println(warning);
    }
    CountDownLatch stopAsked = StopSignals.awaited();
    Thread.setDefaultUncaughtExceptionHandler(
        (thread, failure) -> LOG.error("thread {} has ended", thread.getName(), failure));
    try (OneMachineStack stack =
        OneMachineStack.start(config, out::println, () -> stopAsked.getCount() == 0)) {
      tellReady(out, stack.addresses());
      stack.sampleCaughtUp().thenAccept(lines -> tellCaughtUp(out, lines)).exceptionally(this::log);
      stopAsked.await();
      out.println("Gatewatch is stopping");
    } catch (CannotStart e) {
      if (stopAsked.getCount() > 0) {
        throw explained(e);
      }
    }
    out.println("Stopped. The next 'gatewatch up' on this folder goes on from here.");
    return 0;
  }

  private static Failure explained(CannotStart e) {
    if (e.getCause() == null) {
      return Failure.usage(e.getMessage());
    }
    LOG.error("up did not start", e);
    return Failure.usage(e.getMessage() + "; details: " + LogFile.path());
  }

  private UpConfig config() {
    try {
      return new UpConfig(
          data.data(),
          host,
          port,
          brokerPort,
          flinkPort,
          receiverPort,
          data.sample(),
          new Knowledge(
              knowledge.config(),
              knowledge.catalog() == null ? null : knowledge.catalog().text(),
              knowledge.registry() == null ? null : knowledge.registry().text(),
              MaintenanceFile.read(maintenance)),
          doors.doors(host),
          sinks == null ? null : SinksCommand.read("--sinks ", sinks));
    } catch (IllegalArgumentException e) {
      throw Failure.usage("--" + e.getMessage());
    }
  }

  private static void tellReady(PrintWriter out, Addresses addresses) {
    out.println();
    out.println("Gatewatch is ready.");
    out.println("  console    " + addresses.console());
    out.println("  receiver   " + addresses.receiver() + "/v1/logs/kong");
    addresses.syslog().forEach(at -> out.println("  syslog     " + at));
    out.println("  broker     " + addresses.broker());
    out.println("  Flink      " + addresses.flink());
    out.println("  log        " + LogFile.path());
    out.println();
    out.println(
        addresses.asksForToken()
            ? "Send a log line of your own (" + Addresses.TOKEN + " holds your receiver token):"
            : "Send a log line of your own:");
    out.println();
    out.println(addresses.curl());
    out.println();
    out.println("Ctrl-C stops it.");
  }

  private static void tellCaughtUp(PrintWriter out, long lines) {
    if (lines > 0) {
      out.println(
          "Sample traffic has caught up: " + lines + " calls; it now runs at its own pace.");
    }
  }

  private Void log(Throwable failure) {
    LOG.error("the sample traffic has ended", failure);
    return null;
  }
}
