package io.gatewatch.features.feeds;

import io.gatewatch.features.Varint;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * When a feed speaks, and how improbable its silence is. About 0.8 KB.
 *
 * <p><b>Surprise.</b> Were pauses exponential with mean μ, the longest of n would be about μ·ln(n +
 * 1). So an hour in which n pauses ended and the longest was w has the hazard ln(n + 1) / w, and a
 * silence has the surprise ∫ hazard dt = −ln of its probability, over the time that somebody
 * listened. n counts runs of speech, not lines: a feed that ships a thousand lines every five
 * minutes has twelve. An hour that is silent every week has hazard 0. Taken is the least hazard of
 * the hour and its neighbours, since clocks are put forward and people come late; and it is v/(v +
 * 1) of that after v visits, since little is known from few.
 *
 * <p><b>Heavy tails and holidays.</b> Where pauses have heavier tails than that, the longest ones
 * must speak. A silence that began in an hour that is never silent has to be twice as long as the
 * third longest such pause of late (the third, so that two outages do not make us deaf). One that
 * began in a quiet hour may be a day off: it has to be half as long again as the longest pause of
 * late that was not improbable, and as the second longest of all.
 *
 * <p>A pause that is open when its hour ends is not held against that hour until it is over: a feed
 * that dies at 10:58 is missed as soon as one that dies at 10:30.
 *
 * <p>Hours of improbable silence are not learned, unless the same hour of the next week is one too.
 */
final class Rhythm {
  private static final long HOUR_MILLIS = 3_600_000;
  private static final long ENOUGH_OF_AN_HOUR_MILLIS = HOUR_MILLIS * 9 / 10;

  /** After a time in which nobody listened, senders may wait so long before they try again. */
  private static final long GRACE_MILLIS = 600_000;

  private final WeekHours usual = new WeekHours();
  private final LongPauses openPauses = new LongPauses(3);
  private final LongPauses quietPauses = new LongPauses(2);
  private final LongPauses probablePauses = new LongPauses(1);

  private long hour = Long.MIN_VALUE;
  private long listenedInHour;
  private int runsInHour;
  private long pauseInHour;
  private long longestInHour;
  private boolean improbableInHour;

  private boolean speaking;
  private boolean inTheOpen;
  private long pause;
  private double nats;

  /** A round in which somebody listened for a while and the feed spoke or did not. */
  void hear(long atHour, long listenedMillis, boolean spoke, FeedLimits limits) {
    reach(atHour);
    listenedInHour += listenedMillis;
    if (spoke) {
      speak(limits);
      return;
    }
    if (speaking) {
      speaking = false;
      inTheOpen = isNeverSilent(limits);
    }
    pause += listenedMillis;
    if (pause > 0) {
      pauseInHour += Math.min(listenedMillis, pause);
      nats += usual.hazard(hour) * listenedMillis / 1000.0;
    }
    improbableInHour |= isSilent(limits);
  }

  /** Nobody listened for a while: what the feed did then is not known. */
  void lose(long atHour, FeedLimits limits) {
    reach(atHour);
    if (!isSilent(limits)) {
      speaking = false;
      pause = -GRACE_MILLIS;
      nats = 0;
      inTheOpen = isNeverSilent(limits);
    }
  }

  /** Whether the silence is improbable. */
  boolean isSilent(FeedLimits limits) {
    return pause >= limits.minPauseMillis() && nats >= limits.nats() && isLongerThanOfLate();
  }

  /** Time listened to since it last spoke, in milliseconds. */
  long pauseMillis() {
    return Math.max(0, pause);
  }

  /** The longest pause that is usual at this hour of the week, in milliseconds. */
  long usualPauseMillis() {
    return usual.longestMillis(hour);
  }

  /** Hours that were listened to since the feed is known; no longer counted after some weeks. */
  int hoursLearned() {
    return usual.learned();
  }

  /** Surprise of the silence, in nats. */
  double nats() {
    return nats;
  }

  private boolean isLongerThanOfLate() {
    return inTheOpen
        ? pause >= 2 * openPauses.last()
        : 2 * pause >= 3 * Math.max(probablePauses.last(), quietPauses.last());
  }

  /** Whether a whole silent hour would be improbable now. */
  private boolean isNeverSilent(FeedLimits limits) {
    return usual.hazard(hour) * HOUR_MILLIS / 1000.0 >= limits.nats();
  }

  private void speak(FeedLimits limits) {
    if (!isSilent(limits)) {
      probablePauses.add(pause);
      learnHourBefore();
    }
    (inTheOpen ? openPauses : quietPauses).add(pause);
    longestInHour = Math.max(longestInHour, pauseInHour);
    pauseInHour = 0;
    if (!speaking || runsInHour == 0) {
      runsInHour++;
    }
    speaking = true;
    pause = 0;
    nats = 0;
  }

  /** A pause that began in the hour before counts there too, now that it is over. */
  private void learnHourBefore() {
    long before = pause - pauseInHour;
    if (before > 0 && before < HOUR_MILLIS) {
      usual.stretch(hour - 1, before);
    }
  }

  private void reach(long atHour) {
    if (atHour == hour) {
      return;
    }
    if (listenedInHour >= ENOUGH_OF_AN_HOUR_MILLIS) {
      // How long a pause is that has just begun is not known yet.
      long longest = runsInHour == 0 ? pauseInHour : longestInHour;
      usual.learn(hour, runsInHour, longest, improbableInHour);
    }
    if (Math.floorDiv(atHour, 24L) != Math.floorDiv(hour, 24L)) {
      openPauses.fade();
      quietPauses.fade();
      probablePauses.fade();
    }
    hour = atHour;
    listenedInHour = 0;
    runsInHour = 0;
    pauseInHour = 0;
    longestInHour = 0;
    improbableInHour = false;
  }

  void writeTo(DataOutput out) throws IOException {
    usual.writeTo(out);
    openPauses.writeTo(out);
    quietPauses.writeTo(out);
    probablePauses.writeTo(out);
    out.writeLong(hour);
    Varint.write(out, listenedInHour);
    Varint.write(out, runsInHour);
    Varint.write(out, pauseInHour);
    Varint.write(out, longestInHour);
    out.writeBoolean(improbableInHour);
    out.writeBoolean(speaking);
    out.writeBoolean(inTheOpen);
    out.writeLong(pause);
    out.writeDouble(nats);
  }

  static Rhythm readFrom(DataInput in) throws IOException {
    Rhythm rhythm = new Rhythm();
    rhythm.usual.readInto(in);
    rhythm.openPauses.readInto(in);
    rhythm.quietPauses.readInto(in);
    rhythm.probablePauses.readInto(in);
    rhythm.hour = in.readLong();
    rhythm.listenedInHour = Varint.read(in);
    rhythm.runsInHour = Varint.readInt(in);
    rhythm.pauseInHour = Varint.read(in);
    rhythm.longestInHour = Varint.read(in);
    rhythm.improbableInHour = in.readBoolean();
    rhythm.speaking = in.readBoolean();
    rhythm.inTheOpen = in.readBoolean();
    rhythm.pause = in.readLong();
    rhythm.nats = in.readDouble();
    return rhythm;
  }
}
