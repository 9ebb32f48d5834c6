package io.gatewatch.features.usage;

import static java.util.Objects.requireNonNull;

import io.gatewatch.features.Fingerprint;
import io.gatewatch.features.Varint;
import io.gatewatch.features.Who;
import io.gatewatch.features.presence.Attendance;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What is known of an agent at the end of an hour with calls.
 *
 * @param time that end, in epoch milliseconds
 * @param since its first call, in epoch milliseconds
 * @param busyMinutes minutes with calls that were learned
 * @param medianCalls median of those, in calls a minute
 * @param busyCalls 99th percentile of those, in calls a minute
 * @param usualCalls usual calls in a minute with calls, for each hour of a working day (UTC); empty
 *     while nothing is learned
 * @param workdays when it is there from Monday to Friday
 * @param weekends when it is there on Saturdays and Sundays
 * @param networks networks it has called from
 * @param programs programs it has called with
 * @param routes methods and routes it has used
 * @param used operation groups that it has used within 30 days, sorted
 */
public record Profile(
    Who who,
    long time,
    long since,
    int busyMinutes,
    double medianCalls,
    double busyCalls,
    List<Double> usualCalls,
    Attendance workdays,
    Attendance weekends,
    int networks,
    int programs,
    int routes,
    List<String> used) {
  private static final double LOG_HALF_OCTAVE = StrictMath.log(2) / 2;
  private static final long DAY_MILLIS = 86_400_000;

  public Profile {
    requireNonNull(who, "who");
    requireNonNull(workdays, "workdays");
    requireNonNull(weekends, "weekends");
    usualCalls = List.copyOf(usualCalls);
    used = List.copyOf(used);
  }

  /**
   * A fingerprint of what is worth telling: levels to half an octave, attendance to a tenth, counts
   * as they are. And the day, so that it is told once a day.
   */
  long outline() {
    long outline = Fingerprint.mix((time - 1) / DAY_MILLIS, who.agentClass().ordinal());
    outline = Fingerprint.mix(outline, step(medianCalls));
    outline = Fingerprint.mix(outline, step(busyCalls));
    for (double level : usualCalls) {
      outline = Fingerprint.mix(outline, step(level));
    }
    for (Attendance kind : List.of(workdays, weekends)) {
      for (int percent : kind.percent()) {
        outline = Fingerprint.mix(outline, Math.round(percent / 10.0));
      }
    }
    outline = Fingerprint.mix(outline, networks);
    outline = Fingerprint.mix(outline, programs);
    outline = Fingerprint.mix(outline, routes);
    for (String group : used) {
      outline = Fingerprint.mix(outline, Fingerprint.of(group));
    }
    return outline;
  }

  /** Writes the profile. */
  public void writeTo(DataOutput out) throws IOException {
    who.writeTo(out);
    out.writeLong(time);
    out.writeLong(since);
    Varint.write(out, busyMinutes);
    out.writeDouble(medianCalls);
    out.writeDouble(busyCalls);
    out.writeByte(usualCalls.size());
    for (double level : usualCalls) {
      out.writeDouble(level);
    }
    workdays.writeTo(out);
    weekends.writeTo(out);
    Varint.write(out, networks);
    Varint.write(out, programs);
    Varint.write(out, routes);
    out.writeByte(used.size());
    for (String group : used) {
      Varint.writeText(out, group);
    }
  }

  /** Reads a profile. */
  public static Profile readFrom(DataInput in) throws IOException {
    Who who = Who.readFrom(in);
    long time = in.readLong();
    long since = in.readLong();
    int busyMinutes = Varint.readInt(in);
    double medianCalls = in.readDouble();
    double busyCalls = in.readDouble();
    List<Double> usualCalls = new ArrayList<>();
    for (int levels = in.readByte(); levels > 0; levels--) {
      usualCalls.add(in.readDouble());
    }
    Attendance workdays = Attendance.readFrom(in);
    Attendance weekends = Attendance.readFrom(in);
    int networks = Varint.readInt(in);
    int programs = Varint.readInt(in);
    int routes = Varint.readInt(in);
    List<String> used = new ArrayList<>();
    for (int groups = in.readByte(); groups > 0; groups--) {
      used.add(Varint.readText(in));
    }
    return new Profile(
        who,
        time,
        since,
        busyMinutes,
        medianCalls,
        busyCalls,
        usualCalls,
        workdays,
        weekends,
        networks,
        programs,
        routes,
        used);
  }

  private static long step(double level) {
    return level <= 0 ? Long.MIN_VALUE : Math.round(StrictMath.log(level) / LOG_HALF_OCTAVE);
  }
}
