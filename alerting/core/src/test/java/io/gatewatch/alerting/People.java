package io.gatewatch.alerting;

import io.gatewatch.alerting.Act.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/** Acts of all kinds. */
final class People {
  private People() {}

  /** One of each kind. */
  static List<Act> everything() {
    return List.of(
        Says.of(Kind.GRANT, "aisp-1").update("q-0123456789abcdef").at(1),
        Says.of(Kind.REFUSE, "aisp-1").at(2),
        Says.of(Kind.PIN, "aisp-1").limit(10).until(900).at(3),
        Says.of(Kind.RELEASE, "aisp-1").at(4),
        Says.of(Kind.EXEMPT).on(null, "aisp-1").until(900).at(5),
        Says.of(Kind.KILL).everywhere().detector("rule.loop").name("loops").at(6),
        Says.of(Kind.LIFT).name("loops").at(7),
        Says.of(Kind.BREAK_GLASS, "aisp-1").limit(10).at(8),
        Says.of(Kind.SECOND).name("break-1").at(9),
        Says.of(Kind.MODE)
            .mode(QuotaMode.ENFORCE)
            .report(
                new MonitorReport(
                    "bank", "edge", Rows.after(0), Rows.after(604_800), 7, 1, 2, 0, 3, 4, 5))
            .at(10));
  }

  /** What somebody may say at a second about one of seven agents. */
  static Act anything(Random random, long second) {
    String agent = "tpp-" + random.nextInt(7);
    String scope = random.nextInt(3) == 0 ? "*" : "cards.read";
    Kind kind = Kind.values()[random.nextInt(Kind.values().length)];
    Says says = Says.of(kind).by(random.nextBoolean() ? "ann" : "bob").on(scope, agent);
    String name = random.nextBoolean() ? "one" : "two";
    Says said =
        switch (kind) {
          case PIN ->
              says.limit(1 + random.nextInt(900)).until(second + 60 + random.nextInt(3_000));
          case BREAK_GLASS -> says.limit(1 + random.nextInt(900));
          case EXEMPT -> says.until(second + 60 + random.nextInt(3_000));
          case KILL -> Says.of(kind).on(null, random.nextBoolean() ? agent : null).name(name);
          case LIFT, SECOND -> says.name(name);
          case MODE ->
              Says.of(kind)
                  .on(null, agent)
                  .mode(QuotaMode.values()[random.nextInt(QuotaMode.values().length)]);
          default -> says;
        };
    return said.at(second);
  }

  /** Acts at random times within so many seconds, in order, and in the end all kills lifted. */
  static List<Act> history(long seed, long seconds) {
    Random random = new Random(seed * 31);
    List<Act> acts = new ArrayList<>();
    int size = random.nextInt(30);
    for (int i = 0; i < size; i++) {
      acts.add(anything(random, 1 + random.nextInt((int) Math.max(1, seconds))));
    }
    acts.sort(Comparator.comparing(Act::time));
    return acts;
  }
}
