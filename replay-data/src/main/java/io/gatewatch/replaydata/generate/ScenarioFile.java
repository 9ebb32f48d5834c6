package io.gatewatch.replaydata.generate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.gatewatch.replaydata.generate.AttackMix.PlannedAttack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a scenario from YAML. What the file leaves out stays as it was; what it does not know is an
 * error that names it.
 */
public final class ScenarioFile {
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
            (int) root.whole("agents", base.agents()),
            root.duration("clockShift", base.clockShift()),
            attacks(root.inner("attacks"), base.attacks()),
            incidents(root.inner("incidents"), base.incidents()),
            root.number("strangersPerMinute", base.strangersPerMinute()));
    root.refuseOthers();
    return scenario;
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
            planned.isEmpty() ? base.planned() : planned);
    fields.refuseOthers();
    return mix;
  }

  private static PlannedAttack planned(ScenarioFields fields) {
    AttackKind kind = ScenarioFields.kind(fields.text("kind"));
    double stealth = fields.number("stealth", -1);
    PlannedAttack planned =
        new PlannedAttack(kind, fields.duration("after", null), stealth == -1 ? null : stealth);
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
            fields.duration("onboardingWithin", base.onboardingWithin()));
    fields.refuseOthers();
    return mix;
  }

  private static String firstLine(String text) {
    int end = text.indexOf('\n');
    return end < 0 ? text : text.substring(0, end);
  }
}
