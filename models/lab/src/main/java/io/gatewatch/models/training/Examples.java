package io.gatewatch.models.training;

import io.gatewatch.models.Input;
import io.gatewatch.models.Scorer;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import org.tribuo.MutableDataset;
import org.tribuo.Output;
import org.tribuo.OutputFactory;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.impl.ArrayExample;
import org.tribuo.provenance.SimpleDataSourceProvenance;

/** Rows of numbers as Tribuo's examples: input i is the feature named {@link Input#column}. */
final class Examples {
  private static final OffsetDateTime UNDATED =
      OffsetDateTime.of(1970, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);

  private Examples() {}

  static <T extends Output<T>> MutableDataset<T> dataset(
      List<double[]> rows, IntFunction<T> outputs, OutputFactory<T> factory) {
    MutableDataset<T> dataset = empty(factory);
    for (int r = 0; r < rows.size(); r++) {
      dataset.add(one(outputs.apply(r), rows.get(r)));
    }
    return dataset;
  }

  /**
   * Labelled rows. Each label weighs the same in all, a row n / (labels × rows of its label), so
   * that few attacks are not drowned by many ordinary minutes; the mean weight is 1.
   */
  static MutableDataset<Label> balanced(List<double[]> rows, List<String> labels) {
    Map<String, Integer> counts = new TreeMap<>();
    labels.forEach(label -> counts.merge(label, 1, Integer::sum));
    MutableDataset<Label> dataset = empty(new LabelFactory());
    for (int r = 0; r < rows.size(); r++) {
      ArrayExample<Label> example = one(new Label(labels.get(r)), rows.get(r));
      double share = (double) counts.size() * counts.get(labels.get(r));
      example.setWeight((float) (rows.size() / share));
      dataset.add(example);
    }
    return dataset;
  }

  /** The labels in the order in which our scorers keep them: what is ordinary first. */
  static List<String> order(List<String> labels) {
    List<String> order = new ArrayList<>();
    order.add(Scorer.ORDINARY);
    labels.stream().filter(l -> !l.equals(Scorer.ORDINARY)).distinct().sorted().forEach(order::add);
    return order;
  }

  static <T extends Output<T>> ArrayExample<T> one(T output, double[] row) {
    return new ArrayExample<>(output, names(row.length), row);
  }

  private static <T extends Output<T>> MutableDataset<T> empty(OutputFactory<T> factory) {
    return new MutableDataset<>(
        new SimpleDataSourceProvenance("training rows", UNDATED, factory), factory);
  }

  private static String[] names(int width) {
    String[] names = new String[width];
    for (int i = 0; i < width; i++) {
      names[i] = Input.column(i);
    }
    return names;
  }
}
