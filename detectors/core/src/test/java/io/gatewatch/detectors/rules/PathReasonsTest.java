package io.gatewatch.detectors.rules;

import static io.gatewatch.detectors.rules.BuiltInReasonsTest.amount;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatewatch.detectors.Detector;
import io.gatewatch.detectors.Finding;
import io.gatewatch.features.PathReading;
import io.gatewatch.ingest.ApiCall.Lifecycle;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * What rules about paths say would have kept them quiet does, when they are asked again with that
 * and all else as it was: each of several hundred made-up moments. Amounts are read off the
 * sentence, as a person would.
 */
class PathReasonsTest {
  private static final int FINDINGS = 300;

  private final Random random = new Random(11);

  @Test
  void fewerClaimsAreNoImpersonation() {
    for (Detector rule :
        List.of(rule("client-impersonation"), tuned("claims: 6", "claims: 4.26"))) {
      confirm(rule, this::claiming, "quiet below ", (seen, told) -> seen.claims(justBelow(told)));
    }
  }

  @Test
  void fewerCallsToWhatIsToGoAreQuiet() {
    String rule = "thresholds: {calls: 3,";
    Detector tuned = tuned(rule, rule.replace("3", "2.55"));
    for (Detector detector : List.of(rule("deprecated-endpoint"), tuned)) {
      confirm(
          detector, this::turning, "quiet below ", (seen, told) -> seen.oldCalls(justBelow(told)));
    }
  }

  @Test
  void whoHasMovedToWhatReplacesAnOperationIsQuiet() {
    confirm(
        rule("deprecated-endpoint"),
        this::used,
        "quiet when it has moved",
        (seen, told) -> seen.lifecycle(null));
  }

  @Test
  void aRouteThatAsksForACredentialIsNotAbused() {
    confirm(
        rule("unauthenticated-abuse"), this::letIn, "quiet when", (seen, told) -> seen.status(401));
  }

  @Test
  void norIsOneThatStrangersUseAsOftenAsIsSaid() {
    confirm(
        rule("unauthenticated-abuse"),
        this::letIn,
        "quiet when",
        (seen, told) -> seen.strangersUse(seen.route, (int) amount(told)));
  }

  @Test
  void aDoorThatIsWrittenDownIsNotHidden() {
    confirm(
        rule("undocumented-endpoint"),
        this::searching,
        "quiet when ",
        (seen, told) -> seen.writeDown(routesMeant(seen, told)));
  }

  @Test
  void norIsOneThatOthersUseAsOftenAsIsSaid() {
    confirm(
        rule("undocumented-endpoint"),
        this::searching,
        "quiet when ",
        (seen, told) -> seen.othersUse(routesMeant(seen, told), (int) amount(told)));
  }

  /** An agent's first use of a usual route is no news, whatever else it has opened before. */
  @Test
  void whatOthersUseIsNotCalledUnused() {
    Moment seen =
        new Moment(new Random(1))
            .agent(true)
            .status(200)
            .paths(new PathReading(true, List.of(2, 1), 0, false, 0, 0, 0, false))
            .agentsUse(1, 1)
            .agentsUse(2, 9)
            .serviceOf(100, 95);
    Detector rule = rule("undocumented-endpoint");
    assertThat(rule.inspect(seen.on(2).observation(), seen.contexts())).isNull();
    assertThat(rule.inspect(seen.on(1).observation(), seen.contexts())).isNotNull();
  }

  /** Of a first use the route that was called; of a search those that answered and hardly serve. */
  private static List<Integer> routesMeant(Moment seen, Finding told) {
    if (told.topic().startsWith("first")) {
      return List.of(seen.route);
    }
    List<Integer> hidden = seen.hidden();
    assertThat(told.counterfactual())
        .contains(hidden.size() == 1 ? "the route that answered" : "all routes that answered");
    return hidden;
  }

  private Moment claiming() {
    return new Moment(random)
        .agent(random.nextBoolean())
        .claims(random.nextInt(12) + random.nextDouble());
  }

  private Moment turning() {
    return used().strays(true).oldCalls(random.nextInt(9) + random.nextDouble());
  }

  private Moment used() {
    Lifecycle[] lifecycles = Lifecycle.values();
    return new Moment(random)
        .agent(true)
        .lifecycle(lifecycles[random.nextInt(lifecycles.length)])
        .agentsUse(1, random.nextInt(8));
  }

  private Moment letIn() {
    return new Moment(random)
        .agent(false)
        .on(1)
        .agentsUse(1, random.nextInt(400) / 3.0)
        .strangersUse(1, random.nextInt(4));
  }

  private Moment searching() {
    List<Integer> opened = List.of(1, 2, 3, 4).subList(0, 1 + random.nextInt(4));
    Moment moment = new Moment(random).agent(random.nextBoolean());
    for (int route : opened) {
      moment.agentsUse(route, random.nextInt(24) / 5.0).strangersUse(route, random.nextInt(3));
    }
    int agents = 1 + random.nextInt(50);
    boolean opens = random.nextBoolean();
    return moment
        .serviceOf(agents, agents * (60 + random.nextInt(41)) / 100)
        .status(opens ? 200 : 404)
        .on(opens ? opened.get(0) : 9)
        .paths(
            new PathReading(
                opens && random.nextBoolean(),
                opened,
                random.nextInt(9) + random.nextDouble(),
                false,
                0,
                0,
                0,
                false));
  }

  private interface Making {
    Moment make();
  }

  private interface Changing {
    Moment change(Moment seen, Finding told);
  }

  private static void confirm(Detector rule, Making making, String begins, Changing changing) {
    int found = 0;
    for (int i = 0; found < FINDINGS; i++) {
      assertThat(i).isLessThan(100 * FINDINGS);
      Moment seen = making.make();
      Finding told = rule.inspect(seen.observation(), seen.contexts());
      if (told != null) {
        assertThat(told.counterfactual()).startsWith(begins);
        Moment other = changing.change(seen, told);
        assertThat(rule.inspect(other.observation(), other.contexts()))
            .as(told.summary() + ": " + told.counterfactual())
            .isNull();
        found++;
      }
    }
  }

  private static Detector rule(String id) {
    return rule(RuleSet.shipped(), id);
  }

  /** The rule that has this threshold in the file, with another one. */
  private static Detector tuned(String threshold, String other) {
    RuleSet shipped = RuleSet.shipped();
    String id = threshold.startsWith("claims") ? "client-impersonation" : "deprecated-endpoint";
    assertThat(shipped.text()).containsOnlyOnce(threshold);
    return rule(RuleSet.read(shipped.text().replace(threshold, other)), id);
  }

  private static Detector rule(RuleSet rules, String id) {
    return rules.detectors().stream()
        .filter(d -> d.id().startsWith("rule." + id + "@"))
        .findFirst()
        .orElseThrow();
  }

  private static double justBelow(Finding finding) {
    return Math.nextDown(amount(finding));
  }
}
