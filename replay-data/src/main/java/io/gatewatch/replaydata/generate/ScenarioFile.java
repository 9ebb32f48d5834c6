package io.gatewatch.replaydata.generate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.gatewatch.replaydata.generate.AttackMix.PlannedAttack;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a scenario from YAML. What the file leaves out stays as it was; what it does not know is an
 * error that names it.
 */
public final class ScenarioFile {
  /** Names of the scenarios that come with Gatewatch. */
  public static final List<String> SHIPPED = List.of("week", "two-days-700", "public-host");

  private static final YAMLMapper YAML = new YAMLMapper();

  private ScenarioFile() {}

  /**
   * The scenario of a file.
   *
   * @param base what holds where the file says nothing
   * @throws IOException when the file cannot be read
   * @throws IllegalArgumentException when it is not a scenario, with a line that says why
   */
  public static Scenario read(Path file, Scenario base) throws IOException {
    return parse(Files.readString(file), base);
  }

  /**
   * One of the scenarios that come with Gatewatch.
   *
   * @param name one of {@link #SHIPPED}
   */
  public static Scenario shipped(String name, Scenario base) {
    String resource = "/scenarios/" + name + ".yaml";
    try (InputStream in = ScenarioFile.class.getResourceAsStream(resource)) {
      return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8), base);
    } catch (IOException e) {
      throw new UncheckedIOException(resource, e);
    }
  }

  /** The scenario of a YAML text. */
  public static Scenario parse(String text, Scenario base) {
    JsonNode tree;
    try {
      tree = YAML.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not YAML: " + firstLine(e.getOriginalMessage()), e);
    }
    ScenarioFields root = ScenarioFields.of("scenario", tree);
    Scenario scenario =
        new Scenario(
            root.whole("seed", base.seed()),
            root.instant("start", base.start()),
            root.number("days", base.days()),
            (int) root.whole("agents", base.agents()),
            root.number("pace", base.pace()),
            root.duration("clockShift", base.clockShift()),
            attacks(root.inner("attacks"), base.attacks()),
            incidents(root.inner("incidents"), base.incidents()),
            root.number("strangersPerMinute", base.strangersPerMinute()),
            scans(root, base));
    root.refuseOthers();
    return scenario;
  }

  /** {@code publicHost: true} is short for the usual number of scans. */
  private static double scans(ScenarioFields root, Scenario base) {
    boolean open = root.yes("publicHost", base.scansPerMinute() > 0);
    double usual = base.scansPerMinute() > 0 ? base.scansPerMinute() : Scenario.USUAL_SCANS;
    return root.number("scansPerMinute", open ? usual : 0);
  }

  private static AttackMix attacks(ScenarioFields fields, AttackMix base) {
    List<AttackKind> kinds = new ArrayList<>();
    for (JsonNode kind : fields.list("kinds")) {
      kinds.add(ScenarioFields.kind(kind.asText()));
    }
    List<PlannedAttack> planned = new ArrayList<>();
    for (JsonNode item : fields.list("planned")) {
      planned.add(planned(ScenarioFields.of("attacks.planned", item)));
    }
    AttackMix mix =
        new AttackMix(
            fields.number("perDay", base.perDay()),
            fields.duration("quiet", base.quiet()),
            kinds.isEmpty() ? base.kinds() : kinds,
            fields.heldOut("heldOut", base.heldOut()),
            planned.isEmpty() ? base.planned() : planned);
    fields.refuseOthers();
    return mix;
  }

  private static PlannedAttack planned(ScenarioFields fields) {
    AttackKind kind = ScenarioFields.kind(fields.text("kind"));
    AttackVariant variant = fields.variant("variant", kind);
    double stealth = fields.number("stealth", -1);
    PlannedAttack planned =
        new PlannedAttack(
            kind, variant, fields.duration("after", null), stealth == -1 ? null : stealth);
    fields.refuseOthers();
    return planned;
  }

  private static IncidentMix incidents(ScenarioFields fields, IncidentMix base) {
    IncidentMix mix =
        new IncidentMix(
            fields.number("outagesPerDay", base.outagesPerDay()),
            fields.number("flashCrowdsPerDay", base.flashCrowdsPerDay()),
            fields.number("deploysPerWeek", base.deploysPerWeek()),
            fields.number("onboardingShare", base.onboardingShare()),
            fields.duration("onboardingWithin", base.onboardingWithin()),
            fields.number("movesPerWeek", base.movesPerWeek()),
            fields.number("backfillsPerWeek", base.backfillsPerWeek()),
            fields.number("growingShare", base.growingShare()),
            fields.duration("clockChange", base.clockChange()));
    fields.refuseOthers();
    return mix;
  }

  private static String firstLine(String text) {
    int end = text.indexOf('\n');
    return end < 0 ? text : text.substring(0, end);
  }
}
