package io.gatewatch.detectors.rules;

import io.gatewatch.detectors.Detector;
import io.gatewatch.detectors.ViewDetector;
import io.gatewatch.ingest.Sha256;
import io.gatewatch.ingest.config.YamlFile;
import io.gatewatch.ingest.registry.AgentRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The rules of one rule file: detectors for principals, for what many of them share, and for log
 * feeds.
 */
public final class RuleSet {
  private static final YamlFile FILE =
      new YamlFile("rules", "a rule file", "rules, and a list of rules below it");

  private final String text;
  private final List<Detector> detectors = new ArrayList<>();
  private final List<ViewDetector> viewDetectors = new ArrayList<>();
  private TelemetryGap telemetryGap;

  private record File(List<Rule> rules) {}

  /**
   * Reads a rule file.
   *
   * @throws IllegalArgumentException with the line or the rule that is wrong
   */
  public static RuleSet read(String yaml) {
    return new RuleSet(yaml, FILE.read(yaml, File.class));
  }

  /** The rules that ship with Gatewatch. */
  public static RuleSet shipped() {
    return read(resource("/rules/default.yaml"));
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

  private RuleSet(String text, File file) {
    this.text = text;
    if (file == null || file.rules() == null || file.rules().contains(null)) {
      throw new IllegalArgumentException(
          "rules: an empty file or entry (expected: a list of rules)");
    }
    Set<String> ids = new TreeSet<>();
    for (Rule rule : file.rules()) {
      if (!ids.add(rule.id())) {
        throw new IllegalArgumentException("rules: " + rule.id() + " is there twice");
      }
      if (rule.id().equals("service-degraded")) {
        viewDetectors.add(new ServiceDegraded(rule.with("tellEveryRounds")));
      } else if (rule.id().equals("distributed-stuffing")) {
        viewDetectors.add(new DistributedStuffing(rule.with("tellEveryRounds", "callers")));
      } else if (rule.id().equals("constant-probing")) {
        viewDetectors.add(new ConstantProbing(rule.with("networks")));
      } else if (rule.id().equals("telemetry-gap")) {
        telemetryGap =
            new TelemetryGap(rule.with("oneIn", "silentMinutes", "usualShare", "tellEveryRounds"));
      } else {
        detectors.add(detector(rule));
      }
    }
  }

  private static Detector detector(Rule rule) {
    return switch (rule.id()) {
      case "credential-stuffing" ->
          new CredentialStuffing(rule.with("failures", "share", "timesUsual"));
      case "object-enumeration" ->
          new ObjectEnumeration(rule.with("newObjects", "timesUsual", "refusedShare", "walkShare"));
      case "endpoint-discovery" ->
          new EndpointDiscovery(rule.with("newRoutes", "notFoundShare", "timesUsual"));
      case "runaway-loop" -> new RunawayLoop(rule.with("repeats", "callsPerMinute", "timesBusy"));
      case "volume-spike" ->
          new VolumeSpike(rule.with("calls", "timesBusy", "minMinutes", "peersElevated"));
      case "peer-volume" ->
          new PeerVolume(rule.with("calls", "timesPeers", "maxMinutes", "minPeers"));
      case "own-evidence" -> new OwnEvidenceRule(rule.with("perDay", "grave", "peersElevated"));
      case "client-fault" -> new ClientFault(rule.with("errors", "peers"));
      case "unregistered-client" -> new UnregisteredClient(rule.with("tellEveryHours"));
      case "past-review" -> new PastReview(rule.with("tellEveryHours"));
      case "above-stage" -> new AboveStage(rule.with("tellEveryHours"));
      case "injection-probe" ->
          new InjectionProbe(rule.with("marks", "kinds", "networks", "tellEveryHours"));
      case "known-exploit" -> new KnownExploit(rule.with("tellEveryHours"));
      case "sensitive-data" -> new SensitiveData(rule.with("tellEveryHours"));
      default -> throw new IllegalArgumentException("rules: no condition is named " + rule.id());
    };
  }

  /** Detectors for principals, in the order of the file; without a registry. */
  public List<Detector> detectors() {
    return List.copyOf(detectors);
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
    return List.copyOf(viewDetectors);
  }

  /** The detector for log feeds; null when the file has none. */
  public TelemetryGap telemetryGap() {
    return telemetryGap;
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
