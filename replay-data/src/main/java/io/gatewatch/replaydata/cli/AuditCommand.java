package io.gatewatch.replaydata.cli;

import io.gatewatch.alerting.audit.AuditEntry;
import io.gatewatch.alerting.audit.AuditVerifier;
import io.gatewatch.replaydata.replay.Counted;
import io.gatewatch.replaydata.train.TopicTexts;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code audit}: who did or decided what, when and why. */
@Command(
    name = "audit",
    description =
        "Who did or decided what, when and why: shows it, and looks for what was changed.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {AuditCommand.Verify.class, AuditCommand.Show.class})
final class AuditCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "verify or show is missing");
  }

  /** Where the entries lie. */
  static final class From {
    @Option(
        names = "--broker",
        defaultValue = "127.0.0.1:9092",
        paramLabel = "HOST:PORT",
        description = "Kafka (default: ${DEFAULT-VALUE}).")
    private String broker;

    @Option(
        names = "--file",
        paramLabel = "FILE",
        description = "A copy of gatewatch.audit instead, a row a line, in the topic's order.")
    private Path file;

    List<String> rows() {
      try {
        return file == null ? TopicTexts.read(broker, AuditEntry.TOPIC) : Files.readAllLines(file);
      } catch (IOException e) {
        throw Failure.input("--file " + file + ": cannot be read");
      } catch (KafkaException e) {
        throw Failure.unreachable("no broker answers at " + broker + " (name it with --broker)");
      }
    }
  }

  /** {@code audit verify}. */
  @Command(
      name = "verify",
      description =
          "Looks for entries that were removed, changed or put in another order; exit code 1 when"
              + " there are any. That the newest were cut off shows only against a hash noted before.",
      mixinStandardHelpOptions = true)
  static final class Verify implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @Mixin private From from;

    @Option(
        names = "--last",
        paramLabel = "HASH",
        description = "The last hash of a chain as noted before: it must still be there.")
    private String noted;

    @Override
    public Integer call() {
      PrintWriter out = spec.commandLine().getOut();
      List<String> rows = from.rows();
      AuditVerifier verifier = new AuditVerifier();
      rows.forEach(verifier::row);
      boolean cut = noted != null && rows.stream().noneMatch(row -> row.contains(noted));
      verifier.findings().forEach(out::println);
      if (cut) {
        out.println(
            "no entry has the hash " + noted + ": the end was cut off, or it is of another");
      }
      new TreeMap<>(verifier.lastEvents())
          .forEach((chain, hash) -> out.println("last of " + chain + ": " + hash));
      boolean whole = verifier.findings().isEmpty() && !cut;
      out.println(
          Counted.of(rows.size(), "row")
              + (whole ? ": nothing was removed, changed or moved" : ": NOT what was written"));
      out.flush();
      return whole ? 0 : 1;
    }
  }

  /** {@code audit show}. */
  @Command(
      name = "show",
      description = "Shows the entries that hold a text: an agent, a quota key, a person, an act.",
      mixinStandardHelpOptions = true)
  static final class Show implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @Mixin private From from;

    @Parameters(paramLabel = "TEXT", description = "What to look for.")
    private String text;

    @Override
    public Integer call() {
      PrintWriter out = spec.commandLine().getOut();
      List<String> found = from.rows().stream().filter(row -> row.contains(text)).toList();
      found.forEach(out::println);
      out.flush();
      return found.isEmpty() ? 1 : 0;
    }
  }
}
