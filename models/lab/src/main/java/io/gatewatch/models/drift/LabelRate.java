package io.gatewatch.models.drift;

import io.gatewatch.models.AnomalyModel;
import io.gatewatch.models.ModelCard;
import io.gatewatch.models.Scorer;
import io.gatewatch.models.training.Recipe;
import io.gatewatch.models.training.TrainingRow;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/**
 * Which share of minutes people or a file call attacked, beside the share among the rows that
 * trained a model. Both are counted as training counts: every attacked minute that may teach, and
 * of each agent's day at most as many ordinary ones as the recipe takes; all of them where there is
 * no share of the training. The interval of 95 % is from a bootstrap that redraws whole agents,
 * since an attack's minutes come together; without any attack it ends where so many unharmed agents
 * would be a chance of 2.5 %. That the share of the training has its own uncertainty is not in it:
 * a card does not say whose rows they were.
 *
 * @param minutes that count
 * @param attackedMinutes of these
 * @param attacks by event
 * @param agents with minutes that count
 * @param share attacked ones of the minutes; 0 without any
 * @param low lower end of its interval
 * @param high upper end
 * @param trained the same share where the model was trained; null when ordinary rows alone trained
 *     it, or its card has no recipe
 */
public record LabelRate(
    int minutes,
    int attackedMinutes,
    int attacks,
    int agents,
    double share,
    double low,
    double high,
    Double trained) {
  private static final long DAY_SECONDS = 86_400;
  private static final int RESAMPLES = 1_000;
  private static final double TAIL = 0.025;

  /** Of one agent: ordinary minutes by day, and attacked ones. */
  private static final class Minutes {
    private final Map<Long, Integer> ordinary = new HashMap<>();
    private int attacked;

    private void add(TrainingRow row) {
      if (row.ordinary()) {
        ordinary.merge(Math.floorDiv(row.time().getEpochSecond(), DAY_SECONDS), 1, Integer::sum);
      } else {
        attacked++;
      }
    }

    private int all(int mostOrdinary) {
      return attacked + ordinary.values().stream().mapToInt(n -> Math.min(n, mostOrdinary)).sum();
    }
  }

  /** Of the rows that a model would be asked about. */
  static LabelRate of(AnomalyModel model, List<TrainingRow> rows) {
    ModelCard card = model.card();
    TreeMap<String, Minutes> agents = new TreeMap<>();
    Set<String> events = new HashSet<>();
    for (TrainingRow row : rows) {
      if (row.teaches() && model.judges(row.cohort())) {
        agents.computeIfAbsent(row.agent(), a -> new Minutes()).add(row);
        if (!row.ordinary()) {
          events.add(row.event() == null ? row.agent() + "|" + row.label() : row.event());
        }
      }
    }
    Double trained = trained(card);
    int most =
        trained == null ? Integer.MAX_VALUE : Recipe.read(card.recipe()).minutesPerAgentDay();
    int[] attacked = agents.values().stream().mapToInt(m -> m.attacked).toArray();
    int[] all = agents.values().stream().mapToInt(m -> m.all(most)).toArray();
    return of(attacked, all, events.size(), trained);
  }

  /** Of each agent's attacked minutes and all of its minutes. */
  private static LabelRate of(int[] attacked, int[] all, int attacks, Double trained) {
    int some = Arrays.stream(attacked).sum();
    int minutes = Arrays.stream(all).sum();
    double share = minutes == 0 ? 0 : (double) some / minutes;
    if (some == 0) {
      double high = all.length == 0 ? 1 : 1 - StrictMath.pow(TAIL, 1.0 / all.length);
      return new LabelRate(minutes, 0, 0, all.length, 0, 0, high, trained);
    }
    double[] redrawn = redrawn(attacked, all);
    return new LabelRate(
        minutes,
        some,
        attacks,
        all.length,
        share,
        Math.min(share, redrawn[(int) (TAIL * RESAMPLES)]),
        Math.max(share, redrawn[(int) ((1 - TAIL) * RESAMPLES)]),
        trained);
  }

  private static double[] redrawn(int[] attacked, int[] all) {
    Random random = new Random(1);
    double[] shares = new double[RESAMPLES];
    for (int r = 0; r < RESAMPLES; r++) {
      long some = 0;
      long minutes = 0;
      for (int i = 0; i < all.length; i++) {
        int agent = random.nextInt(all.length);
        some += attacked[agent];
        minutes += all[agent];
      }
      shares[r] = (double) some / minutes;
    }
    Arrays.sort(shares);
    return shares;
  }

  private static Double trained(ModelCard card) {
    double all = card.rows().values().stream().mapToInt(n -> n).sum();
    int ordinary = card.rows().getOrDefault(Scorer.ORDINARY, 0);
    return card.recipe().isEmpty() || all == ordinary ? null : (all - ordinary) / all;
  }

  /** Whether the share of the training lies outside the interval. */
  public boolean differs() {
    return trained != null && (trained < low || trained > high);
  }
}
