package io.gatewatch.replaydata.generate;

import java.util.ArrayList;
import java.util.List;

/**
 * One agent of the fleet. All of it follows from the scenario's seed and the agent's number, so a
 * larger fleet has the same first agents.
 */
final class Agent {
  /** What the gateway lets every agent do. */
  static final int CALLS_A_MINUTE = 600;

  private static final double REWRITES = 0.25;
  private static final String[] LIBRARIES = {
    " okhttp/4.12.0", " python-httpx/0.27.2", " Java-http-client/21.0.4", " axios/1.7.7",
  };

  private final AgentKind kind;
  private final String name;
  private final long key;
  private final long bornAt;
  private final double pace;
  private final int customers;
  private final boolean numericIds;
  private final String consumerId;
  private final String credentialId;
  private final String network;
  private final String apiKey;
  private final double luck;
  private final byte[] consumerJson;

  Agent(long seed, AgentKind kind, int ofKind, long bornAt) {
    this.kind = kind;
    this.name = kind.label() + (ofKind < 10 ? "-0" : "-") + ofKind;
    this.key = Draw.seed(seed, Draw.name(name));
    this.bornAt = bornAt;
    Draw draw = Draw.of(key, 1);
    this.pace = Math.min(2, Math.max(0.5, draw.lognormal(1, 0.35)));
    this.customers = Math.max(1, (int) (kind.customers() * draw.between(0.6, 1.6)));
    this.numericIds = draw.chance(0.6);
    this.network = Names.network(draw);
    this.consumerId = Names.uuid(key, 2);
    this.credentialId = Names.uuid(key, 3);
    this.apiKey =
        kind == AgentKind.PARTNER ? "pk_live_" + Names.uuid(key, 4).replace("-", "") : null;
    this.luck = Draw.of(key, 12).unit();
    this.consumerJson =
        LineBuffer.ascii(
            ("{'id':'%s','username':'%s','custom_id':'%s','tags':['agent-class:%s','tier:%s'],"
                    + "'created_at':1757030400}")
                .replace('\'', '"')
                .formatted(consumerId, name, clientId(), kind.agentClass(), 1 + draw.below(3)));
  }

  AgentKind kind() {
    return kind;
  }

  String name() {
    return name;
  }

  /** Seed of everything this agent does. */
  long key() {
    return key;
  }

  /** Its first moment, epoch milliseconds. */
  long bornAt() {
    return bornAt;
  }

  /** How busy it is against its kind, in 0.5..2. */
  double pace() {
    return pace;
  }

  boolean hasNumericIds() {
    return numericIds;
  }

  int customers() {
    return customers;
  }

  String consumerId() {
    return consumerId;
  }

  String credentialId() {
    return credentialId;
  }

  /** Its name as a client, Kong's custom id. */
  String clientId() {
    return "client-" + name;
  }

  /** A key that Kong logs in clear; null when the agent has tokens. */
  String apiKey() {
    return apiKey;
  }

  byte[] consumerJson() {
    return consumerJson;
  }

  /**
   * One of its few addresses, all in one /24.
   *
   * @param moves how often it has moved to another data centre
   */
  String address(Draw draw, long moves) {
    String place = moves == 0 ? network : Names.network(Draw.of(key, 8, moves));
    return place + "." + (20 + Math.floorMod(key >>> 8, 180L) + draw.below(3));
  }

  /**
   * What it calls itself.
   *
   * @param releases how many it has been through; some rewrite the client from the ground up
   */
  String userAgent(long releases) {
    long rewritten = lastRewritten(releases);
    String site = " (+https://" + name + ".example)";
    if (rewritten > 0) {
      String library = Draw.of(key, 9, rewritten).pick(LIBRARIES);
      return name + "-client/" + (2 + rewritten) + "." + (releases - rewritten) + library;
    }
    int first = (int) Math.floorMod(key >>> 3, 40L);
    return kind.product() + "-" + name + "/2." + (first + releases) + ".0" + site;
  }

  private long lastRewritten(long releases) {
    long rewritten = releases;
    while (rewritten > 0 && !isRewritten(rewritten)) {
      rewritten--;
    }
    return rewritten;
  }

  /** Rows a page that it asks for, 0 for none; one client rewritten in three asks for others. */
  int pageSize(long releases) {
    Draw rewritten = Draw.of(key, 14, lastRewritten(releases));
    boolean asItWas = lastRewritten(releases) == 0 || rewritten.chance(2 / 3.0);
    return PageSizes.of(asItWas ? Draw.of(key, 13) : rewritten);
  }

  /** Whether this release, counted from 1, is a new client altogether. */
  boolean isRewritten(long release) {
    return Draw.of(key, 10, release).chance(REWRITES);
  }

  /** A number in 0..1 that decides which of the few it belongs to. */
  double luck() {
    return luck;
  }

  /** A customer of its own; favourites come more often. */
  Customer someCustomer(Draw draw) {
    double u = draw.unit();
    return customer((int) (u * u * customers));
  }

  Customer customer(int index) {
    Draw draw = Draw.of(key, 5, index);
    String id = id(draw, 1_000_000);
    String consent = Names.uuid(key, 6, index);
    String loan = id(draw, 40_000_000);
    int count = 1 + draw.below(3);
    List<String> accounts = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      accounts.add(id(draw, 10_000_000));
    }
    return new Customer(id, consent, loan, accounts);
  }

  private String id(Draw draw, int lowest) {
    long bits = draw.bits();
    return numericIds
        ? Long.toString(lowest + Math.floorMod(bits, 9L * lowest))
        : Names.uuid(bits, 7);
  }
}
