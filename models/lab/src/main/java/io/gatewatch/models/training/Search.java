package io.gatewatch.models.training;

import io.gatewatch.features.Fingerprint;
import io.gatewatch.models.ModelCard;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * A bounded, seeded random search over listed values (Bergstra &amp; Bengio 2012): sets of
 * parameters are drawn without repetition, each is trained, and the one wins whose attacks rank
 * highest; of two that are equal the one that was drawn first.
 */
final class Search {
  private final List<ModelCard.Tried> tried = new ArrayList<>();
  private Trainer.Trained best;
  private double highest;

  private Search() {}

  /** Tries what a recipe lists; its own parameters hold for what is not searched. */
  static Search run(
      Recipe recipe,
      Function<Parameters, Trainer.Trained> trainer,
      ToDoubleFunction<Trainer.Trained> averagePrecision,
      Training.Progress progress) {
    Search search = new Search();
    List<SortedMap<String, Double>> sets = sets(recipe);
    for (SortedMap<String, Double> set : sets) {
      Trainer.Trained trained = trainer.apply(new Parameters(set));
      double precision = averagePrecision.applyAsDouble(trained);
      if (search.best == null || precision > search.highest) {
        search.best = trained;
        search.highest = precision;
      }
      search.tried.add(new ModelCard.Tried(set, precision));
      progress.step(search.tried.size(), sets.size());
    }
    return search;
  }

  /** Different sets of parameters, as many as may be tried and as there are. */
  static List<SortedMap<String, Double>> sets(Recipe recipe) {
    Map<String, List<Double>> values = new TreeMap<>(recipe.search().parameters());
    long all = 1;
    for (List<Double> listed : values.values()) {
      all = Math.min(1_000_000, all * listed.stream().distinct().count());
    }
    Random random = new Random(Fingerprint.mix(recipe.seed(), Fingerprint.of("search")));
    List<SortedMap<String, Double>> sets = new ArrayList<>();
    while (sets.size() < Math.min(recipe.search().trials(), all)) {
      SortedMap<String, Double> set = new TreeMap<>(recipe.parameters());
      values.forEach((name, listed) -> set.put(name, listed.get(random.nextInt(listed.size()))));
      if (!sets.contains(set)) {
        sets.add(set);
      }
    }
    return sets;
  }

  /** What won. */
  Trainer.Trained best() {
    return best;
  }

  /** All that was tried, in order. */
  List<ModelCard.Tried> tried() {
    return tried;
  }
}
