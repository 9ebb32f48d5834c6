package io.gatewatch.detectors.cel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gatewatch.detectors.Evidence;
import io.gatewatch.features.Feature;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What would have kept a rule quiet was tried; what speaks for it adds up. */
class CounterfactualTest {
  private static final Names NAMES =
      Names.of(Map.of("failures", 25.0, "share", 0.6, "times", 8.0), "5m");
  private static final List<String> RULES =
      List.of(
          "unauthorized >= max(failures, times * usual_unauthorized) && client_error_share >="
              + " share",
          "new_objects >= failures && ((forbidden + not_found) / max(1, calls) >= 0.4"
              + " || walk_steps / new_objects >= 0.5)",
          "calls_1m > 60 && busy_minutes >= 30",
          "write_share <= share && kilobytes_out > times * max(10, usual_kilobytes_out)",
          "busy_minutes < 30 && calls_1m + calls > 12 && call.status != 503",
          "calls_1m * calls >= 400 && who.kind == 'agent'",
          "repeat_run >= 12 && call.route.matches('/acc.*')",
          "continuity_1h < 0.3 && calls_1m > 5",
          "calls_1h > 60 && group_calls_1h >= 20",
          "usual_unauthorized > 3 && call.status == 401",
          "page_size <= usual_page_size / 4 && gap_regularity > 0.6",
          "repeat_run >= 12 && ['/acc', '/pay'].exists(p, call.route.startsWith(p))");

  @Test
  void everyFindingOverFeaturesCarriesWhatWouldHaveKeptItQuiet() {
    Random random = new Random(17);
    for (String rule : RULES) {
      Condition condition = Condition.of(rule, NAMES);
      int fired = 0;
      for (int i = 0; i < 40_000 && fired < 500; i++) {
        Facts facts = Moments.any(random, false);
        if (condition.holds(facts)) {
          confirm(condition, facts, rule);
          fired++;
        }
      }
      assertThat(fired).as(rule).isGreaterThan(100);
    }
  }

  private static void confirm(Condition condition, Facts facts, String rule) {
    Grounds grounds = Grounds.of(condition, facts);
    assertThat(grounds.counterfactual()).as(rule).startsWith("quiet ");
    assertThat(grounds.score()).isBetween(0.5, 1.0);
    assertThat(grounds.evidence().stream().mapToDouble(Evidence::contribution).sum())
        .isCloseTo(1, within(1e-9));
    Boundaries boundaries = new Boundaries(condition, facts);
    List<Boundary> found = new ArrayList<>();
    for (Feature feature : condition.features()) {
      found.add(boundaries.less(feature));
      found.add(boundaries.more(feature));
    }
    found.removeIf(b -> b == null);
    for (Boundary boundary : found) {
      Facts changed = facts.with(boundary.feature(), boundary.quietAt());
      assertThat(condition.holds(changed)).as(rule + boundary).isFalse();
    }
    assertThat(found).extracting(Boundary::words).as(rule).contains(grounds.counterfactual());
    for (Boundary boundary : found) {
      Facts said = facts.with(boundary.feature(), said(boundary));
      assertThat(condition.holds(said)).as(rule + boundary.words()).isFalse();
    }
  }

  /** The value nearest to what was seen that the words still call quiet. */
  private static double said(Boundary boundary) {
    String words = boundary.words();
    double number = Double.parseDouble(words.replaceAll("quiet [a-z ]+ ([0-9.]+) .*", "$1"));
    double named = boundary.feature().unit().equals("share") ? number / 100 : number;
    String id = boundary.feature().id();
    boolean counted =
        Measures.stepsOfOne(boundary.feature()) == 1 && !id.matches("usual_.*|.*_\\d+h");
    return switch (boundary.side()) {
      case BELOW -> counted ? Math.ceil(named) - 1 : Math.nextDown(named);
      case ABOVE -> counted ? Math.floor(named) + 1 : Math.nextUp(named);
      case UP_TO, FROM, AT -> named;
    };
  }

  @Test
  void aThresholdIsSaidAsItStandsAndACountStopsJustBelow() {
    Condition spike = Condition.of("calls_1m >= max(60, 4 * busy_calls_1m)", NAMES);
    Facts busy = facts(Feature.CALLS_1M, 300, Feature.BUSY_CALLS_1M, 20.5);
    assertThat(Grounds.of(spike, busy).counterfactual()).isEqualTo("quiet below 82 calls a minute");
    Boundary boundary = new Boundaries(spike, busy).less(Feature.CALLS_1M);
    assertThat(boundary.limit()).isEqualTo(82);
    assertThat(boundary.quietAt()).isEqualTo(81);
    assertThat(Grounds.of(spike, busy).evidence().get(0).baseline()).isEqualTo(20.5);
  }

  @Test
  void theSmallestChangeIsToldAndABisectedOneStopsAtTheNearest() {
    Condition rule = Condition.of("not_found >= 12 && not_found / calls >= 0.5", NAMES);
    Facts facts = facts(Feature.NOT_FOUND_5M, 30, Feature.CALLS_5M, 40);
    Boundary boundary = new Boundaries(rule, facts).less(Feature.NOT_FOUND_5M);
    assertThat(boundary.quietAt()).isEqualTo(19);
    assertThat(boundary.words()).isEqualTo("quiet below 20 answers 404 in 5 min");
  }

