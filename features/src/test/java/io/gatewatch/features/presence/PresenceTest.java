package io.gatewatch.features.presence;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.function.LongPredicate;
import org.junit.jupiter.api.Test;

class PresenceTest {
  /** A Monday. */
  private static final long START = Instant.parse("2026-03-02T00:00:00Z").toEpochMilli();

  private static final long MINUTE = 60_000;
  private static final long HOUR = 60 * MINUTE;
  private static final long DAY = 24 * HOUR;

  private Presence presence = new Presence();

  @Test
  void anAgentThatAlwaysCameIsMissedWithinHours() {
    come(0, 4 * DAY, t -> true);
    long silentFrom = START + 4 * DAY;
    assertThat(news(10 * DAY)).isBetween(silentFrom + HOUR, silentFrom + 4 * HOUR);
  }

  @Test
  void aMonitorIsMissedWithinThreeHoursOfItsSecondDay() {
    come(0, DAY + 17 * HOUR, t -> true);
    long silentFrom = START + DAY + 17 * HOUR;
    assertThat(news(10 * DAY)).isBetween(silentFrom + 2 * HOUR, silentFrom + 3 * HOUR);
  }

  @Test
  void whoeverCameRoundTheClockFromMondayToFridayMayRestOnTheFirstWeekend() {
    come(0, 5 * DAY, t -> true);
    assertThat(news(6 * DAY + 23 * HOUR)).isEqualTo(-1);
  }

  @Test
  void nobodyIsMissedAtNightOrOnTheFirstWeekend() {
    come(0, 5 * DAY, PresenceTest::isOfficeHour);
    long mondayMorning = START + 7 * DAY + 8 * HOUR;
    assertThat(news(14 * DAY)).isGreaterThan(mondayMorning);
  }

  @Test
  void anHourlyJobIsMissedAfterThreeHoursOnceFourDaysAreKnown() {
    visit(0, 4 * DAY + 10 * HOUR, t -> minute(t) == 20);
    assertThat(news(10 * DAY)).isEqualTo(START + 4 * DAY + 13 * HOUR);
  }

  @Test
  void anHourlyJobIsMissedAfterFourHoursOfItsThirdDay() {
    visit(0, 2 * DAY + 2 * HOUR, t -> minute(t) == 20);
    assertThat(news(10 * DAY)).isEqualTo(START + 2 * DAY + 6 * HOUR);
  }

  @Test
  void aJobOfEveryHalfHourIsMissedLikeOneOfEveryHour() {
    visit(0, 4 * DAY + 10 * HOUR, t -> minute(t) % 30 == 5);
    assertThat(news(10 * DAY)).isEqualTo(START + 4 * DAY + 13 * HOUR);
  }

  @Test
  void anHourlyJobThatMissedAnHourNowAndThenIsMissedLater() {
    visit(0, 8 * DAY + 10 * HOUR, t -> minute(t) == 20 && hour(t) % 31 != 17);
    assertThat(news(12 * DAY)).isBetween(START + 8 * DAY + 14 * HOUR, START + 8 * DAY + 16 * HOUR);
  }

  @Test
  void anHourlyJobThatPausedForThreeHoursTwiceMayDoSoAgain() {
    visit(
        0,
        8 * DAY + 10 * HOUR,
        t -> minute(t) == 20 && !(hour(t) / 24 >= 6 && hour(t) % 24 >= 3 && hour(t) % 24 < 6));
    assertThat(news(12 * DAY)).isGreaterThanOrEqualTo(START + 8 * DAY + 15 * HOUR);
  }

  @Test
  void whoeverComesInHalfOfTheHoursAtRandomIsNotMissedForHalfADay() {
    Random random = new Random(5);
    for (int run = 0; run < 20; run++) {
      presence = new Presence();
      visit(0, 6 * DAY, t -> minute(t) == 20 && random.nextBoolean());
      visit(6 * DAY, 6 * DAY + HOUR, t -> true);
      assertThat(news(6 * DAY + 12 * HOUR)).isEqualTo(-1);
    }
  }

  @Test
  void anHourlyJobOfOfficeHoursIsNotMissedByNightOrOnTheFirstWeekend() {
    visit(0, 5 * DAY, t -> isOfficeHour(t) && minute(t) == 20);
    assertThat(news(14 * DAY)).isGreaterThan(START + 7 * DAY + 9 * HOUR);
  }

  @Test
  void anHourlyJobOfOfficeHoursMayComeAnHourLaterBecauseTheClocksChanged() {
    visit(0, 5 * DAY, t -> isOfficeHour(t) && minute(t) == 20);
    visit(7 * DAY, 12 * DAY, t -> isOfficeHour(t) && minute(t) == 20);
    assertThat(news(14 * DAY + 10 * HOUR)).isEqualTo(-1);
  }

