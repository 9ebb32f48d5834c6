package io.gatewatch.replaydata.generate;

/**
 * Decides how a call goes: the world's troubles, a lapsed consent, an old token, a slip, or well.
 */
final class Outcome {
  private static final double OLD_TOKEN = 0.0012;
  private static final double SLIP = 0.0015;
  private static final double TOO_FAST = 0.0006;
  private static final double HICCUP = 0.0004;
  private static final int LAPSED_ONE_IN = 220;

  private final World world;

  Outcome(World world) {
    this.world = world;
  }

  /** Whether the caller of an ordinary call did not come that day. */
  boolean isAway(Call call) {
    Agent agent = call.caller.agent();
    return agent != null && world.absences().covers(agent, call.start);
  }

  /** Fills status, latency and sizes of a call whose caller, step and start are set. */
  void decide(Call call, Draw draw) {
    Step step = call.step;
    Backend backend = step.endpoint().backend();
    Outage outage = world.outageOf(backend, call.start);
    call.path = step.uriPath();
    call.query = PageSizes.query(step, call.caller.pageSize());
    call.authenticated = call.caller.agent() != null;
    // A stranger's odd path matches no route; an agent's lies under one.
    boolean answered = step.status() != 0 && step.status() < 400;
    call.routed = step.path() == null || call.caller.agent() != null || answered;
    call.upstream = call.routed;
    call.kongMillis = 1 + (int) draw.exponential(2);
    double slowdown = outage == null ? 1 : outage.slowdown();
    double size = 0.8 + 0.4 * Math.floorMod(call.path.hashCode(), 1000) / 1000.0;
    double weight = 1 + step.endpoint().medianBytes() / 60_000.0;
    call.upstreamMillis =
        1 + (int) (draw.lognormal(backend.medianMillis() * weight, 0.35) * slowdown);
    if (step.status() != 0) {
      forced(call);
    } else if (outage != null && draw.chance(outage.failing())) {
      fail(call, draw);
    } else {
      ordinary(call, draw);
    }
    long body = call.status < 300 ? (long) (step.endpoint().medianBytes() * size) : 180;
    call.bytesOut = 420 + (step.bytes() != 0 ? step.bytes() : (long) (body * draw.between(1, 1.1)));
    call.bytesIn =
        380L + call.path.length() + (step.endpoint().writes() ? 60 + draw.below(500) : 0);
  }

  private static void forced(Call call) {
    call.status = call.step.status();
    if (call.status == 401) {
      call.authenticated = false;
      turnedAway(call);
    } else if (!call.routed) {
      turnedAway(call);
    }
  }

  private static void fail(Call call, Draw draw) {
    double kind = draw.unit();
    if (kind < 0.5) {
      call.status = 503;
    } else if (kind < 0.75) {
      call.status = 500;
    } else if (kind < 0.9) {
      call.status = 502;
    } else {
      call.status = 504;
      call.upstreamMillis = 10_000 + draw.below(20);
    }
  }

  private void ordinary(Call call, Draw draw) {
    boolean known = call.caller.agent() != null;
    boolean human = known && call.caller.agent().kind() != AgentKind.MONITOR;
    double luck = draw.unit();
    if (human && luck < OLD_TOKEN && call.step.endpoint() != Endpoint.TOKEN) {
      call.status = 401;
      call.authenticated = false;
      turnedAway(call);
    } else if (human && luck > 1 - SLIP && call.step.id() != null) {
      call.path = call.step.endpoint().path(call.step.id() + draw.below(10));
      call.status = 404;
    } else if (human && luck > 0.5 && luck < 0.5 + TOO_FAST) {
      call.status = 429;
      turnedAway(call);
    } else if (luck > 0.6 && luck < 0.6 + HICCUP) {
      call.status = draw.chance(0.5) ? 500 : 502;
    } else {
      call.status = lapsed(call) ? 403 : call.step.endpoint().success();
    }
  }

  /** A consent that ran out: refused for a day, until the customer renews it. */
  private boolean lapsed(Call call) {
    Customer customer = call.step.customer();
    if (customer == null || call.caller.agent().kind() != AgentKind.AISP) {
      return false;
    }
    long day = Math.floorDiv(world.local(call.start), 24 * Hour.MILLIS);
    return Math.floorMod(Draw.seed(Draw.name(customer.consent()), day), LAPSED_ONE_IN) == 0;
  }

  /** Answered by the gateway itself. */
  private static void turnedAway(Call call) {
    call.upstream = false;
    call.upstreamMillis = -1;
  }
}
