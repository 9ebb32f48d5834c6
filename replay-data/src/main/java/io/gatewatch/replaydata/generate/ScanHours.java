package io.gatewatch.replaydata.generate;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * What a public host lives with: scanners that go through their lists, day and night, from anywhere
 * on the internet, and are told that nothing is there.
 */
final class ScanHours extends Source {
  private static final int LONGEST_LIST = 60;

  private final double perHour;
  private final Outcome outcome;

  ScanHours(Scenario scenario, Outcome outcome, long firstHour) {
    super(firstHour, Draw.seed(scenario.seed(), Draw.name("scans")));
    this.perHour = scenario.scansPerMinute() * 60;
    this.outcome = outcome;
  }

  @Override
  boolean turn(Stage stage) {
    Draw draw = Draw.of(tie(), at());
    int scans = draw.poisson(perHour);
    for (int i = 0; i < scans; i++) {
      long start = at() + draw.below(Hour.MILLIS);
      String address = Names.address(draw, Names.network(draw));
      Caller caller = new Caller(null, address, draw.pick(StrangerHours.TOOLS));
      long tie = Draw.seed(tie(), at(), i);
      Session session = Session.start(start, tie, ScanHours::list, caller, outcome);
      if (session != null) {
        stage.add(session);
      }
    }
    moveTo(at() + Hour.MILLIS);
    return true;
  }

  private static Iterator<Step> list(Draw draw) {
    double pause = draw.lognormal(400, 1);
    int length = (int) Math.min(LONGEST_LIST, 2 + draw.exponential(12));
    List<Step> steps = new ArrayList<>(length);
    for (int i = 0; i < length; i++) {
      steps.add(look(draw).after(draw.exponential(pause)));
    }
    return steps.iterator();
  }

  /** One look, of the kind that passes by every public host. */
  static Step look(Draw draw) {
    double kind = draw.unit();
    if (kind < 0.1) {
      Endpoint locked = draw.chance(0.5) ? Endpoint.ACCOUNTS : Endpoint.PRODUCTS;
      return Step.of(locked).answered(401, 0);
    }
    if (kind < 0.14) {
      String claim = "app-" + Long.toString(1 + draw.below(1L << 32), 36);
      return Step.of(Endpoint.ACCOUNTS).claiming(claim).answered(401, 0);
    }
    String path = draw.pick(StrangerHours.PATHS);
    if (kind < 0.2) {
      String payload = Payloads.draw(draw.pick(Payloads.Family.values()), draw);
      String query = "q=" + PercentText.encode(payload);
      return Step.of(Endpoint.HEALTH).at(path, query).answered(404, 0);
    }
    return Step.of(Endpoint.HEALTH).at(path, null).answered(404, 0);
  }
}
