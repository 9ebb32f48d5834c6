package io.gatewatch.replaydata.cli;

import io.gatewatch.alerting.QuotaJson;
import io.gatewatch.alerting.QuotaUpdate;
import io.gatewatch.replaydata.train.TopicTexts;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code quotas}: what is in force or waits for a person, and what people say about it. */
@Command(
    name = "quotas",
    description =
        "Shows quota updates, and says what people decide: approve, refuse, pin, release, exempt,"
            + " kill, lift, break-glass, second, mode.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      QuotasCommand.ListAll.class,
      QuotaAnswers.Approve.class,
      QuotaAnswers.Refuse.class,
      QuotaAnswers.Pin.class,
      QuotaAnswers.Release.class,
      QuotaAnswers.BreakGlass.class,
      QuotaAnswers.Second.class,
      QuotaOrders.Exempt.class,
      QuotaOrders.Kill.class,
      QuotaOrders.Lift.class,
      QuotaOrders.Mode.class
    })
final class QuotasCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "a command is missing, such as list, approve or kill");
  }

  /** {@code quotas list}. */
  @Command(
      name = "list",
      description = "Shows the newest update of each quota: those that wait for a person first.",
      mixinStandardHelpOptions = true)
  static final class ListAll implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Option(
        names = "--broker",
        defaultValue = "127.0.0.1:9092",
        paramLabel = "HOST:PORT",
        description = "Kafka (default: ${DEFAULT-VALUE}).")
    private String broker;

    @Option(names = "--all", description = "Those that have ended too.")
    private boolean all;

    @Override
    public Integer call() {
      PrintWriter out = spec.commandLine().getOut();
      Instant now = Instant.now();
      SortedMap<String, QuotaUpdate> newest = newest();
      newest.values().removeIf(update -> !all && !isOfInterest(update, now));
      newest.values().stream().filter(ListAll::waits).forEach(update -> tell(out, update, now));
      newest.values().stream()
          .filter(update -> !waits(update))
          .forEach(update -> tell(out, update, now));
      if (newest.isEmpty()) {
        out.println("no quota is away from base, and none waits for a person");
      }
      out.flush();
      return 0;
    }

    private SortedMap<String, QuotaUpdate> newest() {
      TreeMap<String, QuotaUpdate> newest = new TreeMap<>();
      try {
        for (String text : TopicTexts.read(broker, QuotaUpdate.TOPIC)) {
          QuotaUpdate update = QuotaJson.read(text.getBytes(StandardCharsets.UTF_8));
          newest.put(update.key(), update);
        }
      } catch (KafkaException e) {
        throw Failure.unreachable("no broker answers at " + broker + " (name it with --broker)");
      } catch (IllegalArgumentException e) {
        throw Failure.input(QuotaUpdate.TOPIC + " holds what is no quota update");
      }
      return newest;
    }

    private static boolean isOfInterest(QuotaUpdate update, Instant now) {
      boolean isBase = update.factor() == 1 && update.action() != QuotaUpdate.Action.BLOCK;
      return !isBase && update.expiresAt().isAfter(now);
    }

    private static boolean waits(QuotaUpdate update) {
      return update.approval() == QuotaUpdate.Approval.PENDING || update.waiting() != null;
    }

    private static void tell(PrintWriter out, QuotaUpdate update, Instant now) {
      String end = update.expiresAt().isAfter(now) ? "until " : "ended ";
      out.println(
          update.key() + (update.agentName() == null ? "" : " (" + update.agentName() + ")"));
      out.println(
          "  "
              + word(update.action())
              + " to "
              + update.limit().requests()
              + " in "
              + update.limit().windowSeconds()
              + " s (base "
              + update.baseLimit().requests()
              + "), "
              + word(update.mode())
              + ", "
              + (waits(update) ? "WAITS FOR A PERSON" : "approval " + word(update.approval()))
              + ", "
              + end
              + update.expiresAt()
              + ", "
              + update.quotaId());
      if (update.waiting() != null) {
        out.println(
            "  "
                + word(update.waiting().action())
                + " waits for a person until "
                + update.waiting().until());
      }
      out.println("  " + update.reason() + "; alerts " + String.join(", ", update.alertIds()));
    }

    private static String word(Enum<?> value) {
      return value.name().toLowerCase(Locale.ROOT);
    }
  }
}
