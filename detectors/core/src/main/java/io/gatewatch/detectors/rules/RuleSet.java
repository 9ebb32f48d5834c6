package io.gatewatch.detectors.rules;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.gatewatch.detectors.Detector;
import io.gatewatch.ingest.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The rules of one rule file: detectors for principals, one for services, one for log feeds. */
public final class RuleSet {
  private static final JsonMapper YAML =
      JsonMapper.builder(new YAMLFactory())
          .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private final String text;
  private final List<Detector> detectors = new ArrayList<>();
  private ServiceDegraded serviceDegraded;
  private TelemetryGap telemetryGap;

  private record File(List<Rule> rules) {}

  /**
   * Reads a rule file.
   *
   * @throws IllegalArgumentException with the line or the rule that is wrong
   */
  public static RuleSet read(String yaml) {
    try {
      return new RuleSet(yaml, YAML.readValue(yaml, File.class));
    } catch (JacksonException e) {
      throw RuleFault.of(e);
    }
  }

  /** The rules that ship with Gatewatch. */
  public static RuleSet shipped() {
    try (InputStream in = RuleSet.class.getResourceAsStream("/rules/default.yaml")) {
      return read(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("rules/default.yaml", e);
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
        serviceDegraded = new ServiceDegraded(rule.with("tellEveryRounds"));
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
      case "client-fault" -> new ClientFault(rule.with("errors", "peers"));
      default -> throw new IllegalArgumentException("rules: no condition is named " + rule.id());
    };
  }

  /** Detectors for principals, in the order of the file. */
  public List<Detector> detectors() {
    return List.copyOf(detectors);
  }

  /** The detector for services; null when the file has none. */
  public ServiceDegraded serviceDegraded() {
    return serviceDegraded;
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
