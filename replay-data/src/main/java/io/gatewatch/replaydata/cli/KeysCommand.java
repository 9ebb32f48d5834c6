package io.gatewatch.replaydata.cli;

import io.gatewatch.collector.Collector;
import io.gatewatch.ingest.masking.KeyState;
import io.gatewatch.ingest.masking.MaskingKeys;
import io.gatewatch.replaydata.up.UpConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code keys}: the masking keys of this machine, also while {@code up} runs. */
@Command(
    name = "keys",
    description = "The masking keys: adds a pair, shows ids and times, never keys.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {KeysCommand.Rotate.class, KeysCommand.ListAll.class})
final class KeysCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "rotate or list is missing");
  }

  /** Which file is meant. */
  static final class KeysFile {
    @Mixin private DataOptions data;

    @Option(
        names = "--keys-file",
        paramLabel = "FILE",
        description = "The key file itself (default: that of 'up' in --data, --sample).")
    private Path given;

    /** A file that is there: a wrong folder must not get keys that nobody reads. */
    Path existing() {
      Path file =
          given != null
              ? given
              : UpConfig.keys(data.data(), data.sample()).resolve(Collector.KEY_FILE);
      if (!Files.isRegularFile(file)) {
        throw Failure.input(
            file + ": no such file; 'up' makes it at its first start (see --data, --sample)");
      }
      return file;
    }

    MaskingKeys read() {
      Path file = existing();
      try {
        return MaskingKeys.loadOrCreate(file, new SecureRandom());
      } catch (IOException e) {
        throw unusable(file, e);
      }
    }

    static Failure unusable(Path file, IOException e) {
      String said = String.valueOf(e.getMessage());
      return Failure.input(said.contains(file.toString()) ? said : file + ": " + said);
    }
  }

  /** {@code keys rotate}: adds a pair that counts from a round on. */
  @Command(
      name = "rotate",
      description = "Adds a new pair to the key file; a running 'up' reads it within 5 seconds.",
      mixinStandardHelpOptions = true)
  static final class Rotate implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @Mixin private KeysFile file;

    @Option(
        names = "--from",
        paramLabel = "TIME",
        description =
            "Start of a round of 10 s that it counts from, RFC 3339 (default: the first that is a minute ahead).")
    private String from;

    @Override
    public Integer call() {
      Instant now = Instant.now();
      Instant start = from == null ? MaskingKeys.earliestStart(now) : time(from);
      refuseTooEarly(file.read().states(now), start);
      try {
        String id = MaskingKeys.rotate(file.existing(), start, now, new SecureRandom());
        spec.commandLine().getOut().println(id + " counts from " + start);
        return 0;
      } catch (IllegalArgumentException e) {
        throw Failure.usage("--" + e.getMessage());
      } catch (IOException e) {
        throw KeysFile.unusable(file.existing(), e);
      }
    }

    private static void refuseTooEarly(List<KeyState> pairs, Instant start) {
      KeyState last = pairs.get(pairs.size() - 1);
      if (last.from() != null && !start.isAfter(last.from())) {
        throw Failure.usage(
            "from: "
                + start
                + " is not after "
                + last.from()
                + ", when "
                + last.id()
                + " starts (mend: --from TIME, later than that)");
      }
    }

    private static Instant time(String text) {
      try {
        return Instant.parse(text);
      } catch (DateTimeException e) {
        throw Failure.usage("--from " + text + " (expected: RFC 3339, 2026-05-01T00:00:00Z)");
      }
    }
  }

  /** {@code keys list}: ids and times. */
  @Command(
      name = "list",
      description = "Shows the pairs' ids, when they start, and what they hash now.",
      mixinStandardHelpOptions = true)
  static final class ListAll implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @Mixin private KeysFile file;

    @Override
    public Integer call() {
      for (KeyState pair : file.read().states(Instant.now())) {
        spec.commandLine().getOut().println(line(pair));
      }
      return 0;
    }

    private static String line(KeyState pair) {
      return pair.id()
          + (pair.from() == null ? "  since ever" : "  from " + pair.from())
          + (pair.objects() ? "  hashes objects" : "")
          + (pair.identities() ? "  hashes identities" : "");
    }
  }
}
