package io.gatewatch.ingest.assemble;

import io.gatewatch.ingest.RejectReason;
import io.gatewatch.ingest.json.LineFault;
import io.gatewatch.ingest.text.RequestLine;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** The ranges that a line's values must keep. */
final class CallChecks {
  private static final long EARLIEST = Instant.parse("2000-01-01T00:00:00Z").toEpochMilli();
  private static final long LATEST = Instant.parse("2100-01-01T00:00:00Z").toEpochMilli();
  private static final double LONGEST_CALL = Duration.ofDays(31).toMillis();

  /** Clocks are set while a call runs: an end so little before its start says nothing of it. */
  private static final double MOST_SKEW = Duration.ofMinutes(1).toMillis();

  private static final Duration MOST_AHEAD = Duration.ofMinutes(2);
  private static final int LONGEST_METHOD = 24;
  private static final double UNKNOWN_SIZE = -1;
  private static final double LARGEST_SIZE = 1L << 53;

  private CallChecks() {}

  /** End of the response as written, else start + latency, in whole milliseconds. */
  static Instant end(RawCall raw) throws LineFault {
    double latency = raw.latencyMillis == null ? 0 : checked(raw.latencyMillis);
    if (latency < 0 && latency >= -MOST_SKEW) {
      raw.latencyMillis = null;
      latency = 0;
    }
    if (latency < 0 || latency > LONGEST_CALL) {
      throw new LineFault(RejectReason.LATENCY_OUT_OF_RANGE);
    }
    if (raw.endedAtMillis == null && raw.startedAtMillis == null) {
      throw new LineFault(RejectReason.TIME_MISSING);
    }
    double end =
        raw.endedAtMillis == null
            ? checked(raw.startedAtMillis) + latency
            : checked(raw.endedAtMillis);
    if (end < EARLIEST || end >= LATEST) {
      throw new LineFault(RejectReason.TIME_OUT_OF_RANGE);
    }
    return Instant.ofEpochMilli((long) end);
  }

  /** Whether a call claims to have ended well after its line was received. */
  static boolean isAhead(Instant end, Instant receivedAt) {
    return receivedAt != null && end.isAfter(receivedAt.plus(MOST_AHEAD));
  }

  static int status(Double status) throws LineFault {
    if (status == null) {
      throw new LineFault(RejectReason.STATUS_MISSING);
    }
    double value = checked(status);
    if (value < 100 || value > 599 || value != Math.rint(value)) {
      throw new LineFault(RejectReason.STATUS_OUT_OF_RANGE);
    }
    return (int) value;
  }

  /** What stands for the method of a request that was none. */
  static final String MALFORMED = "MALFORMED";

  static String method(RawCall raw) throws LineFault {
    return raw.malformedRequest ? MALFORMED : method(raw.method);
  }

  private static String method(String method) throws LineFault {
    if (method == null || method.isEmpty()) {
      throw new LineFault(RejectReason.METHOD_MISSING);
    }
    if (!RequestLine.isMethod(method)) {
      throw new LineFault(RejectReason.METHOD_UNREADABLE);
    }
    String shown = method.length() <= LONGEST_METHOD ? method : method.substring(0, LONGEST_METHOD);
    return shown.toUpperCase(Locale.ROOT);
  }

  static Long size(Double size) throws LineFault {
    if (size == null) {
      return null;
    }
    double value = checked(size);
    if (value == UNKNOWN_SIZE) {
      return null;
    }
    if (value < 0) {
      throw new LineFault(RejectReason.SIZE_NEGATIVE);
    }
    if (value > LARGEST_SIZE) {
      throw new LineFault(RejectReason.WRONG_TYPE);
    }
    return (long) value;
  }

  private static double checked(double value) throws LineFault {
    if (Double.isNaN(value)) {
      throw new LineFault(RejectReason.WRONG_TYPE);
    }
    return value;
  }
}
