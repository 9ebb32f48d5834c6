package io.gatewatch.features;

import io.gatewatch.features.History.Level;
import io.gatewatch.features.Pulse.Five;
import io.gatewatch.features.Pulse.Late;
import io.gatewatch.features.Pulse.Minute;
import io.gatewatch.features.evidence.OwnEvidence;

/** Reads a {@link FeatureVector} out of a principal's state. */
final class FeatureExtractor {
  private FeatureExtractor() {}

  static FeatureVector extract(Pulse pulse, History history) {
    double[] v = new double[FeatureSchema.size()];
    double calls = pulse.five.sum(Five.CALLS.ordinal());
    set(v, Feature.CALLS_1M, pulse.minute.sum(Minute.CALLS.ordinal()));
    set(v, Feature.CALLS_5M, calls);
    set(v, Feature.USUAL_CALLS_1M, history.median());
    set(v, Feature.BUSY_CALLS_1M, history.busy());
    set(v, Feature.UNAUTHORIZED_5M, five(pulse, Five.UNAUTHORIZED));
    set(v, Feature.USUAL_UNAUTHORIZED_5M, history.usualIn5m(Level.UNAUTHORIZED));
    set(v, Feature.FORBIDDEN_5M, five(pulse, Five.FORBIDDEN));
    set(v, Feature.USUAL_FORBIDDEN_5M, history.usualIn5m(Level.FORBIDDEN));
    set(v, Feature.NOT_FOUND_5M, five(pulse, Five.NOT_FOUND));
    set(v, Feature.USUAL_NOT_FOUND_5M, history.usualIn5m(Level.NOT_FOUND));
    set(v, Feature.REFUSED_5M, five(pulse, Five.REFUSED));
    set(v, Feature.SERVER_ERRORS_1M, pulse.minute.sum(Minute.SERVER_ERRORS.ordinal()));
    set(v, Feature.CLIENT_ERROR_SHARE_5M, share(clientErrors(pulse), calls));
    set(v, Feature.NEW_OBJECTS_5M, five(pulse, Five.NEW_OBJECTS));
    set(v, Feature.USUAL_NEW_OBJECTS_5M, history.usualIn5m(Level.NEW_OBJECTS));
    set(v, Feature.WALK_STEPS_5M, five(pulse, Five.WALK_STEPS));
    set(v, Feature.NEW_ROUTES_5M, five(pulse, Five.NEW_ROUTES));
    set(v, Feature.KNOWN_ROUTES, history.knownRoutes());
    set(v, Feature.WRITE_SHARE_5M, share(five(pulse, Five.WRITES), calls));
    set(v, Feature.REPEAT_RUN, pulse.repeats());
    set(v, Feature.CLAIMED_IDS_5M, five(pulse, Five.CLAIMS));
    set(v, Feature.KILOBYTES_OUT_5M, five(pulse, Five.KILOBYTES));
    set(v, Feature.USUAL_KILOBYTES_OUT_5M, history.usualIn5m(Level.KILOBYTES));
    set(v, Feature.BUSY_MINUTES, history.busyMinutes());
    set(v, Feature.AGE_HOURS, history.ageHours(pulse.now));
    if (history.presence() != null) {
      set(v, Feature.OFF_HOURS_SLOTS, history.presence().offSlots());
      set(v, Feature.CONSENT_EXCESS_24H, history.consents().excess(pulse.now));
    }
    setLate(v, pulse);
    set(v, Feature.BURST_10S, pulse.minute.most(Minute.CALLS.ordinal()));
    setStyle(v, pulse.gaps, history.style());
    if (history.origins() != null) {
      setOrigins(v, pulse, history);
    }
    if (history.groups() != null && history.groups().last() != null) {
      setGroup(v, history.groups().last());
    }
    return FeatureVector.owning(v);
  }

  private static void setLate(double[] v, Pulse pulse) {
    set(v, Feature.CALLS_1H, pulse.late.get(Late.CALLS_1H.ordinal()));
    set(v, Feature.CALLS_24H, pulse.late.get(Late.CALLS_24H.ordinal()));
    set(v, Feature.NEW_OBJECTS_1H, pulse.late.get(Late.NEW_OBJECTS_1H.ordinal()));
    set(v, Feature.KILOBYTES_OUT_1H, pulse.late.get(Late.KILOBYTES_1H.ordinal()));
    set(v, Feature.PAYMENTS_1H, pulse.late.get(Late.PAYMENTS_1H.ordinal()));
    set(v, Feature.PAYMENTS_24H, pulse.late.get(Late.PAYMENTS_24H.ordinal()));
  }

  private static void setStyle(double[] v, Gaps gaps, Style style) {
    set(v, Feature.GAP_REGULARITY, gaps.regularity());
    set(v, Feature.CONTINUITY_1H, style == null ? 1 : style.continuity(gaps));
    if (style != null) {
      set(v, Feature.USUAL_GAP_REGULARITY, style.usualRegularity());
      set(v, Feature.PAGE_SIZE, style.pageSize());
      set(v, Feature.USUAL_PAGE_SIZE, style.usualPageSize());
    }
  }

