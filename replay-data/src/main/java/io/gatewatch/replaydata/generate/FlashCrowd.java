package io.gatewatch.replaydata.generate;

/**
 * Pay day, a television spot: the customers of all apps come at once.
 *
 * @param factor on the number of sessions at the peak, which lies in the middle
 */
record FlashCrowd(long from, long to, double factor) {
  static FlashCrowd draw(long from, Draw draw) {
    return new FlashCrowd(
        from, from + (long) draw.between(15 * 60_000, 50 * 60_000), draw.between(1.6, 2.8));
  }

  double at(long moment) {
    if (moment < from || moment >= to) {
      return 1;
    }
    double place = (moment - from) / (double) (to - from);
    return 1 + (factor - 1) * (1 - Math.abs(2 * place - 1));
  }
}
