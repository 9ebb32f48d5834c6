package io.gatewatch.replaydata.cli;

import io.gatewatch.alerting.Act;
import io.gatewatch.alerting.MonitorReport;
import io.gatewatch.alerting.QuotaMode;
import io.gatewatch.replaydata.cli.ActOption.About;
import io.gatewatch.replaydata.cli.ActOption.What;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What a person orders for many quotas. */
final class QuotaOrders {
  private QuotaOrders() {}

  /** Whom an order concerns. */
  static final class Whom {
    @Option(names = "--tenant", paramLabel = "TENANT", description = "Of this tenant.")
    private String tenant;

    @Option(names = "--group", paramLabel = "GROUP", description = "Of this gateway group.")
    private String group;

    @Option(names = "--agent", paramLabel = "ID", description = "Of this agent.")
    private String agent;

    @Option(
        names = "--detector",
        paramLabel = "ID",
        description = "For which this rule or model is a ground, such as rule.volume-spike.")
    private String detector;

    About about() {
      boolean inTenant = group != null || agent != null;
      return new About(
          tenant == null && inTenant ? "default" : tenant, group, null, agent, detector);
    }

    String words() {
      About about = about();
      StringBuilder words = new StringBuilder();
      add(words, "tenant ", about.tenant());
      add(words, "group ", about.group());
      add(words, "agent ", about.agent());
      add(words, "detector ", about.detector());
      return words.length() == 0 ? "everybody" : words.toString();
    }

    private static void add(StringBuilder words, String what, String value) {
      if (value != null) {
        words.append(words.length() == 0 ? "" : ", ").append(what).append(value);
      }
    }
  }

  /** {@code quotas exempt}. */
  @Command(
      name = "exempt",
      description = "An agent is never cut until the time is over.",
      mixinStandardHelpOptions = true)
  static final class Exempt implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @Mixin private ActOption said;
    @Mixin private Whom whom;

    @Option(
        names = "--for",
        required = true,
        paramLabel = "TIME",
        description = "Such as 30m, 2h, 7d.")
    private String time;

    @Override
    public Integer call() {
      What what = new What(null, null, null, ActOption.time(time), null, null);
      said.say(Act.Kind.EXEMPT, whom.about(), what);
      spec.commandLine().getOut().println(whom.words() + ": not cut for " + time);
      return 0;
    }
  }

  /** {@code quotas kill}. */
  @Command(
      name = "kill",
      description =
          "Drops every limit that it fits, of all tenants where none is named, and lets no new one"
              + " come until 'quotas lift'. Pins end for good. Without Kafka: the kill file of each"
              + " reader.",
      mixinStandardHelpOptions = true)
  static final class Kill implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @Mixin private ActOption said;
    @Mixin private Whom whom;

    @Option(
        names = "--name",
        defaultValue = "kill",
        paramLabel = "NAME",
        description = "By which it is lifted (default: ${DEFAULT-VALUE}).")
    private String name;

    @Override
    public Integer call() {
      said.order(Act.Kind.KILL, whom.about(), name);
      spec.commandLine()
          .getOut()
          .println(
              whom.words() + ": no limit of ours holds any more (mend: quotas lift " + name + ")");
      return 0;
    }
  }

  /** {@code quotas lift}. */
  @Command(name = "lift", description = "Ends a kill.", mixinStandardHelpOptions = true)
  static final class Lift implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @Mixin private ActOption said;

    @Parameters(paramLabel = "NAME", description = "Its name.")
    private String name;

    @Override
    public Integer call() {
      said.order(Act.Kind.LIFT, new About(null, null, null, null, null), name);
      spec.commandLine().getOut().println("kill " + name + ": lifted");
      return 0;
    }
  }

  /** {@code quotas mode}. */
  @Command(
      name = "mode",
      description =
          "How far updates go: of a gateway group, of an agent, or of a rule or model; the least of"
              + " those that apply holds.",
      mixinStandardHelpOptions = true)
  static final class Mode implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @Mixin private ActOption said;
    @Mixin private Whom whom;

    @Parameters(paramLabel = "MODE", description = "off, monitor, recommend or enforce.")
    private String mode;

    @Option(
        names = "--report",
        paramLabel = "RUN",
        description =
            "With enforce: the folder of a replay over seven days or more, whose monitor report"
                + " counts where the system has not been in monitor mode so long.")
    private Path run;

    @Override
    public Integer call() {
      PrintWriter out = spec.commandLine().getOut();
      QuotaMode wanted = mode(mode);
      MonitorReport report = null;
      if (run != null) {
        report = MonitorReports.of(run, whom.about().tenant(), whom.about().group());
        out.println("would have: " + report.text());
      }
      What what = new What(null, null, wanted, null, null, report);
      String id = said.say(Act.Kind.MODE, whom.about(), what);
      out.println(whom.words() + ": " + mode + ", said as " + id);
      if (wanted == QuotaMode.ENFORCE) {
        out.println(
            "it is refused until a monitor report over seven days is there; see 'audit show "
                + id
                + "'");
      }
      return 0;
    }

    private static QuotaMode mode(String text) {
      for (QuotaMode known : QuotaMode.values()) {
        if (known.name().toLowerCase(Locale.ROOT).equals(text)) {
          return known;
        }
      }
      throw Failure.usage(text + ": (expected: off, monitor, recommend or enforce)");
    }
  }
}
