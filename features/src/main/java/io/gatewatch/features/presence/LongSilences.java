package io.gatewatch.features.presence;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** What the longest silences of late have missed, in one unit: slots, or whole hours. */
final class LongSilences {
  private float longest;
  private float second;

  /** Notes a silence that is over; what is known of those before has faded by a factor. */
  void learn(double missed, double fade) {
    longest *= (float) fade;
    second *= (float) fade;
    second = Math.max(second, Math.min(longest, (float) missed));
    longest = Math.max(longest, (float) missed);
  }

  /** What the second longest has missed. */
  double second() {
    return second;
  }

  /** Begins with what another has missed in a smaller unit, so many of which make one. */
  void beginLike(LongSilences other, int units) {
    longest = other.longest / units;
    second = other.second / units;
  }

  void writeTo(DataOutput out) throws IOException {
    out.writeFloat(longest);
    out.writeFloat(second);
  }

  void readInto(DataInput in) throws IOException {
    longest = in.readFloat();
    second = in.readFloat();
  }
}
