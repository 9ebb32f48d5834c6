package io.gatewatch.features;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class UsageHistogramTest {
  @Property
  void aMinuteLiesWithinItsBin(@ForAll @LongRange(min = 1, max = 40_000) long calls) {
    int bin = UsageHistogram.bin(calls);
    assertThat((double) calls).isGreaterThanOrEqualTo(UsageHistogram.upperEdge(bin - 1) - 1e-9);
    assertThat((double) calls).isLessThanOrEqualTo(UsageHistogram.upperEdge(bin) + 1e-9);
  }

  @Test
  void whatALimitWouldHaveRefusedIsAnUpperBound() {
    int[] minutes = new int[UsageHistogram.BINS];
    for (int i = 0; i < 100; i++) {
      UsageHistogram.add(minutes, i < 90 ? 10 : 100);
    }
    List<Integer> usage = Arrays.stream(minutes).boxed().toList();
    assertThat(UsageHistogram.callsAbove(usage, 60)).isBetween(10 * 40.0, 10 * 68.1);
    assertThat(UsageHistogram.callsAbove(usage, 200)).isZero();
    assertThat(UsageHistogram.quantile(usage, 0.5)).isBetween(10.0, 11.4);
  }
}
