package io.gatewatch.detectors.cel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** What was compiled answers as CEL's own runtime does, and no rule is left asleep that holds. */
class SameAnswersPropertyTest {
  private static final Names NAMES = Names.of(Map.of("limit", 25.0), "5m");

  @Property(tries = 400)
  void compiledConditionsAnswerAsTheRuntimeDoesWhateverTheValues(@ForAll long seed) {
    Random random = new Random(seed);
    String text = new Phrases(random).bool(random.nextInt(4));
    Condition compiled = Condition.of(text, NAMES);
    Condition interpreted = Condition.interpreted(text, NAMES);
    assertThat(compiled.isCompiled()).as(text).isTrue();
    assertThat(interpreted.isCompiled()).isFalse();
    for (int i = 0; i < 25; i++) {
      Facts facts = Moments.any(random, true);
      assertThat(compiled.holds(facts)).as(text).isEqualTo(interpreted.holds(facts));
    }
  }

  @Property(tries = 200)
  void theIndexWakesEveryRuleThatHolds(@ForAll long seed) {
    Random random = new Random(seed);
    Phrases phrases = new Phrases(random);
    List<Condition> conditions =
        List.of(
            Condition.of(phrases.bool(2), NAMES),
            Condition.of("calls_5m >= max(limit, usual_calls_1m) && " + phrases.bool(1), NAMES),
            Condition.of("limit < refused_5m && " + phrases.bool(1), NAMES),
            Condition.of("call.route in ['/login', ''] && " + phrases.bool(1), NAMES),
            Condition.of("calls_1m > 30 && refused_5m > 1 || call.route == '/login'", NAMES),
            Condition.of("call.method == 'POST' && calls_1m > 3", NAMES));
    RuleIndex index = new RuleIndex(conditions);
    BitSet awake = new BitSet();
    for (int i = 0; i < 25; i++) {
      Facts facts = Moments.any(random, true);
      index.select(facts, awake);
      for (int c = 0; c < conditions.size(); c++) {
        assertThat(awake.get(c) || !conditions.get(c).holds(facts)).isTrue();
      }
    }
  }
}
