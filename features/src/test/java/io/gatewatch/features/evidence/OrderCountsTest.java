package io.gatewatch.features.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class OrderCountsTest {
  private final OrderCounts counts = new OrderCounts();

  @Test
  void aTurnSeldomTakenBetweenRoutesOftenUsedIsRare() {
    walkInOrder(300, 3);
    assertThat(counts.isRare(1, 2)).isFalse();
    assertThat(counts.isRare(2, 1)).isTrue();
    counts.learn(2, 1);
    assertThat(counts.isRare(2, 1)).as("once in 300 is rare too").isTrue();
  }

  @Test
  void whatRoutesInNoOrderDoIsNeverRare() {
    for (int i = 0; i < 2_000; i++) {
      counts.learn(1 + i % 7, 1 + i / 7 % 7);
    }
    for (int one = 1; one <= 7; one++) {
      for (int next = 1; next <= 7; next++) {
        assertThat(counts.isRare(one, next)).isFalse();
      }
    }
  }

  @Test
  void aRouteSeldomUsedIsNotRareForItsOrder() {
    walkInOrder(300, 3);
    counts.learn(3, 9);
    counts.learn(9, 1);
    assertThat(counts.isRare(2, 9)).isFalse();
    assertThat(counts.isRare(9, 2)).isFalse();
  }

  @Test
  void aNewHabitIsNoLongerRareOnceItIsAFifthOfWhatChanceWouldBring() {
    walkInOrder(300, 3);
    int turns = 0;
    while (counts.isRare(2, 1)) {
      counts.learn(2, 1);
      turns++;
    }
    assertThat(turns).isBetween(5, 12);
  }

  @Test
  void routesThatAreNoLongerCalledMakeRoomForOthers() {
    walkInOrder(5_000, 60);
    walkInOrder(100, 3);
    for (int i = 0; i < 12_000; i++) {
      counts.learn(101 + i % 3, 101 + (i + 1) % 3);
      counts.learn(1 + i % 3, 1 + (i + 1) % 3);
    }
    assertThat(counts.isRare(102, 101)).isTrue();
  }

  @Test
  void whatIsReadBackSaysTheSameAndLearnsOn() throws IOException {
    walkInOrder(5_000, 17);
    ByteArrayOutputStream stored = new ByteArrayOutputStream();
    counts.writeTo(new DataOutputStream(stored));
    OrderCounts read = new OrderCounts();
    read.readInto(new DataInputStream(new ByteArrayInputStream(stored.toByteArray())));
    for (OrderCounts one : new OrderCounts[] {counts, read}) {
      for (int i = 0; i < 12_000; i++) {
        one.learn(1 + i % 5, 1 + i % 3);
      }
    }
    for (int one = 1; one <= 17; one++) {
      for (int next = 1; next <= 17; next++) {
        assertThat(read.isRare(one, next)).isEqualTo(counts.isRare(one, next));
      }
    }
  }

  @Test
  void moreRoutesThanThereArePlacesForAreRefused() {
    DataInputStream stored = new DataInputStream(new ByteArrayInputStream(new byte[] {100}));
    assertThatThrownBy(() -> counts.readInto(stored)).hasMessageContaining("at most 63");
  }

  private void walkInOrder(int calls, int routes) {
    for (int i = 0; i < calls; i++) {
      counts.learn(1 + i % routes, 1 + (i + 1) % routes);
    }
  }
}
