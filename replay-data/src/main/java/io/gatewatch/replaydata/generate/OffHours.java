package io.gatewatch.replaydata.generate;

/** A desk that works from eight to six works at night, or on a Saturday, as if it were Tuesday. */
final class OffHours {
  private static final long DAY = 24 * Hour.MILLIS;
  private static final int TEN_IN_THE_EVENING = 22;
  private static final int TEN_IN_THE_MORNING = 10;

  private OffHours() {}

  static void act(Attack attack, Scene scene) {
    boolean night = attack.variant() == AttackVariant.OFF_HOURS_NIGHT;
    Draw draw = scene.draw();
    long begin = night ? nextNight(attack, scene) : nextSaturday(attack, scene);
    begin += (long) (draw.between(0, 3) * Hour.MILLIS);
    int lists = (int) Math.max(2, attack.scale(24, 3) * draw.between(0.8, 1.2));
    long spread = (long) (attack.scale(5, 2) * Hour.MILLIS);
    for (int i = 0; i < lists; i++) {
      long start = begin + (i == 0 ? 0 : draw.below(spread));
      int first = draw.below(attack.agent().customers());
      scene.visit(
          start,
          scene.world().caller(attack.agent(), start, draw),
          d -> LoanHabit.workList(attack.agent(), first, d));
    }
  }

  private static long nextNight(Attack attack, Scene scene) {
    long local = scene.world().local(attack.from());
    long evening = Math.floorDiv(local, DAY) * DAY + TEN_IN_THE_EVENING * Hour.MILLIS;
    return attack.from() + (evening >= local ? evening - local : evening + DAY - local);
  }

  private static long nextSaturday(Attack attack, Scene scene) {
    long local = scene.world().local(attack.from());
    long day = Math.floorDiv(local, DAY);
    long toSaturday = Math.floorMod(2 - day, 7L); // day 2 after 1970-01-01 was a Saturday
    long morning = (day + toSaturday) * DAY + TEN_IN_THE_MORNING * Hour.MILLIS;
    return attack.from() + (morning >= local ? morning - local : morning + 7 * DAY - local);
  }
}
