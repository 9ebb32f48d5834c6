package io.gatewatch.features;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatewatch.ingest.ObjectRef;
import org.junit.jupiter.api.Test;

/** A busy agent's objects get new names, because the masking key has changed. */
class RotationTest {
  private static final long MINUTE = 60_000;
  private static final long WEEK = 7 * 24 * 60 * MINUTE;
  private static final int OBJECTS = 500;

  private final TestCalls calls = new TestCalls();
  private final Seen seen = new Seen();
  private long at;

  @Test
  void withBothHashesForAWhileKnownObjectsStayKnown() {
    learn();
    double spike = 0;
    for (int i = 0; i < OBJECTS; i++) {
      touch("two", TestCalls.masked(i, "two", "one"));
      spike = Math.max(spike, seen.feature(Feature.NEW_OBJECTS_5M));
    }
    assertThat(spike).isZero();
    touch("two", TestCalls.masked(3, "two", null));
    assertThat(seen.feature(Feature.NEW_OBJECTS_5M)).as("adopted under the new key").isZero();
  }

  @Test
  void withBothHashesANewObjectStillCountsAsOne() {
    learn();
    for (int i = 0; i < 20; i++) {
      touch("two", TestCalls.masked(OBJECTS + i, "two", "one"));
    }
    assertThat(seen.feature(Feature.NEW_OBJECTS_5M)).isEqualTo(20);
  }

  @Test
  void withoutOverlapAsManyAsWereKnownAreLearnedAgainInSilence() {
    learn();
    for (int i = 0; i < OBJECTS; i++) {
      touch("two", TestCalls.masked(i, "two", null));
    }
    assertThat(seen.feature(Feature.NEW_OBJECTS_5M)).isZero();
    assertThat(seen.history.objects().relearning()).isFalse();
    for (int i = 0; i < 40; i++) {
      touch("two", TestCalls.masked(OBJECTS + i, "two", null));
    }
    assertThat(seen.feature(Feature.NEW_OBJECTS_5M)).as("beyond what was known").isEqualTo(40);
  }

  @Test
  void aWeekLaterWhateverIsUnknownIsNew() {
    learn();
    touch("two", TestCalls.masked(0, "two", null));
    at += WEEK;
    for (int i = 1; i < 11; i++) {
      touch("two", TestCalls.masked(i, "two", null));
    }
    assertThat(seen.feature(Feature.NEW_OBJECTS_5M)).isEqualTo(10);
  }

  @Test
  void aLateCallUnderTheKeyBeforeIsNoSecondChange() {
    learn();
    for (int i = 0; i < OBJECTS; i++) {
      touch("two", TestCalls.masked(i, "two", null));
      touch("one", TestCalls.masked(i, "one", null));
    }
    touch("two", TestCalls.masked(OBJECTS, "two", null));
    assertThat(seen.feature(Feature.NEW_OBJECTS_5M)).isEqualTo(1);
  }

  @Test
  void theFirstKeyThatIsEverNamedIsNoChange() {
    touch(null, TestCalls.masked(0, "one", null));
    touch("one", TestCalls.masked(0, "one", null));
    touch("one", TestCalls.masked(1, "one", null));
    assertThat(seen.feature(Feature.NEW_OBJECTS_5M)).isEqualTo(2);
  }

  @Test
  void whatIsUsualIsNotUnlearnedWhileNobodyCanTellNewFromKnown() {
    for (int i = 0; i < 60 * 20; i++) {
      touch("one", TestCalls.masked(i, "one", null));
    }
    double usual = seen.feature(Feature.USUAL_NEW_OBJECTS_5M);
    assertThat(usual).isGreaterThan(50);
    for (int i = 0; i < 600; i++) {
      touch("two", TestCalls.masked(i, "two", null));
    }
    assertThat(seen.feature(Feature.USUAL_NEW_OBJECTS_5M)).isEqualTo(usual);
  }

  /** 500 objects at 20 a minute, then an hour in which they are all known. */
  private void learn() {
    for (int i = 0; i < 4 * OBJECTS; i++) {
      touch("one", TestCalls.masked(i % OBJECTS, "one", null));
    }
    assertThat(seen.feature(Feature.NEW_OBJECTS_5M)).isZero();
  }

  private void touch(String key, ObjectRef object) {
    at += 3_000;
    seen.observe(calls.under(key).get(at, 200, "/accounts/{id}", object));
  }
}
