package io.gatewatch.detectors.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gatewatch.detectors.Contexts;
import io.gatewatch.detectors.Detector;
import io.gatewatch.detectors.Evidence;
import io.gatewatch.detectors.Finding;
import io.gatewatch.features.CallGlance;
import io.gatewatch.features.ContextEntry;
import io.gatewatch.features.Feature;
import io.gatewatch.features.FeatureSchema;
import io.gatewatch.features.FeatureVector;
import io.gatewatch.features.Observation;
import io.gatewatch.features.ProbeReading;
import io.gatewatch.features.ServiceUse;
import io.gatewatch.features.Tally;
import io.gatewatch.features.View;
import io.gatewatch.features.Who;
import io.gatewatch.ingest.ApiCall.AgentClass;
import io.gatewatch.ingest.ApiCall.Sensitivity;
import io.gatewatch.ingest.Exposure;
import io.gatewatch.ingest.Principal;
import io.gatewatch.ingest.Probe;
import io.gatewatch.ingest.registry.AgentRegistry;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * What a built-in rule says would have kept it quiet does, when it is asked again with that and all
 * else as it was: each of several hundred made-up findings. The amount is read off the sentence, as
 * a person would.
 */
class BuiltInReasonsTest {
  private static final int FINDINGS = 300;
  private static final RuleSet RULES = RuleSet.shipped().withSignatures();
  private static final long TIME = 1_772_442_000_000L;
  private static final Pattern NUMBER = Pattern.compile("\\d+(\\.\\d+)?");
  private static final Contexts SERVED = (view, round) -> served(view, round);

  private final Random random = new Random(5);

  @Test
  void consentFrequency() {
    confirm(
        "consent-frequency",
        () -> with(Feature.CONSENT_EXCESS_24H, random.nextInt(30)),
        finding -> o -> with(o, Feature.CONSENT_EXCESS_24H, amount(finding)));
  }

  @Test
  void offHours() {
    confirm(
        "off-hours",
        () -> with(Feature.OFF_HOURS_SLOTS, random.nextInt(20)),
        finding -> o -> with(o, Feature.OFF_HOURS_SLOTS, amount(finding)));
  }

  @Test
  void clientFault() {
    confirm(
        "client-fault",
        () -> using(List.of(use("ledger"), use("payments"))),
        finding ->
            o -> using(o.services().stream().map(u -> fewer(u, (int) amount(finding))).toList()));
  }

  @Test
  void injectionProbe() {
    confirm(
        "injection-probe",
        () -> probing(random.nextInt(60) / 8.0),
        finding -> o -> probing(Math.nextDown(amount(finding))));
  }

  @Test
  void knownExploitAndSensitiveData() {
    confirm("known-exploit", () -> probing(1), finding -> o -> plain("GET", 200));
    confirm("sensitive-data", this::exposing, finding -> o -> plain("GET", 200));
  }

  @Test
  void aboveStage() {
    confirm(
        "above-stage",
        "agents: [{id: a, name: A, stage: read_only}]",
        () -> plain("POST", 200 + random.nextInt(300)),
        finding -> AgentRegistry.read("agents: [{id: a, name: A, stage: " + stage(finding) + "}]"));
  }

  @Test
  void pastReview() {
    confirm(
        "past-review",
        "agents: [{id: a, name: A, review: 2026-02-18}]",
        () -> plain("GET", 200),
        finding -> AgentRegistry.read("agents: [{id: a, name: A, review: " + date(finding) + "}]"));
  }

  @Test
  void unregisteredClient() {
    String closed = "closed: [bank/edge]\nagents: [{id: b, name: B}]";
    for (String other : List.of(closed.replace("id: b", "id: a"), "agents: [{id: b, name: B}]")) {
      confirm(
          "unregistered-client",
          closed,
          () -> plain("GET", 200),
          finding -> AgentRegistry.read(other));
    }
  }

  private interface Making {
    Observation make();
  }

  private interface Saying {
    UnaryOperator<Observation> changeOf(Finding finding);
  }

  private interface Entering {
    AgentRegistry registryOf(Finding finding);
  }

  private void confirm(String rule, Making making, Saying saying) {
    Detector detector = detector(rule, null);
    int found = 0;
    while (found < FINDINGS) {
      Observation seen = making.make();
      List<Finding> findings = detector.inspectAll(seen, SERVED);
      for (Finding finding : findings) {
        addsUp(finding);
        Observation other = saying.changeOf(finding).apply(seen);
        assertThat(detector.inspectAll(other, SERVED))
            .as(finding.counterfactual())
            .noneMatch(f -> f.topic() == null || f.topic().equals(finding.topic()));
        found++;
      }
    }
  }

