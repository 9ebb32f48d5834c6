package io.gatewatch.features.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HabitsTest {
  private static final long FIRST = Long.MAX_VALUE;
  private static final EvidenceStream CALLS = EvidenceStream.CALLS;

  @Test
  void anAgentThatVotesEachDayWeighsAsOneAndHalfAsMuchWhenItHasBeenGoneForHalfAWeek() {
    Habits habits = vote(FIRST, 10);
    for (int day = 0; day < 30; day++) {
      habits = habits.after(24).plus(vote(24, 10));
    }
    assertThat(habits.agents()).isEqualTo(1, within(0.02));
    assertThat(habits.after(84).agents()).isEqualTo(0.5, within(0.02));
    assertThat(habits.after(24 * 60).makes(7)).isFalse();
  }

  @Test
  void anOrderOfVotesDoesNotShow() {
    Habits one = vote(FIRST, 3, 1, 5, 9);
    Habits other = vote(24, 80, 5, 6);
    Habits third = vote(168, 1, -4, 9);
    assertThat(one.plus(other).plus(third)).isEqualTo(third.plus(one).plus(other));
    assertThat(one.plus(other).makes(6)).isFalse();
    assertThat(one.plus(other).makes(5)).isTrue();
  }

  /** Whatever the spread between agents, and be there few of them. */
  @Test
  void oneOfItsKindInAThousandGoesHigherThanSaid() {
    Random random = new Random(11);
    for (int peers : new int[] {3, 8, 30}) {
      for (double octaves : new double[] {0.3, 1, 2.5}) {
        int higher = 0;
        int newcomers = 8_000;
        for (int i = 0; i < newcomers; i++) {
          Habits habits = Habits.none();
          for (int p = 0; p < peers; p++) {
            habits = habits.plus(vote(FIRST, level(random, octaves)));
          }
          higher += level(random, octaves) > habits.most(CALLS) ? 1 : 0;
        }
        assertThat(higher).as("%d peers, %s octaves", peers, octaves).isLessThan(newcomers / 400);
      }
    }
  }

  @Test
  void thePeersThatAreKnownMakeItSharp() {
    Habits few = Habits.none();
    Habits many = Habits.none();
    for (int i = 0; i < 30; i++) {
      few = i < 3 ? few.plus(vote(FIRST, 10 + i % 3)) : few;
      many = many.plus(vote(FIRST, 10 + i % 3));
    }
    assertThat(few.most(CALLS)).isGreaterThan(10 * many.most(CALLS));
    assertThat(many.most(CALLS)).isBetween(20.0, 60.0);
    assertThat(many.usual(CALLS)).isEqualTo(11, within(0.5));
    assertThat(vote(FIRST, 10).plus(vote(FIRST, 11)).most(CALLS)).isNaN();
  }

  /** Good's estimate: what one alone does, of all that is done. */
  @Test
  void whatOneAloneDoesTellsHowMuchOfTheNextIsItsOwn() {
    Habits alike = Habits.none();
    Habits apart = Habits.none();
    for (int i = 0; i < 10; i++) {
      alike = alike.plus(vote(FIRST, 5, 1, 2, 3, 100 + i));
      apart = apart.plus(vote(FIRST, 5, 100 + 4 * i, 101 + 4 * i, 102 + 4 * i, 103 + 4 * i));
    }
    assertThat(alike.usual(EvidenceStream.FOREIGN_ORDER)).isEqualTo(0.25, within(0.01));
    assertThat(apart.most(EvidenceStream.FOREIGN_ORDER)).isGreaterThan(0.99);
  }

  @Test
  void oneThatMakesUpOrdersPushesOutItsOwnAndNothingThatMostDo() {
    Random random = new Random(3);
    int[] invented = random.ints(40_000).filter(o -> o != 7).distinct().sorted().toArray();
    Habits habits = Habits.vote(FIRST, levels(5), ones(), invented);
    habits = habits.plus(vote(FIRST, 5, 7)).plus(vote(FIRST, 5, 7)).after(1);
    assertThat(habits.makes(7)).isTrue();
    assertThat(Arrays.stream(invented).filter(habits::makes).count()).isLessThan(4_096);
  }

  @Test
  void whatIsWrittenIsReadBack() throws IOException {
    Habits habits = vote(FIRST, 3, Integer.MIN_VALUE, -1, 0, 5, Integer.MAX_VALUE);
    habits = habits.plus(vote(FIRST, 400)).after(5);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    habits.writeTo(new DataOutputStream(bytes));
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
    assertThat(Habits.readFrom(in)).isEqualTo(habits);
    assertThat(in.available()).isZero();
  }

  private static double level(Random random, double octaves) {
    return 50 * StrictMath.pow(2, octaves * random.nextGaussian());
  }

  private static Habits vote(long hours, double calls, int... orders) {
    return Habits.vote(hours, levels(calls), ones(), orders.length == 0 ? new int[] {7} : orders);
  }

  private static double[] ones() {
    double[] ones = new double[EvidenceStream.values().length];
    Arrays.fill(ones, 1);
    return ones;
  }

  private static double[] levels(double calls) {
    double[] levels = new double[EvidenceStream.values().length];
    Arrays.fill(levels, Double.NaN);
    levels[CALLS.ordinal()] = calls;
    return levels;
  }
}