  @Test
  void whoeverCameAllThroughTheFirstSaturdayIsMissedOnItsEvening() {
    come(0, 5 * DAY + 18 * HOUR, t -> true);
    long silentFrom = START + 5 * DAY + 18 * HOUR;
    assertThat(news(10 * DAY)).isBetween(silentFrom + HOUR, silentFrom + 4 * HOUR);
  }

  @Test
  void aWeekThatEndsWhenSaturdayBeginsOnTheLastMeridianMayEnd() {
    come(0, 5 * DAY + 11 * HOUR, t -> true);
    assertThat(news(6 * DAY + 23 * HOUR)).isEqualTo(-1);
  }

  @Test
  void whoeverOftenPausesForHoursIsMissedLater() {
    come(0, 4 * DAY, t -> (t - START) / HOUR % 7 < 4);
    assertThat(news(5 * DAY) - START).isGreaterThan(4 * DAY + 3 * HOUR);
  }

  @Test
  void aSilenceIsLookedAtEachHourForAWeekAndAgainAfterACall() {
    come(0, 4 * DAY, t -> true);
    long first = news(5 * DAY);
    assertThat(presence.checkAt()).isEqualTo(first + HOUR);
    assertThat(news(20 * DAY)).isEqualTo(first + HOUR);
    while (presence.checkAt() != Long.MAX_VALUE) {
      presence.isNews();
    }
    presence.see(START + 20 * DAY);
    assertThat(presence.checkAt()).isBetween(START + 20 * DAY, Long.MAX_VALUE - 1);
  }

  @Test
  void anHourLaterBecauseTheClocksChangedIsNoSilence() {
    come(0, 5 * DAY, PresenceTest::isOfficeHour);
    come(7 * DAY, 12 * DAY, PresenceTest::isOfficeHour);
    long nextMonday = START + 14 * DAY + 9 * HOUR + 30 * MINUTE;
    assertThat(news(15 * DAY)).isGreaterThan(nextMonday);
  }

  @Test
  void whoeverCallsAFewTimesADayHasNoOffHours() {
    Random random = new Random(7);
    int off = 0;
    for (int day = 0; day < 60; day++) {
      long[] calls = random.longs(8, 0, DAY).sorted().toArray();
      for (long call : calls) {
        presence.see(START + day * DAY + call);
        off = Math.max(off, presence.offSlots());
      }
    }
    assertThat(off).isLessThan(3);
  }

  @Test
  void workAtNightIsOffHoursOnceNightsAreKnownToBeQuiet() {
    come(0, DAY, PresenceTest::isOfficeHour);
    presence.see(START + DAY + 2 * HOUR);
    assertThat(presence.offSlots()).isZero();
    come(DAY + 8 * HOUR, 4 * DAY, PresenceTest::isOfficeHour);
    come(4 * DAY + 2 * HOUR, 4 * DAY + 3 * HOUR, t -> true);
    assertThat(presence.offSlots()).isEqualTo(6);
    presence.see(START + 4 * DAY + 9 * HOUR);
    assertThat(presence.offSlots()).isZero();
  }

  @Test
  void oneQuietNightProvesNothing() {
    come(8 * HOUR, 2 * DAY, PresenceTest::isOfficeHour);
    come(2 * DAY + HOUR, 2 * DAY + 2 * HOUR, t -> true);
    assertThat(presence.offSlots()).isZero();
  }

  @Test
  void afterTwoWholeQuietNightsOnlyTheirDeepestHoursAreOff() {
    come(8 * HOUR, 3 * DAY, PresenceTest::isOfficeHour);
    come(3 * DAY + HOUR, 3 * DAY + 2 * HOUR, t -> true);
    assertThat(presence.offSlots()).isEqualTo(6);
  }

  @Test
  void aWeekendThatWasRestedSaysNothingAboutTheFirstMondayNight() {
    for (int first = 9; first < 24; first++) {
      presence = new Presence();
      come(4 * DAY + first * HOUR, 5 * DAY, t -> true);
      for (long t = START + 7 * DAY; t < START + 12 * DAY; t += 4 * MINUTE) {
        presence.see(t);
        assertThat(presence.offSlots()).isZero();
      }
    }
  }

  @Test
  void theEveningAfterTwoDaysIsNoOffHour() {
    come(8 * HOUR, 2 * DAY + 18 * HOUR, PresenceTest::isOfficeHour);
    come(2 * DAY + 20 * HOUR, 2 * DAY + 21 * HOUR, t -> true);
    assertThat(presence.offSlots()).isZero();
  }

  @Test
  void theFirstSaturdayMayBeLongerButHardlyGoesOnTillThreeInTheMorning() {
    come(0, 5 * DAY, PresenceTest::isOfficeHour);
    come(5 * DAY + 19 * HOUR, 5 * DAY + 20 * HOUR, t -> true);
    assertThat(presence.offSlots()).isZero();
    come(6 * DAY + 3 * HOUR, 6 * DAY + 4 * HOUR, t -> true);
    assertThat(presence.offSlots()).isEqualTo(6);
  }

