package io.gatewatch.replaydata.generate;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** The internet's background noise: strangers who try a few paths and go away. */
final class StrangerHours extends Source {
  static final String[] PATHS = {
    "/",
    "/.env",
    "/.git/config",
    "/robots.txt",
    "/favicon.ico",
    "/wp-login.php",
    "/admin/",
    "/login",
    "/actuator/health",
    "/swagger.json",
    "/openapi.json",
    "/api/v1/users",
    "/phpmyadmin/index.php",
    "/cgi-bin/luci",
    "/server-status",
    "/v2/_catalog",
    "/metrics",
  };
  static final String[] TOOLS = {
    "Mozilla/5.0 zgrab/0.x",
    "curl/8.5.0",
    "python-requests/2.32.3",
    "Go-http-client/1.1",
    "Mozilla/5.0 (compatible; CensysInspect/1.1)",
    "masscan/1.3",
    "-",
  };

  private final double perHour;
  private final Outcome outcome;
  private final long seed;

  StrangerHours(Scenario scenario, Outcome outcome, long firstHour) {
    super(firstHour, Draw.seed(scenario.seed(), Draw.name("strangers")));
    this.perHour = scenario.strangersPerMinute() * 60;
    this.outcome = outcome;
    this.seed = tie();
  }

  @Override
  boolean turn(Stage stage) {
    Draw draw = Draw.of(seed, at());
    int visits = draw.poisson(perHour);
    for (int i = 0; i < visits; i++) {
      long start = at() + draw.below(Hour.MILLIS);
      Caller caller = new Caller(null, Names.address(draw, Names.network(draw)), draw.pick(TOOLS));
      Session session =
          Session.start(start, Draw.seed(seed, at(), i), StrangerHours::probe, caller, outcome);
      if (session != null) {
        stage.add(session);
      }
    }
    moveTo(at() + Hour.MILLIS);
    return true;
  }

  private static Iterator<Step> probe(Draw draw) {
    List<Step> steps = new ArrayList<>();
    for (int i = 1 + (int) Math.min(6, draw.exponential(1.2)); i > 0; i--) {
      Step step = Step.of(Endpoint.HEALTH).after(draw.lognormal(900, 0.8));
      if (draw.chance(0.02)) {
        step = step.claiming("app-" + Long.toString(1 + draw.below(1L << 32), 36));
      }
      steps.add(
          draw.chance(0.15)
              ? Step.of(Endpoint.ACCOUNTS).answered(401, 0)
              : step.at(draw.pick(PATHS), null).answered(404, 0));
    }
    return steps.iterator();
  }
}
