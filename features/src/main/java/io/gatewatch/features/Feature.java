package io.gatewatch.features;

import java.util.Locale;

/**
 * One feature of a principal's behaviour, version {@link FeatureSchema#VERSION}. The order is part
 * of the schema: new features are added at the end. All ranges start at 0; shares end at 1.
 * Refusals (429) count as nothing but themselves, so that a quota never feeds the evidence that
 * made it.
 */
public enum Feature {
  CALLS_1M("calls", "calls in the last minute, refusals left out"),
  CALLS_5M("calls", "calls in the last 5 minutes, refusals left out"),
  USUAL_CALLS_1M("calls", "median of this principal's busy minutes"),
  BUSY_CALLS_1M("calls", "99th percentile of this principal's busy minutes"),
  UNAUTHORIZED_5M("calls", "answers 401 in the last 5 minutes"),
  USUAL_UNAUTHORIZED_5M("calls", "the same, in usual busy minutes"),
  FORBIDDEN_5M("calls", "answers 403 in the last 5 minutes"),
  USUAL_FORBIDDEN_5M("calls", "the same, in usual busy minutes"),
  NOT_FOUND_5M("calls", "answers 404 in the last 5 minutes"),
  USUAL_NOT_FOUND_5M("calls", "the same, in usual busy minutes"),
  REFUSED_5M("calls", "answers 429 in the last 5 minutes"),
  SERVER_ERRORS_1M("calls", "answers 5xx in the last minute"),
  CLIENT_ERROR_SHARE_5M("share", "share of 4xx (not 429) in the last 5 minutes"),
  NEW_OBJECTS_5M(
      "objects", "objects touched for the first time by this principal in the last 5 minutes"),
  USUAL_NEW_OBJECTS_5M("objects", "the same, in usual busy minutes"),
  WALK_STEPS_5M("steps", "ids in the last 5 minutes that follow an id just seen by one"),
  NEW_ROUTES_5M(
      "routes", "method and route never used before by this principal, in the last 5 minutes"),
  KNOWN_ROUTES("routes", "methods and routes that this principal has used"),
  WRITE_SHARE_5M("share", "share of writing methods in the last 5 minutes"),
  REPEAT_RUN("calls", "how often the very same call was made in a row"),
  CLAIMED_IDS_5M("ids", "identities claimed without proof in the last 5 minutes"),
  KILOBYTES_OUT_5M("kB", "size of the answers in the last 5 minutes"),
  USUAL_KILOBYTES_OUT_5M("kB", "the same, in usual busy minutes"),
  BUSY_MINUTES("minutes", "minutes with calls that were learned so far"),
  AGE_HOURS("h", "time since this principal's first call"),
  SILENT_SLOTS(
      "slots",
      "slots of ten minutes without a call in which this agent would have called (an expectation),"
          + " once that is improbable"),
  USUAL_SILENT_SLOTS("slots", "the same of its second longest silence of late"),
  SILENT_HOURS("h", "time since its last slot with a call, as long as the silence is news"),
  OFF_HOURS_SLOTS(
      "slots",
      "slots of ten minutes, one after the other, with calls at hours when it seldom calls"),
  CONSENT_EXCESS_24H(
      "accesses", "accesses to accounts without their customer beyond four a day, in 24 h"),
  CALLS_1H("calls", "calls, each fading by the factor e in an hour, refusals left out"),
  CALLS_24H("calls", "the same, fading in 24 h"),
  NEW_OBJECTS_1H("objects", "objects touched for the first time, fading in an hour"),
  KILOBYTES_OUT_1H("kB", "size of the answers, fading in an hour"),
  PAYMENTS_1H("calls", "payments asked for, fading in an hour"),
  PAYMENTS_24H("calls", "the same, fading in 24 h"),
  GROUP_CALLS_1H(
      "calls", "calls to the operation group of its last call, fading in an hour (of agents)"),
  USUAL_GROUP_CALLS_1H("calls", "the same, in usual busy minutes of that group"),
  GROUP_CALLS_24H("calls", "calls to that group, fading in 24 h"),
  GROUP_ERROR_SHARE_1H("share", "share of 4xx (not 429) and 5xx among calls to that group"),
  USUAL_GROUP_ERROR_SHARE_1H("share", "the same, in usual busy minutes of that group"),
  GROUP_KILOBYTES_OUT_PER_CALL_1H("kB", "mean size of that group's answers"),
  USUAL_GROUP_KILOBYTES_OUT_PER_CALL_1H("kB", "the same, in usual busy minutes of that group"),
  SILENT_WHOLE_HOURS(
      "h",
      "whole hours of its silence, of an agent that comes by the hour: at all hours of both kinds of"
          + " day, but in fewer than half of the slots; else 0"),
  GAP_REGULARITY(
      "share",
      "how regularly its last 32 calls or so came: 1 like a metronome, about 0.4 at random moments,"
          + " near 0 in bursts; 0 while fewer than 8 gaps are known"),
  USUAL_GAP_REGULARITY("share", "the same, in usual busy minutes (of agents)"),
  PAGE_SIZE("rows", "page size that it asks for of late, a geometric mean; 0 for none (of agents)"),
  USUAL_PAGE_SIZE("rows", "the same, in usual busy minutes in which it asks for one"),
  CONTINUITY_1H(
      "share",
      "how far order, timing, program and page size of its calls of the last hour are like this agent"
          + " of before; 1 of a newcomer and of a source"),
  BURST_10S("calls", "most calls in ten seconds of the last minute, refusals left out"),
  SENSITIVE_SHARE_1H(
      "share",
      "share of calls that concern people or money by the catalogue, fading in an hour (of agents)"),
  KNOWN_NETWORKS("networks", "networks that it has called from (of agents)"),
  NEW_NETWORKS_24H("networks", "those of them that are new within 24 h"),
  KNOWN_PROGRAMS(
      "programs", "programs that it has called with, whatever their release (of agents)"),
  NEW_PROGRAMS_24H("programs", "those of them that are new within 24 h"),
  KNOWN_ADDRESSES("addresses", "addresses that it has called from, the last 32 to 64 (of agents)"),
  NEW_ADDRESSES_24H("addresses", "addresses seen for the first time, fading in 24 h"),
  KNOWN_CREDENTIALS(
      "credentials", "credentials that it has called with, the last 8 to 16 (of agents)"),
  NEW_CREDENTIALS_24H("credentials", "credentials seen for the first time, fading in 24 h"),
  GROUP_CALLS_1M(
      "calls", "calls to the operation group of its last call in the last minute (of agents)"),
  USUAL_GROUP_CALLS_1M("calls", "the same, in usual busy minutes of that group"),
  GROUP_CALLS_5M("calls", "calls to that group in the last 5 minutes"),
  USUAL_GROUP_CALLS_5M("calls", "the same, in usual busy minutes of that group"),
  GROUP_ERROR_SHARE_5M(
      "share", "share of 4xx (not 429) and 5xx among calls to that group in the last 5 minutes"),
  USUAL_GROUP_ERROR_SHARE_5M("share", "the same, in usual busy minutes of that group"),
  GROUP_SERVER_ERROR_SHARE_5M("share", "share of 5xx among them"),
  USUAL_GROUP_SERVER_ERROR_SHARE_5M("share", "the same, in usual busy minutes of that group"),
  GROUP_DENIED_SHARE_5M("share", "share of 401, 403 and 404 among them"),
  USUAL_GROUP_DENIED_SHARE_5M("share", "the same, in usual busy minutes of that group"),
  GROUP_WRITE_SHARE_5M("share", "share of writing methods among them"),
  USUAL_GROUP_WRITE_SHARE_5M("share", "the same, in usual busy minutes of that group"),
  GROUP_KILOBYTES_OUT_PER_CALL_5M("kB", "mean size of that group's answers in the last 5 minutes"),
  USUAL_GROUP_KILOBYTES_OUT_PER_CALL_5M("kB", "the same, in usual busy minutes of that group"),
  GROUP_BUSY_MINUTES(
      "minutes", "minutes with calls to that group that were learned so far, 1,000 at most"),
  STRANGE_CLIENT(
      "share",
      "1 when the last call came from a network and with a program that are both new within 24 h,"
          + " and others were known before (of agents)");

  private final String unit;
  private final String meaning;
  private final String id;

  Feature(String unit, String meaning) {
    this.unit = unit;
    this.meaning = meaning;
    this.id = name().toLowerCase(Locale.ROOT);
  }

  /** Unit of the value. */
  public String unit() {
    return unit;
  }

  /** What the value says. */
  public String meaning() {
    return meaning;
  }

  /** Upper end of the range. */
  public double max() {
    return unit.equals("share") ? 1 : Double.POSITIVE_INFINITY;
  }

  /** Name in evidence, rules and model cards, such as {@code calls_1m}. */
  public String id() {
    return id;
  }
}
