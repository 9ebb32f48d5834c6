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
  private static final int[] USUAL_ORDERS = {1, 2, 3, 4, 5, 6, 7, 8};

  private int seat;

  /** Whenever in the day it votes, and whenever somebody asks. */
  @Test
  void anAgentThatVotesEachDayWeighsAsOneAndHalfAsMuchWhenItHasBeenGoneForHalfAWeek() {
    Habits habits = vote(FIRST, 10);
    double asked = 0;
    for (int hour = 1; hour <= 24 * 30; hour++) {
      habits.fade(1, hour);
      if (hour % 24 == 0) {
        habits.add(vote(24, 10));
      }
      asked += habits.agents() / (24 * 30);
    }
    assertThat(asked).isEqualTo(1, within(0.03));
    assertThat(habits.after(84).agents()).isEqualTo(habits.agents() / 2, within(0.01));
  }

  @Test
  void threeThatVoteAtDifferentHoursAreThree() {
    Habits habits = new Habits();
    for (int hour = 0; hour < 24 * 7; hour++) {
      habits.fade(1, hour);
      for (int agent = 0; agent < 3; agent++) {
        if (hour % 24 == 8 * agent) {
          habits.add(vote(hour < 24 ? FIRST : 24, 10));
        }
      }
      assertThat(habits.knows(CALLS)).as("hour %d", hour).isEqualTo(hour >= 16);
    }
  }

  @Test
  void theOrderOfVotesDoesNotShow() {
    Habits one = together(vote(FIRST, 3, 1, 5, 9), vote(24, 80, 5, 6), vote(168, 1, -4, 9));
    seat = 0;
    Habits first = vote(FIRST, 3, 1, 5, 9);
    Habits second = vote(24, 80, 5, 6);
    assertThat(together(vote(168, 1, -4, 9), first, second)).isEqualTo(one);
    assertThat(one.makes(6)).as("one alone").isFalse();
    assertThat(one.makes(5)).isTrue();
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
          Habits habits = new Habits();
          for (int p = 0; p < peers; p++) {
            habits.add(vote(FIRST, level(random, octaves)));
          }
          higher += level(random, octaves) > habits.most(CALLS) ? 1 : 0;
        }
        assertThat(higher).as("%d peers, %s octaves", peers, octaves).isLessThan(newcomers / 250);
      }
    }
  }

  @Test
  void thePeersThatAreKnownMakeItSharp() {
    Habits few = new Habits();
    Habits many = new Habits();
    for (int i = 0; i < 30; i++) {
      many.add(vote(FIRST, 10 + i % 3));
      if (i < 3) {
        few.add(vote(FIRST, 10 + i % 3));
      }
    }
    assertThat(few.most(CALLS)).isGreaterThan(5 * many.most(CALLS));
    assertThat(many.most(CALLS)).isBetween(20.0, 60.0);
    assertThat(many.usual(CALLS)).isBetween(8.0, 16.0);
  }

  @Test
  void oneThatGoesFarBeyondMakesNoRoomForTheNext() {
    Habits honest = new Habits();
    for (int i = 0; i < 12; i++) {
      honest.add(vote(FIRST, 10 + i % 3));
    }
    Habits poisoned = together(honest, vote(FIRST, 5_000, 77));
    assertThat(poisoned.most(CALLS)).isLessThan(1.1 * honest.most(CALLS));
    assertThat(poisoned.makes(77)).isFalse();
  }

  @Test
  void whatSeveralTookUpSinceYesterdayIsMadeByThem() {
    Habits habits = together(vote(FIRST, 5), vote(FIRST, 5), vote(FIRST, 5));
    assertThat(habits.makes(99)).isFalse();
    habits.fade(24, 24);
    seat = 0;
    habits.add(together(vote(24, 5, 1, 99), vote(24, 5, 1, 99), vote(24, 5, 1, 2)));
    assertThat(habits.makes(99)).isTrue();
  }

  @Test
  void anOrderThatNobodyMakesAnyMoreIsForgottenWithinTwoWeeks() {
    Habits habits = together(vote(FIRST, 5), vote(FIRST, 5));
    habits.fade(168, 168);
    assertThat(habits.makes(1)).isTrue();
    habits.fade(168, 336);
    assertThat(habits.makes(1)).isFalse();
  }

  /** Good's estimate: what at most one other does, of all that is done. */
  @Test
  void whatFewDoTellsHowMuchOfTheNextIsItsOwn() {
    Habits alike = new Habits();
    Habits apart = new Habits();
    for (int i = 0; i < 10; i++) {
      alike.add(vote(FIRST, 5, 1, 2, 3, 100 + i));
      apart.add(vote(FIRST, 5, 100 + 4 * i, 101 + 4 * i, 102 + 4 * i, 103 + 4 * i));
    }
    assertThat(alike.usual(EvidenceStream.FOREIGN_ORDER)).isEqualTo(0.25, within(0.01));
    assertThat(apart.most(EvidenceStream.FOREIGN_ORDER)).isGreaterThan(0.99);
  }

  /** However much alike: how far they differ in what none of them does is not seen. */
  @Test
  void ofFewThatAreAlikeMuchIsAllowedToOneMore() {
    Habits habits = new Habits();
    for (int i = 0; i < 40; i++) {
      habits.add(vote(FIRST, 5));
      if (i == 5 || i == 39) {
        double least = i == 5 ? 0.4 : 0.15;
        assertThat(habits.most(EvidenceStream.FOREIGN_ORDER)).isBetween(least, 2 * least);
      }
    }
  }

  @Test
  void whoMakesUpOrdersPushesOutTheirOwnAndNothingThatMostDo() {
    int[] invented = new Random(3).ints(40_000, 100, Integer.MAX_VALUE).distinct().toArray();
    Habits habits = together(vote(FIRST, 5, invented), vote(FIRST, 5, invented));
    habits.add(together(vote(FIRST, 5), vote(FIRST, 5), vote(FIRST, 5)));
    habits.cut();
    assertThat(Arrays.stream(USUAL_ORDERS).allMatch(habits::makes)).isTrue();
    assertThat(Arrays.stream(invented).filter(habits::makes).count()).isLessThan(4_096);
  }

  @Test
  void whatIsWrittenIsReadBack() throws IOException {
    Habits habits = vote(FIRST, 3, Integer.MIN_VALUE, -1, 0, 5, Integer.MAX_VALUE);
    habits.add(vote(FIRST, 400, 5));
    habits.fade(168, 168);
    habits.add(vote(FIRST, 40, 6));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    habits.writeTo(new DataOutputStream(bytes));
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
    assertThat(Habits.readFrom(in)).isEqualTo(habits);
    assertThat(in.available()).isZero();
  }

  private static double level(Random random, double octaves) {
    return 50 * StrictMath.pow(2, octaves * random.nextGaussian());
  }

  private static Habits together(Habits... votes) {
    Habits all = new Habits();
    for (Habits vote : votes) {
      all.add(vote);
    }
    return all;
  }

  private Habits vote(long hours, double calls, int... orders) {
    Habits vote = new Habits();
    int weight = Habits.weight(hours);
    vote.vote(CALLS, weight, calls, calls, 1);
    int[] made = orders.length == 0 ? USUAL_ORDERS : orders;
    vote.vote(weight, made, seat++ % 64, hours == FIRST ? 0 : hours);
    return vote;
  }
}
