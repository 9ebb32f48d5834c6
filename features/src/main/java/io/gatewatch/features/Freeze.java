package io.gatewatch.features;

import io.gatewatch.features.History.Level;
import io.gatewatch.ingest.ApiCall;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Whether busy minutes far above what is usual are learned: not for 72 h of them in a row, unless
 * an analyst gives leave sooner; then 360 of them are, within a day.
 */
final class Freeze {
  private static final int MANY_REFUSED = 5;

  private static final int LIMIT_MINUTES = 72 * 60;
  private static final int PERMITTED_MINUTES = 360;
  private static final long LEAVE_MILLIS = 24 * 3_600_000L;

  /** Minutes in a row that were not learned; what is above the limit will be, by leave. */
  private int minutes;

  /** Takes a busy minute; whether it is to be learned. */
  boolean learns(boolean suspicious) {
    if (isOnLeave()) {
      minutes = minutes - 1 > LIMIT_MINUTES ? minutes - 1 : 0;
    } else if (!suspicious) {
      minutes = 0;
    } else if (minutes < LIMIT_MINUTES) {
      minutes++;
      return false;
    }
    return true;
  }

  /** An analyst gives leave; whether anything was held back. */
  boolean end() {
    boolean frozen = minutes > 0;
    minutes = frozen ? LIMIT_MINUTES + PERMITTED_MINUTES : 0;
    return frozen;
  }

  /** A day after leave was given it is over. */
  void endLeave(Leave leave, ApiCall call, long time) {
    if (isOnLeave() && !leave.toLearn(call, time - LEAVE_MILLIS, time)) {
      minutes = 0;
    }
  }

  private boolean isOnLeave() {
    return minutes > LIMIT_MINUTES;
  }

  /**
   * Whether a minute is far above what is usual, or of a newcomer refused most of the time.
   *
   * @param level its counts, in the order of {@link Level}
   */
  static boolean isSuspicious(History history, int calls, int[] level) {
    if (history.busyMinutes() < History.MINUTES_OF_PROOF) {
      int refused =
          level[Level.UNAUTHORIZED.ordinal()]
              + level[Level.FORBIDDEN.ordinal()]
              + level[Level.NOT_FOUND.ordinal()];
      return refused >= MANY_REFUSED && 2 * refused >= calls;
    }
    if (calls > 20 + 4 * history.busy()) {
      return true;
    }
    for (int i = 0; i < Level.KILOBYTES.ordinal(); i++) {
      if (level[i] > 20 + 10 * history.levels[i]) {
        return true;
      }
    }
    return false;
  }

  void writeTo(DataOutput out) throws IOException {
    Varint.write(out, minutes);
  }

  void readInto(DataInput in) throws IOException {
    minutes = Varint.readInt(in);
  }
}
