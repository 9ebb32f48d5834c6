package io.gatewatch.alerting;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.time.Duration;
import java.time.Instant;

/**
 * What a person says about quotas: a record of {@link #TOPIC}, keyed by quota key, and the payload
 * of a control record of kind {@link #CONTROL}. It counts from the next tick that is decided, and
 * outranks automation. Flat: what a kind does not use is null.
 *
 * @param schema 1
 * @param actId tells acts apart; said twice, it counts once
 * @param kind what is said
 * @param time when
 * @param tenant whom it concerns; null for everybody where a kind allows it
 * @param group gateway group, likewise
 * @param scope operation group, or {@code *}
 * @param agent the agent's id; {@code *} for all agents of an operation group
 * @param detector of a kill or a mode: a rule or model, with or without its version
 * @param quotaId of a grant or a refusal: the update that was looked at; null for what is pending
 * @param name of a kill, by which it is lifted; of a second name: the act it confirms
 * @param limit of a pin or of break-glass
 * @param mode of a mode
 * @param until of a pin or an exemption
 * @param report of mode enforce: a monitor report of another run, where the governor has none
 * @param who says it
 * @param why in words
 */
@JsonPropertyOrder({
  "schema",
  "actId",
  "kind",
  "time",
  "tenant",
  "group",
  "scope",
  "agent",
  "detector",
  "quotaId",
  "name",
  "limit",
  "mode",
  "until",
  "report",
  "who",
  "why"
})
@JsonIgnoreProperties(ignoreUnknown = true)
public record Act(
    int schema,
    String actId,
    Kind kind,
    Instant time,
    String tenant,
    String group,
    String scope,
    String agent,
    String detector,
    String quotaId,
    String name,
    Limit limit,
    QuotaMode mode,
    Instant until,
    MonitorReport report,
    String who,
    String why) {

  /** The topic of people's answers about quotas, keyed by quota key. */
  public static final String TOPIC = "gatewatch.approvals";

  /** Kind of a control record whose payload is an act. */
  public static final String CONTROL = "quota-act";

  /**
   * Kind of a control record whose payload is a kill, or what lifts it; its id is the name. Readers
   * hear it themselves.
   */
  public static final String KILL = "kill";

  private static final int LONGEST_TEXT = 500;
  private static final Duration LONGEST = Duration.ofDays(400);

  /** What can be said. */
  public enum Kind {
    /** Yes to what is pending on a quota. */
    GRANT,
    /** No to it. */
    REFUSE,
    /** A limit that holds until its end, whatever the detectors say. */
    PIN,
    /** Back to base, pin and cut alike. */
    RELEASE,
    /** An agent is never cut until the end. */
    EXEMPT,
    /** Drops every limit that it fits and lets no new one come, until it is lifted by its name. */
    KILL,
    /** Ends a kill. */
    LIFT,
    /** A pin for half an hour at most without a second person, who is to confirm it afterwards. */
    BREAK_GLASS,
    /** The second name under break-glass. */
    SECOND,
    /** How far updates of a gateway group, a rule, a model or an agent may go. */
    MODE
  }

  public Act {
    requireText(actId, "actId");
    requireNonNull(kind, "kind");
    requireNonNull(time, "time");
    requireText(who, "who");
    requireText(why, "why");
    boolean onQuota =
        switch (kind) {
          case GRANT, REFUSE, PIN, RELEASE, BREAK_GLASS -> true;
          case EXEMPT, KILL, LIFT, SECOND, MODE -> false;
        };
    require(!onQuota || (tenant != null && group != null), kind, "tenant and group");
    require(!onQuota || (scope != null && agent != null), kind, "scope and agent");
    boolean sets = kind == Kind.PIN || kind == Kind.BREAK_GLASS;
    require(!sets || limit != null, kind, "limit");
    boolean wholeGateway = QuotaKey.ALL.equals(agent) && QuotaKey.ALL.equals(scope);
    require(!sets || !wholeGateway, kind, "an agent or a scope other than *");
    boolean ends = kind == Kind.PIN || kind == Kind.EXEMPT;
    require(!ends || (until != null && until.isAfter(time)), kind, "until, after time");
    require(!ends || until.isBefore(time.plus(LONGEST)), kind, "until, within 400 days");
    require(
        kind != Kind.EXEMPT || (tenant != null && group != null && agent != null),
        kind,
        "tenant, group and agent");
    boolean named = kind == Kind.KILL || kind == Kind.LIFT || kind == Kind.SECOND;
    require(!named || (name != null && !name.isBlank()), kind, "name");
    require(kind != Kind.MODE || mode != null, kind, "mode");
    require(
        kind != Kind.MODE || detector != null || (tenant != null && group != null),
        kind,
        "tenant and group, or detector");
  }

  /** The quota it is about; only where the kind names one. */
  QuotaKey key() {
    return new QuotaKey(tenant, group, scope, agent);
  }

  /** What it is about, as text for the audit. */
  String subject() {
    return switch (kind) {
      case GRANT, REFUSE, PIN, RELEASE, BREAK_GLASS -> "quota/" + key().text();
      case KILL, LIFT -> "kill/" + name;
      case SECOND -> "act/" + name;
      case EXEMPT -> "agent/" + tenant + "/" + group + "/" + agent;
      case MODE -> "mode/" + modeOf();
    };
  }

  /** Whether it sets the mode of a whole gateway group. */
  boolean setsGroup() {
    return kind == Kind.MODE && detector == null && agent == null;
  }

  /** Which mode it sets. */
  String modeOf() {
    if (detector != null) {
      return "detector/" + detector;
    }
    return agent != null
        ? "agent/" + tenant + "/" + group + "/" + agent
        : "group/" + tenant + "/" + group;
  }

  /** The same with this end. */
  Act endingAt(Instant end) {
    return new Act(
        schema, actId, kind, time, tenant, group, scope, agent, detector, quotaId, name, limit,
        mode, end, report, who, why);
  }

  /** As UTF-8 JSON. */
  public byte[] toJson() {
    return Json.write(this);
  }

  /**
   * Reads one.
   *
   * @throws IllegalArgumentException when the bytes are no act
   */
  public static Act fromJson(byte[] json) {
    Act act = Json.read(json, Act.class);
    if (act == null) {
      throw new IllegalArgumentException("not an Act: null");
    }
    return act;
  }

  private static void require(boolean holds, Kind kind, String expected) {
    if (!holds) {
      throw new IllegalArgumentException(kind + " (expected: " + expected + ")");
    }
  }

  private static void requireText(String text, String field) {
    if (text == null || text.isBlank() || text.length() > LONGEST_TEXT) {
      throw new IllegalArgumentException(field + " (expected: 1 to 500 characters)");
    }
  }
}
