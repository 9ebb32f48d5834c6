package io.gatewatch.detectors.rules;

import io.gatewatch.detectors.Detector;
import io.gatewatch.detectors.ViewDetector;
import io.gatewatch.detectors.fusion.AlertBudget;
import io.gatewatch.ingest.Sha256;
import io.gatewatch.ingest.registry.AgentRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;

/**
 * The rules of one rule file: detectors for principals, for what many of them share, and for log
 * feeds.
 */
public final class RuleSet {
  /** What ships, read once: its text, and its rules in CEL, whose conditions others may take. */
  private static final class Shipped {
    static final String TEXT = resource("/rules/default.yaml");
    static final Map<String, Rule> IN_CEL = new RuleFile(TEXT, Map.of()).inCel();
    static final RuleSet RULES = of(TEXT);
  }

  private final String text;
  private final List<Detector> detectors;
  private final List<ViewDetector> viewDetectors;
  private final TelemetryGap telemetryGap;
  private final AlertBudget alerts;
  private final Double ownPerDay;

  /**
   * Reads a rule file.
   *
   * @throws IllegalArgumentException with the line or the rule that is wrong
   */
  public static RuleSet read(String yaml) {
    return yaml.equals(Shipped.TEXT) ? Shipped.RULES : of(yaml);
  }

  private static RuleSet of(String yaml) {
    List<ReadRule> rules = check(yaml);
    for (ReadRule rule : rules) {
      if (rule.problem() != null) {
        throw new IllegalArgumentException("rules: " + rule.complaint());
      }
    }
    return new RuleSet(yaml, rules);
  }

  /**
   * Every entry of a rule file, with what is wrong with it.
   *
   * @throws IllegalArgumentException when it is not a rule file
   */
  public static List<ReadRule> check(String yaml) {
    return new RuleFile(yaml, Shipped.IN_CEL).read();
  }

  /** The same, and of a file that is none in every respect all that is wrong with its form. */
  public static CheckedFile examine(String yaml) {
    return RuleFileCheck.of(yaml, Shipped.IN_CEL);
  }

  /** The rules that ship with Gatewatch. */
  public static RuleSet shipped() {
    return Shipped.RULES;
  }

  /** These rules and the optional pack, which tells of single calls that bear an exploit's mark. */
  public RuleSet withSignatures() {
    String pack = resource("/rules/signatures.yaml");
    return read(text.stripTrailing() + "\n" + pack.substring(pack.indexOf("  - id:")));
  }

  private static String resource(String name) {
    try (InputStream in = RuleSet.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(name, e);
    }
  }

  private RuleSet(String text, List<ReadRule> rules) {
    this.text = text;
    alerts = new RuleFile(text, Map.of()).alerts();
    ownPerDay =
        rules.stream()
            .map(ReadRule::rule)
            .filter(rule -> AlertBudget.OWN_EVIDENCE.equals("rule." + rule.id()))
            .map(rule -> rule.thresholds().get(OwnEvidenceRule.PER_DAY))
            .filter(Objects::nonNull)
            .findFirst()
            .orElse(null);
    detectors = rules.stream().map(ReadRule::detector).filter(Objects::nonNull).toList();
    viewDetectors = rules.stream().map(ReadRule::viewDetector).filter(Objects::nonNull).toList();
    telemetryGap =
        rules.stream()
            .map(ReadRule::telemetryGap)
            .filter(Objects::nonNull)
            .findFirst()
            .orElse(null);
  }

  /** Detectors for principals, in the order of the file; without a registry. */
  public List<Detector> detectors() {
    return detectors;
  }

  /** The same, those about the registry under this one; null for none. */
  public List<Detector> detectors(AgentRegistry registry) {
    List<Detector> bound = new ArrayList<>(detectors.size());
    for (Detector detector : detectors) {
      bound.add(detector instanceof RegistryRule rule ? rule.under(registry) : detector);
    }
    return List.copyOf(bound);
  }

  /** Detectors for what many share, in the order of the file. */
  public List<ViewDetector> viewDetectors() {
    return viewDetectors;
  }

  /** The detector for log feeds; null when the file has none. */
  public TelemetryGap telemetryGap() {
    return telemetryGap;
  }

  /** How many alerts a day chance may bring. */
  public AlertBudget alerts() {
    return alerts;
  }

  /** Expected false alerts a day of each detector that is under the alert budget. */
  public SortedMap<String, Double> promised() {
    return alerts.promised(ownPerDay);
  }

  /** The file's text. */
  public String text() {
    return text;
  }

  /** The file's content in one short text. */
  public String version() {
    return Sha256.hex(text).substring(0, 12);
  }
}
