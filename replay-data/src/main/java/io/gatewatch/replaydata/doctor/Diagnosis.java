package io.gatewatch.replaydata.doctor;

import java.time.Instant;
import java.util.List;

/**
 * What was found in a sample: the object that {@code doctor --json} prints, as in {@code
 * schemas/doctor.schema.json}. Shares lie in 0..1. It holds counts, names of ours, route templates
 * and masked names, never a line's text.
 *
 * @param verdict whether the sample is fit to be judged by
 * @param guess the format that the lines seem to have instead; null when the given one fits
 */
public record Diagnosis(
    int schema,
    String format,
    List<String> inputs,
    Verdict verdict,
    Lines lines,
    String guess,
    List<Reject> rejects,
    List<Field> fields,
    Identity identity,
    Times times,
    Ids ids,
    Routes routes,
    List<Exposed> exposures,
    List<Ailment> detectors) {

  /** Version of the shape. */
  static final int SCHEMA = 1;

  /** Whether a sample is fit to be judged by. */
  public enum Verdict {
    /** Nothing to mend. */
    GOOD,
    /** A setting of the gateway, or a file of ours, would make detectors see that are blind. */
    BLIND,
    /** More lines were rejected than a log may hold. */
    REJECTS,
    /** No line became a call. */
    NO_CALLS
  }

  /**
   * Log lines.
   *
   * @param notCalls lines of the gateway about something else than a request
   */
  public record Lines(long read, long accepted, long rejected, long notCalls) {}

  /**
   * A reason why lines were rejected.
   *
   * @param places the first ones, as file:line
   * @param shape of the first: letters → a, digits → 9
   * @param mend how to mend it
   */
  public record Reject(
      String reason, long count, double share, List<String> places, String shape, String mend) {}

  /**
   * A field of the calls.
   *
   * @param share of the calls that have it
   * @param add the setting that adds it; null when it is there, or cannot be had
   * @param never why this format cannot have it; null when it can
   * @param fine why it need not be there; null when it should
   */
  public record Field(
      String field, long filled, double share, String add, String never, String fine) {}

  /**
   * Who was charged.
   *
   * @param agents calls charged to an agent
   * @param networks calls charged to a network
   * @param rules how often each rule decided, in the order in which they are tried
   * @param obstacles why none did, most frequent first
   * @param hint what to do about calls that all seem to come from a load balancer; null when they
   *     do not
   */
  public record Identity(
      long agents,
      long networks,
      List<Rule> rules,
      List<Obstacle> obstacles,
      List<Who> busiest,
      String hint) {}

  /** An identity rule and the calls that it decided. */
  public record Rule(String rule, long count, double share) {}

  /** Why a rule proved nobody, in how many of the calls that no rule decided. */
  public record Obstacle(String rule, String obstacle, long count, double share) {}

  /**
   * A principal.
   *
   * @param registered whether the agent registry knows it; null without a registry, and for
   *     networks
   */
  public record Who(String kind, String id, String name, long calls, Boolean registered) {}

  /**
   * The calls' times.
   *
   * @param outOfOrder share of the calls that are older than one before them
   * @param late share that is older by more than the 60 s within which a replay sorts
   * @param furthestBackSeconds by how much the latest of them
   * @param against what the newest call was held against
   * @param aheadSeconds of it, the newest call is; below 0 when it is behind
   * @param future share of the calls that are more than 2 min ahead
   * @param zone the time zone that the clock seems to be off by, such as +02:00; null when none
   */
  public record Times(
      Instant first,
      Instant last,
      double outOfOrder,
      double late,
      double furthestBackSeconds,
      Instant against,
      Double aheadSeconds,
      double future,
      String zone) {}

  /**
   * Where call ids came from.
   *
   * @param gateway share with an id that the gateway drew
   * @param client share with one that the client may have chosen, joined with a hash of the line
   * @param hash share with a hash of the line alone
   * @param duplicates calls whose id was there before
   */
  public record Ids(double gateway, double client, double hash, long duplicates) {}

  /**
   * Routes.
   *
   * @param count different methods and templates
   * @param busiest most called first
   * @param catalogued share of the calls whose operation the catalogue knows
   * @param unknown most called of those it does not know
   * @param operations operations of the catalogues that were given; 0 without
   * @param unseen those of them that nobody called
   */
  public record Routes(
      long count,
      List<Route> busiest,
      double catalogued,
      List<Route> unknown,
      int operations,
      List<String> unseen) {}

  /** A route and its calls. */
  public record Route(String method, String route, String operation, long calls) {}

  /** Something sensitive that stood in clear in so many calls. */
  public record Exposed(String place, String kind, long calls) {}

  /**
   * A detector that suffers for want of a field.
   *
   * @param loss blind or weaker
   * @param share of the calls that have the field
   * @param why what is lost
   */
  public record Ailment(
      String detector,
      String loss,
      String field,
      double share,
      String why,
      String add,
      String never) {}
}
