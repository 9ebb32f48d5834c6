package io.gatewatch.detectors.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatewatch.detectors.Category;
import io.gatewatch.detectors.Court;
import io.gatewatch.detectors.Detection;
import io.gatewatch.detectors.TestCalls;
import io.gatewatch.ingest.ObjectRef;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * A change of the masking key, in the traffic of an agent that walks its own objects every hour.
 */
class RotationTest {
  private static final int OBJECTS = 300;
  private static final int SLOW_HOURS = 21;
  private static final int HOURS = 26;
  private static final int CHANGE_HOUR = 23;
  private static final int CHANGE = CHANGE_HOUR * OBJECTS;
  private static final int OVERLAP = OBJECTS;

  @Test
  void withBothHashesForAWhileItRaisesNoAlarm() {
    assertThat(found(batch(true, true))).isEmpty();
  }

  @Test
  void withoutOverlapItRaisesNoAlarmEither() {
    assertThat(found(batch(false, true))).isEmpty();
  }

  /** What the two tests above would see if objects under a new key were new objects. */
  @Test
  void aKeyThatChangesWithoutAWordLooksLikeAWalk() {
    assertThat(found(batch(false, false))).contains(Category.OBJECT_ENUMERATION);
  }

  /** What is found after the agent's first hour, in which all its objects are new in truth. */
  private static Set<Category> found(TestCalls calls) {
    Set<Category> found = new TreeSet<>();
    for (Detection d : Court.hears(calls).detections()) {
      if (d.time().toEpochMilli() >= TestCalls.START + 3_600_000) {
        found.add(d.category());
      }
    }
    return found;
  }

  /** The same objects in order: at leisure for 21 hours, then in the first 10 min of each hour. */
  private static TestCalls batch(boolean overlap, boolean named) {
    return batch(overlap, named, HOURS);
  }

  private static TestCalls batch(boolean overlap, boolean named, int hours) {
    TestCalls calls =
        TestCalls.agent("batch")
            .maskedUnder(n -> !named ? null : n < CHANGE ? "k-1" : "k-2")
            .touching(n -> object(n, overlap));
    for (int hour = 0; hour < hours; hour++) {
      double pace = hour < SLOW_HOURS ? 12 : 2;
      calls.every(pace, 3_600 * hour, 3_600 * hour + pace * OBJECTS);
    }
    return calls;
  }

  private static ObjectRef object(int n, boolean overlap) {
    int id = n % OBJECTS;
    String key = n < CHANGE ? "one" : "two";
    boolean both = overlap && n >= CHANGE && n < CHANGE + OVERLAP;
    return new ObjectRef(
        "account", key + id, key + "w" + id, key + "w" + (id + 1), null, both ? "one" + id : null);
  }

  /** Without overlap as many unknown objects as were known are excused; the walk goes on beyond. */
  @Test
  void anAttackJustAfterAChangeIsFoundAllTheSame() {
    TestCalls thief =
        batch(false, true, CHANGE_HOUR)
            .touching(n -> new ObjectRef("account", "two-x" + n, null, null, null))
            .answered(403)
            .every(0.5, 3_600 * HOURS, 3_600 * HOURS + 300);
    assertThat(found(thief)).contains(Category.OBJECT_ENUMERATION);
  }
}