  @Test
  void aBandIsNotSaidToBeQuietAllTheWay() {
    Condition band = Condition.of("calls_1m >= 60 || calls_1m <= 10", NAMES);
    assertThat(Grounds.of(band, facts(Feature.CALLS_1M, 70)).counterfactual())
        .isEqualTo("quiet at 59 calls a minute");
  }

  @Test
  void whereLittleIsUnusualMoreOfItIsTold() {
    Condition other = Condition.of("continuity_1h < 0.3 && calls_1m > 5", NAMES);
    Grounds grounds = Grounds.of(other, facts(Feature.CONTINUITY_1H, 0.25, Feature.CALLS_1M, 40));
    assertThat(grounds.counterfactual()).isEqualTo("quiet from 30 % continuity in 1 h");
    assertThat(grounds.evidence().get(0).contribution())
        .as("1 - 0.5 * 0.25 / 0.3 beside 1 - 0.5 * 6 / 40")
        .isCloseTo(0.5833 / (0.5833 + 0.925), within(0.001));
    Condition never = Condition.of("calls_1m > 5 && !(continuity_1h >= 0.3)", NAMES);
    assertThat(said(never, Feature.CONTINUITY_1H, 0.25, Feature.CALLS_1M, 40))
        .isEqualTo("quiet from 30 % continuity in 1 h");
    Condition small = Condition.of("page_size <= usual_page_size / 4 && calls_1m > 5", NAMES);
    assertThat(
            said(small, Feature.PAGE_SIZE, 20, Feature.USUAL_PAGE_SIZE, 100, Feature.CALLS_1M, 40))
        .isEqualTo("quiet above 25 rows a page");
  }

  @Test
  void lessOfSomethingIsToldWhereThatIsNearerOrMuchIsWhatIsUnusual() {
    Condition other = Condition.of("continuity_1h < 0.3 && calls_1m > 5", NAMES);
    assertThat(said(other, Feature.CONTINUITY_1H, 0.05, Feature.CALLS_1M, 6))
        .isEqualTo("quiet below 6 calls a minute");
    Condition regular = Condition.of("gap_regularity > 0.9 && calls_1m > 5", NAMES);
    assertThat(said(regular, Feature.GAP_REGULARITY, 0.95, Feature.CALLS_1M, 40))
        .isEqualTo("quiet below 90 % gap regularity");
    Condition reading = Condition.of("write_share <= 0.6 && kilobytes_out > 2000", NAMES);
    assertThat(said(reading, Feature.WRITE_SHARE_5M, 0.58, Feature.KILOBYTES_OUT_5M, 9_000))
        .as("that it wrote little is no part of what is wrong")
        .isEqualTo("quiet below 2000 kB in 5 min");
  }

  /** Nobody can call from fewer networks of before. */
  @Test
  void whatIsKnownOfACallerIsItsPastAndNothingItCouldHaveDoneLessOf() {
    Condition moved = Condition.of("new_networks_24h >= 2 && known_networks >= 5", NAMES);
    assertThat(said(moved, Feature.NEW_NETWORKS_24H, 2, Feature.KNOWN_NETWORKS, 5))
        .isEqualTo("quiet below 2 new networks in 24 h");
  }

  @Test
  void aRuleAboutTheCallAloneWasQuietWithoutIt() {
    Condition rule = Condition.of("call.method == 'GET' && who.kind == 'agent'", NAMES);
    Grounds grounds = Grounds.of(rule, facts());
    assertThat(grounds.counterfactual()).isEqualTo("quiet without this call");
    assertThat(grounds.evidence()).hasSize(1);
    assertThat(Grounds.of(Condition.of("true", NAMES), facts()).counterfactual()).isNull();
  }

  @Test
  void nothingWhereNothingIsUsualIsNoEvidence() {
    Condition rule =
        Condition.of("calls >= failures && (forbidden + not_found) / calls >= 0.4", NAMES);
    Grounds grounds = Grounds.of(rule, facts(Feature.CALLS_5M, 40, Feature.NOT_FOUND_5M, 30));
    assertThat(grounds.evidence())
        .extracting(Evidence::feature)
        .containsExactly("calls_5m", "not_found_5m");
    assertThat(grounds.evidence().stream().mapToDouble(Evidence::contribution).sum())
        .isCloseTo(1, within(1e-9));
  }

  @Test
  void whereAllThatIsAskedAboutIsNothingTheCallItselfSpeaks() {
    Grounds grounds = Grounds.of(Condition.of("forbidden == 0", NAMES), facts());
    assertThat(grounds.evidence()).extracting(Evidence::feature).containsExactly("matching_calls");
  }

  /** What fades by the hour, or is a mean, is no whole number: 60.4 are more than 60. */
  @Test
  void aFadingCountIsNotSaidToBeQuietUpToTheNextWholeNumber() {
    Condition much = Condition.of("calls_1h > 60", NAMES);
    assertThat(said(much, Feature.CALLS_1H, 300.4)).isEqualTo("quiet below 60 calls in 1 h");
  }

  private static String said(Condition condition, Object... featuresAndValues) {
    return Grounds.of(condition, facts(featuresAndValues)).counterfactual();
  }

  private static Facts facts(Object... featuresAndValues) {
    return Facts.of(Moments.with(featuresAndValues), Moments.NOBODY);
  }
}
