package io.gatewatch.features.evidence;

import java.util.Locale;

/** What an agent is watched for. The order is part of stored states: add at the end only. */
public enum EvidenceStream {
  CALLS(Kind.COUNT, 60, 0.5, 3, "calls a minute", "calls"),
  KILOBYTES(Kind.COUNT, 60, 4, 40, "kB of answers a minute", "kB"),
  PAYMENTS(Kind.COUNT, 30, 0.1, 3, "payments a minute", "payments"),
  REFUSALS(Kind.SHARE, 200, 0.004, 6, "calls refused with 401, 403 or 404", "refused calls"),
  NEW_OBJECTS(
      Kind.SHARE, 200, 0.01, 4, "objects that this agent never touched before", "new objects"),
  WALKS(Kind.SHARE, 200, 0.01, 2, "ids that follow an id just seen by one", "steps"),
  NEW_ROUTES(Kind.SHARE, 400, 0.0005, 2, "routes that this agent never used", "new routes"),
  NEW_ORDER(
      Kind.SHARE,
      400,
      0.002,
      3,
      "calls after which it never made that call",
      "calls in a new order"),
  NEW_CLIENTS(
      Kind.SHARE, 400, 0.0005, 3, "networks or programs it never called from", "new clients"),
  REPEATS(Kind.SHARE, 200, 0.02, 4, "calls that are one of the four before, once more", "repeats"),
  RARE_ROUTES(
      Kind.SHARE, 400, 0.01, 4, "calls to routes that it rarely uses", "calls to rare routes"),
  MONOTONY(
      Kind.SHARE,
      400,
      0.05,
      4,
      "calls to the same route as the call before",
      "calls to the same route as before"),
  SWITCHES(
      Kind.SHARE,
      400,
      0.01,
      3,
      "calls from another network than the call before",
      "changes of network"),
  /** Of a view, not of an agent. */
  REFUSED_CALLERS(
      Kind.COUNT, 360, 0.05, 3, "callers turned away with 401 in a round", "refused callers"),
  TURNS(
      Kind.SHARE,
      30,
      0.005,
      1,
      "slots of ten minutes in which an unknown program on an unknown network and the known one"
          + " took turns",
      "slots with turns"),
  RARE_ORDER(
      Kind.SHARE,
      400,
      0.002,
      3,
      "calls that it makes after those before less than a fifth as often as by chance, and none of"
          + " the last four such",
      "calls in a rare order"),
  /** Of a newcomer, compared with others of its kind. */
  FOREIGN_ORDER(
      Kind.SHARE,
      1,
      0.02,
      3,
      "orders of calls, of those that are new to it, that fewer than two others of its kind make",
      "orders foreign to its kind"),
  UNATTENDED(
      Kind.SHARE,
      30,
      0.01,
      3,
      "payments, of those that say whether their customer is there, without the customer",
      "payments without their customer");

  /** How a stream is counted. */
  enum Kind {
    /** So many a busy minute. */
    COUNT,
    /** So many of these calls. */
    SHARE
  }

  private final Kind kind;
  private final int ready;
  private final double floor;
  private final double clustered;
  private final String meaning;
  private final String unit;

  EvidenceStream(
      Kind kind, int ready, double floor, double clustered, String meaning, String unit) {
    this.kind = kind;
    this.ready = ready;
    this.floor = floor;
    this.clustered = clustered;
    this.meaning = meaning;
    this.unit = unit;
  }

  /** Trials that must be learned before the stream bets: calls, or busy minutes. */
  int ready() {
    return ready;
  }

  /** The least that counts as usual, a share or a count a minute. */
  double floor() {
    return floor;
  }

  /** How many hits one cause brings at once, as long as nothing else is known. */
  double clustered() {
    return clustered;
  }

  /** What is counted. */
  public String meaning() {
    return meaning;
  }

  /** Unit of what is counted. */
  public String unit() {
    return unit;
  }

  /** Whether it is counted by the minute, and else by the call. */
  public boolean isCount() {
    return kind == Kind.COUNT;
  }

  /** How many streams an agent has, those in which it is compared with others among them. */
  public static int ofAgents() {
    return values().length - 1;
  }

  /** Whether it is asked of an agent's calls alone; else of many callers, or beside others. */
  boolean isOfAgents() {
    return this != REFUSED_CALLERS && this != FOREIGN_ORDER;
  }

  /**
   * Whether a newcomer can be compared in it with agents that are known: not in what is new to it,
   * since to a newcomer all is.
   */
  boolean isOfPeers() {
    return switch (this) {
      case CALLS, KILOBYTES, PAYMENTS, REFUSALS, WALKS, REPEATS, MONOTONY, SWITCHES -> true;
      default -> false;
    };
  }

  /**
   * Whether single high minutes mean nothing: those of one agent's jobs do not, but many strangers
   * have no jobs in common.
   */
  boolean hasPeaks() {
    return isCount() && isOfAgents();
  }

  /** How many trials are remembered: a few days of busy minutes, or a week of rounds, or calls. */
  double memory() {
    return !isOfAgents() ? 60_480 : isCount() ? 3_000 : 8_000;
  }

  /** After so long without growth its evidence was told, or is of what pauses: see StreamState. */
  long pauseMillis() {
    return (this == TURNS ? 30 : 10) * 60_000L;
  }

  /** Whether retries after failures of a backend look like it: then it abstains. */
  boolean isFakedByOutages() {
    return isCount()
        || this == REPEATS
        || this == MONOTONY
        || this == RARE_ORDER
        || this == UNATTENDED;
  }

  /** Name in evidence, such as {@code stream_new_objects}. */
  public String id() {
    return "stream_" + name().toLowerCase(Locale.ROOT);
  }

  /** The documented table of streams, in Markdown. */
  public static String table() {
    StringBuilder out = new StringBuilder("| stream | counts | unit |\n|---|---|---|\n");
    for (EvidenceStream s : values()) {
      if (s == REFUSED_CALLERS) {
        continue;
      }
      out.append("| `").append(s.id()).append("` | ").append(s.meaning);
      out.append(" | ").append(s.unit).append(" |\n");
    }
    return out.toString();
  }
}
