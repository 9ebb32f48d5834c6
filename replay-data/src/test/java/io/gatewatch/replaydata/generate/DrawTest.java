package io.gatewatch.replaydata.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DrawTest {
  @Test
  void theStreamIsSplitMix64() {
    Draw draw = new Draw(0);
    assertThat(draw.bits()).isEqualTo(0xE220A8397B1DCDAFL);
    assertThat(draw.bits()).isEqualTo(0x6E789E6AA1B965F4L);
  }

  @Test
  void distributionsHaveTheMeansTheyPromise() {
    Draw draw = new Draw(7);
    int n = 20_000;
    assertThat(mean(n, draw::unit)).isCloseTo(0.5, within(0.01));
    assertThat(mean(n, draw::normal)).isCloseTo(0, within(0.03));
    assertThat(mean(n, () -> draw.exponential(3))).isCloseTo(3, within(0.1));
    assertThat(mean(n, () -> draw.poisson(4))).isCloseTo(4, within(0.1));
    assertThat(mean(n, () -> StrictMath.log(draw.lognormal(1, 1)))).isCloseTo(0, within(0.03));
  }

  private static double mean(int n, java.util.function.DoubleSupplier draw) {
    return IntStream.range(0, n).mapToDouble(i -> draw.getAsDouble()).average().orElseThrow();
  }
}
