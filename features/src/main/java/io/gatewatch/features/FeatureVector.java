package io.gatewatch.features;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * One principal's features at one moment, in the order of {@link Feature}. Immutable; compares
 * contents.
 */
public final class FeatureVector {
  private final double[] values;

  /** Copies the values; their order is that of {@link Feature}. */
  public FeatureVector(double[] values) {
    this(values, true);
  }

  private FeatureVector(double[] values, boolean copies) {
    if (values.length != FeatureSchema.size()) {
      throw new IllegalArgumentException(
          "values: " + values.length + " (expected: " + FeatureSchema.size() + " features)");
    }
    this.values = copies ? values.clone() : values;
  }

  /** Of an array that nobody else keeps. */
  static FeatureVector owning(double[] values) {
    return new FeatureVector(values, false);
  }

  /** The value of one feature. */
  public double get(Feature feature) {
    return values[feature.ordinal()];
  }

  /** All values, as a copy. */
  public double[] toArray() {
    return values.clone();
  }

  void writeTo(DataOutput out) throws IOException {
    Varint.write(out, values.length);
    for (double v : values) {
      out.writeDouble(v);
    }
  }

  static FeatureVector readFrom(DataInput in) throws IOException {
    return readFrom(in, Varint.readInt(in));
  }

  /** A vector of so many features; those added since are 0. */
  static FeatureVector readFrom(DataInput in, int size) throws IOException {
    double[] values = new double[FeatureSchema.size()];
    for (int i = 0; i < size; i++) {
      values[i] = in.readDouble();
    }
    return new FeatureVector(values);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FeatureVector that && Arrays.equals(values, that.values);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    StringBuilder out = new StringBuilder("{");
    for (Feature f : Feature.values()) {
      if (get(f) != 0) {
        out.append(f.id()).append('=').append(get(f)).append(' ');
      }
    }
    return out.append('}').toString();
  }
}