  @Test
  void theHourBesideTheUsualOnesIsNoOffHourSinceClocksChange() {
    come(0, 4 * DAY, PresenceTest::isOfficeHour);
    presence.see(START + 4 * DAY + 7 * HOUR);
    assertThat(presence.offSlots()).isZero();
  }

  @Test
  void whenItIsThereIsToldByTheHourAndTheKindOfDay() throws IOException {
    assertThat(presence.workdays()).isEqualTo(new Attendance(0, List.of()));
    come(0, 4 * DAY + 9 * HOUR, PresenceTest::isOfficeHour);
    assertThat(presence.workdays().days()).isEqualTo(4);
    assertThat(presence.workdays().percent())
        .hasSize(24)
        .startsWith(0, 0, 0, 0, 0, 0, 0, 0, 100, 100)
        .endsWith(100, 0, 0, 0, 0, 0, 0);
    assertThat(presence.weekends().percent()).isEmpty();
  }

  @Test
  void aStateReadBackGoesOnAsBefore() throws IOException {
    come(0, 3 * DAY + 11 * HOUR, PresenceTest::isOfficeHour);
    byte[] bytes = bytes();
    assertThat(bytes).hasSizeLessThan(500);
    Presence read = new Presence();
    read.readInto(new DataInputStream(new ByteArrayInputStream(bytes)), true);
    assertThat(read.checkAt()).isEqualTo(presence.checkAt());
    Presence before = presence;
    presence = read;
    come(3 * DAY + 11 * HOUR, 6 * DAY, PresenceTest::isOfficeHour);
    byte[] after = bytes();
    presence = before;
    come(3 * DAY + 11 * HOUR, 6 * DAY, PresenceTest::isOfficeHour);
    assertThat(after).isEqualTo(bytes());
  }

  @Test
  void aStateThatKnowsNoHoursMissesNoPauseThatTheAgentOftenMade() throws IOException {
    isMissedNoMoreOnceItsHoursAreKnown(h -> h / 24 % 3 == 2 && h % 24 >= 1 && h % 24 < 5);
    isMissedNoMoreOnceItsHoursAreKnown(h -> h % 67 >= 60);
  }

  private void isMissedNoMoreOnceItsHoursAreKnown(LongPredicate pauses) throws IOException {
    presence = new Presence();
    visit(0, 13 * DAY, t -> !pauses.test(hour(t)));
    Presence read = new Presence();
    read.readInto(new DataInputStream(new ByteArrayInputStream(withoutHours(bytes()))), false);
    presence = read;
    for (long after = 13 * DAY; after < 20 * DAY; after += MINUTE) {
      assertThat(news(after)).isEqualTo(-1);
      visit(after, after + MINUTE, t -> !pauses.test(hour(t)));
    }
  }

  /** A call every four minutes, whenever it works. */
  private void come(long from, long to, LongPredicate works) {
    for (long t = START + from; t < START + to; t += 4 * MINUTE) {
      if (works.test(t)) {
        presence.see(t);
      }
    }
  }

  /** A call in each minute that it works in. */
  private void visit(long from, long to, LongPredicate works) {
    for (long t = START + from; t < START + to; t += MINUTE) {
      if (works.test(t)) {
        presence.see(t);
      }
    }
  }

  private static long minute(long time) {
    return Math.floorMod(time, HOUR) / MINUTE;
  }

  private static long hour(long time) {
    return (time - START) / HOUR;
  }

  private static boolean isOfficeHour(long time) {
    long hour = Math.floorMod(time, DAY) / HOUR;
    long weekday = Math.floorMod(Math.floorDiv(time, DAY) - 4, 7L);
    return hour >= 8 && hour < 18 && weekday < 5;
  }

  /** When the silence is told until then; −1 when it is not. */
  private long news(long until) {
    while (presence.checkAt() <= START + until) {
      long moment = presence.checkAt();
      if (presence.isNews()) {
        return moment;
      }
    }
    return -1;
  }

  /** A state as histories before version 6 have it. */
  private byte[] withoutHours(byte[] state) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(state));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    for (int place = 0; place < WorkHours.BOTH_KINDS; place++) {
      int days = in.readByte();
      out.writeByte(days);
      if (days > 0) {
        out.writeFloat(in.readFloat());
        in.readShort();
      }
    }
    out.write(in.readNBytes(WorkHours.HOURS + Long.BYTES));
    long lastSlot = in.readLong();
    out.writeLong(lastSlot);
    out.writeLong(lastSlot);
    in.readLong();
    out.write(in.readAllBytes());
    return bytes.toByteArray();
  }

  private byte[] bytes() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    presence.writeTo(new DataOutputStream(bytes));
    return bytes.toByteArray();
  }
}
