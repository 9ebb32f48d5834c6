package io.gatewatch.features;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Which few values of something an agent usually shows, such as the programs it calls with: each
 * with the share of the learned minutes that ended with it, a mean with a memory of 1,000 of them.
 * A value is usual from one minute in 16 on, so a new one of a settled agent is news for an hour of
 * busy minutes. Four values, the least usual one makes room; 40 bytes at most.
 */
final class UsualValues {
  private static final int VALUES = 4;
  private static final float USUAL = 1f / 16;

  private final int[] values = new int[VALUES];
  private final float[] shares = new float[VALUES];

  boolean isUsual(int value) {
    int at = find(value);
    return at >= 0 && shares[at] >= USUAL;
  }

  /**
   * A minute that ended with this value.
   *
   * @param weight of one minute in the mean
   */
  void learn(int value, float weight) {
    int at = find(value);
    if (at < 0) {
      at = least();
      values[at] = value;
      shares[at] = 0;
    }
    for (int i = 0; i < VALUES; i++) {
      shares[i] += weight * ((i == at ? 1 : 0) - shares[i]);
    }
  }

  private int find(int value) {
    for (int i = 0; i < VALUES; i++) {
      if (values[i] == value && shares[i] > 0) {
        return i;
      }
    }
    return -1;
  }

  private int least() {
    int least = 0;
    for (int i = 1; i < VALUES; i++) {
      least = shares[i] < shares[least] ? i : least;
    }
    return least;
  }

  void writeTo(DataOutput out) throws IOException {
    for (int i = 0; i < VALUES; i++) {
      Varint.writeFloat(out, shares[i]);
      if (shares[i] != 0) {
        out.writeInt(values[i]);
      }
    }
  }

  void readInto(DataInput in) throws IOException {
    for (int i = 0; i < VALUES; i++) {
      shares[i] = Varint.readFloat(in);
      values[i] = shares[i] == 0 ? 0 : in.readInt();
    }
  }
}