  private static void setOrigins(double[] v, Pulse pulse, History history) {
    Origins origins = history.origins();
    OwnEvidence evidence = history.evidence();
    double calls = pulse.late.get(Late.CALLS_1H.ordinal());
    set(v, Feature.SENSITIVE_SHARE_1H, Math.min(1, share(history.style().sensitive(), calls)));
    set(v, Feature.KNOWN_NETWORKS, evidence.clients().networks());
    set(v, Feature.NEW_NETWORKS_24H, evidence.clients().newNetworks(pulse.now));
    set(v, Feature.KNOWN_PROGRAMS, evidence.clients().programs());
    set(v, Feature.NEW_PROGRAMS_24H, evidence.clients().newPrograms(pulse.now));
    set(v, Feature.STRANGE_CLIENT, evidence.clients().isStranger(pulse.now) ? 1 : 0);
    set(v, Feature.KNOWN_ADDRESSES, origins.addresses());
    set(v, Feature.NEW_ADDRESSES_24H, origins.newAddresses());
    set(v, Feature.KNOWN_CREDENTIALS, origins.credentials());
    set(v, Feature.NEW_CREDENTIALS_24H, origins.newCredentials());
  }

  private static void setGroup(double[] v, GroupLevels group) {
    set(v, Feature.GROUP_CALLS_1H, group.calls1h());
    set(v, Feature.USUAL_GROUP_CALLS_1H, group.usualCalls1h());
    set(v, Feature.GROUP_CALLS_24H, group.calls24h());
    set(v, Feature.GROUP_ERROR_SHARE_1H, group.errorShare());
    set(v, Feature.USUAL_GROUP_ERROR_SHARE_1H, group.usualErrorShare());
    set(v, Feature.GROUP_KILOBYTES_OUT_PER_CALL_1H, group.kilobytesPerCall());
    set(v, Feature.USUAL_GROUP_KILOBYTES_OUT_PER_CALL_1H, group.usualKilobytesPerCall());
    setGroupWindows(v, group);
  }

  private static void setGroupWindows(double[] v, GroupLevels group) {
    GroupWindows windows = group.windows();
    set(v, Feature.GROUP_CALLS_1M, windows.calls1m());
    set(v, Feature.USUAL_GROUP_CALLS_1M, windows.usualCalls1m());
    set(v, Feature.GROUP_CALLS_5M, windows.sum(GroupWindows.Five.CALLS));
    set(v, Feature.USUAL_GROUP_CALLS_5M, windows.usualCalls5m());
    set(v, Feature.GROUP_ERROR_SHARE_5M, windows.perCall(GroupWindows.Five.ERRORS));
    set(v, Feature.USUAL_GROUP_ERROR_SHARE_5M, group.usualErrorShare());
    set(v, Feature.GROUP_SERVER_ERROR_SHARE_5M, windows.perCall(GroupWindows.Five.SERVER_ERRORS));
    set(v, Feature.USUAL_GROUP_SERVER_ERROR_SHARE_5M, windows.usualServerErrorShare());
    set(v, Feature.GROUP_DENIED_SHARE_5M, windows.perCall(GroupWindows.Five.DENIED));
    set(v, Feature.USUAL_GROUP_DENIED_SHARE_5M, windows.usualDeniedShare());
    set(v, Feature.GROUP_WRITE_SHARE_5M, windows.perCall(GroupWindows.Five.WRITES));
    set(v, Feature.USUAL_GROUP_WRITE_SHARE_5M, windows.usualWriteShare());
    set(v, Feature.GROUP_KILOBYTES_OUT_PER_CALL_5M, windows.perCall(GroupWindows.Five.KILOBYTES));
    set(v, Feature.USUAL_GROUP_KILOBYTES_OUT_PER_CALL_5M, group.usualKilobytesPerCall());
    set(v, Feature.GROUP_BUSY_MINUTES, windows.minutes());
  }

  /** Of an agent that has been silent until now. */
  static FeatureVector silent(Pulse pulse, History history, long now) {
    double[] v = extract(pulse, history).toArray();
    set(v, Feature.SILENT_SLOTS, history.presence().missed(now));
    set(v, Feature.USUAL_SILENT_SLOTS, history.presence().usuallyMissed());
    set(v, Feature.SILENT_HOURS, history.presence().silentHours(now));
    set(v, Feature.SILENT_WHOLE_HOURS, history.presence().silentWholeHours(now));
    set(v, Feature.OFF_HOURS_SLOTS, 0);
    return new FeatureVector(v);
  }

  private static double clientErrors(Pulse pulse) {
    return five(pulse, Five.UNAUTHORIZED)
        + five(pulse, Five.FORBIDDEN)
        + five(pulse, Five.NOT_FOUND)
        + five(pulse, Five.OTHER_CLIENT_ERRORS);
  }

  private static double five(Pulse pulse, Five counter) {
    return pulse.five.sum(counter.ordinal());
  }

  private static double share(double part, double whole) {
    return whole == 0 ? 0 : part / whole;
  }

  private static void set(double[] values, Feature feature, double value) {
    values[feature.ordinal()] = value;
  }
}
