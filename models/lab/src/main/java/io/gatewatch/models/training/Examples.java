package io.gatewatch.models.training;

import io.gatewatch.models.Input;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.IntFunction;
import org.tribuo.MutableDataset;
import org.tribuo.Output;
import org.tribuo.OutputFactory;
import org.tribuo.impl.ArrayExample;
import org.tribuo.provenance.SimpleDataSourceProvenance;

/** Rows of numbers as Tribuo's examples: input i is the feature named {@link Input#column}. */
final class Examples {
  private static final OffsetDateTime UNDATED =
      OffsetDateTime.of(1970, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);

  private Examples() {}

  static <T extends Output<T>> MutableDataset<T> dataset(
      List<double[]> rows, IntFunction<T> outputs, OutputFactory<T> factory) {
    MutableDataset<T> dataset =
        new MutableDataset<>(
            new SimpleDataSourceProvenance("training rows", UNDATED, factory), factory);
    String[] names = names(rows.get(0).length);
    for (int r = 0; r < rows.size(); r++) {
      dataset.add(new ArrayExample<>(outputs.apply(r), names, rows.get(r)));
    }
    return dataset;
  }

  static String[] names(int width) {
    String[] names = new String[width];
    for (int i = 0; i < width; i++) {
      names[i] = Input.column(i);
    }
    return names;
  }
}