  private void confirm(String rule, String registry, Making making, Entering entering) {
    Detector detector = detector(rule, AgentRegistry.read(registry));
    for (int found = 0; found < FINDINGS; found++) {
      Observation seen = making.make();
      Finding finding = detector.inspect(seen, SERVED);
      addsUp(finding);
      assertThat(detector(rule, entering.registryOf(finding)).inspect(seen, SERVED))
          .as(finding.counterfactual())
          .isNull();
    }
  }

  private static void addsUp(Finding finding) {
    assertThat(finding.counterfactual()).startsWith("quiet ");
    assertThat(finding.evidence().stream().mapToDouble(Evidence::contribution).sum())
        .isCloseTo(1, within(1e-9));
  }

  private static Detector detector(String rule, AgentRegistry registry) {
    return RULES.detectors(registry).stream()
        .filter(d -> d.id().startsWith("rule." + rule + "@"))
        .findFirst()
        .orElseThrow();
  }

  /** The first number of its counterfactual. */
  static double amount(Finding finding) {
    Matcher number = NUMBER.matcher(finding.counterfactual());
    assertThat(number.find()).as(finding.counterfactual()).isTrue();
    return Double.parseDouble(number.group());
  }

  private static String stage(Finding finding) {
    return finding.counterfactual().replaceAll(".*its stage is (\\w+),.*", "$1");
  }

  private static String date(Finding finding) {
    return finding.counterfactual().replaceAll(".*(\\d{4}-\\d\\d-\\d\\d).*", "$1");
  }

  private static ContextEntry served(View view, long round) {
    Tally tally = new Tally();
    for (int i = 0; i < 5; i++) {
      tally.add(Tally.vote(9, 0, false, false, 30));
    }
    return new ContextEntry(view, round, tally, tally, 0, -1);
  }

  private ServiceUse use(String service) {
    int calls = random.nextInt(40);
    return new ServiceUse(service, calls, random.nextInt(calls + 1));
  }

  private static ServiceUse fewer(ServiceUse use, int errors) {
    return new ServiceUse(use.service(), use.calls(), Math.min(use.serverErrors(), errors));
  }

  private Observation probing(double marks) {
    int answered = random.nextInt(3);
    ProbeReading trail = new ProbeReading(marks, 1 + random.nextInt(7), 9, answered);
    Probe probe = new Probe(Exposure.Place.QUERY, Probe.Kind.values()[random.nextInt(4)]);
    CallGlance call = glance("GET", 200, List.of(), List.of(probe), marks == 0 ? null : trail);
    return observation(new double[FeatureSchema.size()], call, List.of());
  }

  private Observation exposing() {
    Exposure.Kind[] kinds = Exposure.Kind.values();
    Exposure first = new Exposure(Exposure.Place.QUERY, kinds[random.nextInt(kinds.length)]);
    Exposure second = new Exposure(Exposure.Place.PATH, kinds[random.nextInt(kinds.length)]);
    CallGlance call = glance("GET", 200, List.of(first, second), List.of(), null);
    return observation(new double[FeatureSchema.size()], call, List.of());
  }

  private static Observation plain(String method, int status) {
    CallGlance call = glance(method, status, List.of(), List.of(), null);
    return observation(new double[FeatureSchema.size()], call, List.of());
  }

  private static Observation using(List<ServiceUse> services) {
    return observation(new double[FeatureSchema.size()], null, services);
  }

  private static Observation with(Feature feature, double value) {
    return with(plain("GET", 200), feature, value);
  }

  private static Observation with(Observation seen, Feature feature, double value) {
    double[] values = seen.features().toArray();
    values[feature.ordinal()] = value;
    return observation(values, seen.call(), seen.services());
  }

  private static CallGlance glance(
      String method, int status, List<Exposure> exposures, List<Probe> probes, ProbeReading trail) {
    return new CallGlance(
        method,
        "/x",
        "x.write",
        status,
        "192.0.2.7",
        "c",
        null,
        status % 2 == 0 ? Sensitivity.PAYMENT : Sensitivity.LOW,
        exposures,
        probes,
        trail,
        null,
        0);
  }

  private static Observation observation(
      double[] values, CallGlance call, List<ServiceUse> services) {
    Principal agent = Principal.agent("a", "kong");
    Who who = new Who(agent.key("bank", "edge"), "bank", "edge", agent, "a", AgentClass.AISP);
    return new Observation(
        who, TIME, false, call, new FeatureVector(values), List.of(), services, List.of());
  }
}
