package io.gatewatch.replaydata.cli;

import io.gatewatch.alerting.Act;
import io.gatewatch.replaydata.cli.ActOption.About;
import io.gatewatch.replaydata.cli.ActOption.What;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What a person says about one quota. */
final class QuotaAnswers {
  private QuotaAnswers() {}

  /** A command about one quota. */
  abstract static class OfQuota implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @Mixin private ActOption said;

    @Parameters(
        paramLabel = "KEY",
        description = "TENANT/GROUP/SCOPE/AGENT, as 'quotas list' shows it.")
    private String key;

    abstract Act.Kind kind();

    What what() {
      return What.NOTHING;
    }

    @Override
    public Integer call() {
      String id = said.say(kind(), About.quota(key), what());
      spec.commandLine()
          .getOut()
          .println(
              kind().name().toLowerCase(java.util.Locale.ROOT).replace('_', '-')
                  + " "
                  + key
                  + ": said as "
                  + id
                  + ", counts from the next decision on");
      return 0;
    }
  }

  /** {@code quotas approve}. */
  @Command(
      name = "approve",
      description = "Says yes to what waits for a person on a quota.",
      mixinStandardHelpOptions = true)
  static final class Approve extends OfQuota {
    @Option(
        names = "--quota-id",
        paramLabel = "ID",
        description = "The update that you looked at; a newer one is not meant.")
    private String quotaId;

    @Override
    Act.Kind kind() {
      return Act.Kind.GRANT;
    }

    @Override
    What what() {
      return new What(null, null, null, null, quotaId, null);
    }
  }

  /** {@code quotas refuse}. */
  @Command(
      name = "refuse",
      description = "Says no to what waits for a person on a quota.",
      mixinStandardHelpOptions = true)
  static final class Refuse extends OfQuota {
    @Override
    Act.Kind kind() {
      return Act.Kind.REFUSE;
    }
  }

  /** {@code quotas release}. */
  @Command(
      name = "release",
      description = "Brings a quota back to base, whether a person or Gatewatch has set it.",
      mixinStandardHelpOptions = true)
  static final class Release extends OfQuota {
    @Override
    Act.Kind kind() {
      return Act.Kind.RELEASE;
    }
  }

  /** {@code quotas pin}. */
  @Command(
      name = "pin",
      description = "Sets a limit that holds until its end, whatever detectors say.",
      mixinStandardHelpOptions = true)
  static final class Pin extends OfQuota {
    @Option(
        names = "--limit",
        required = true,
        paramLabel = "LIMIT",
        description = "Such as 60/60s: 60 requests in 60 s; 60/60s,20 with a burst of 20.")
    private String limit;

    @Option(
        names = "--for",
        required = true,
        paramLabel = "TIME",
        description = "Such as 30m, 2h, 7d.")
    private String time;

    @Override
    Act.Kind kind() {
      return Act.Kind.PIN;
    }

    @Override
    What what() {
      return new What(null, ActOption.limit(limit), null, ActOption.time(time), null, null);
    }
  }

  /** {@code quotas break-glass}. */
  @Command(
      name = "break-glass",
      description =
          "Sets a limit for half an hour without asking anybody; a second person confirms it"
              + " afterwards with 'quotas second'.",
      mixinStandardHelpOptions = true)
  static final class BreakGlass extends OfQuota {
    @Option(
        names = "--limit",
        required = true,
        paramLabel = "LIMIT",
        description = "Such as 60/60s: 60 requests in 60 s; 60/60s,20 with a burst of 20.")
    private String limit;

    @Override
    Act.Kind kind() {
      return Act.Kind.BREAK_GLASS;
    }

    @Override
    What what() {
      return new What(null, ActOption.limit(limit), null, null, null, null);
    }
  }

  /** {@code quotas second}. */
  @Command(
      name = "second",
      description = "The second name under a break-glass.",
      mixinStandardHelpOptions = true)
  static final class Second implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @Mixin private ActOption said;

    @Parameters(paramLabel = "ACT", description = "What 'break-glass' was said as.")
    private String act;

    @Override
    public Integer call() {
      said.say(Act.Kind.SECOND, new About(null, null, null, null, null), What.named(act));
      spec.commandLine().getOut().println("second name under " + act);
      return 0;
    }
  }
}
