package io.gatewatch.features.volume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Series of five-minute amounts, 288 a day. */
class VolumeBaselineTest {
  private static final int DAY = 288;
  private static final long STEP = 300_000;
  private static final double NEWS = 2.5;

  @Test
  void aJobOfEveryNightIsUsualAtItsHourAndNewsAtAnother() {
    double[] series = noise(10 * DAY, 10, 1);
    for (int day = 0; day < 10; day++) {
      series[day * DAY + 36 + 3 * (day % 3)] = 100; // some time after three o'clock
    }
    series[9 * DAY + 180] = 100;
    double[] surprises = surprises(series);
    assertThat(news(surprises, 3 * DAY, 9 * DAY + 180)).isEmpty();
    assertThat(surprises[9 * DAY + 180]).isGreaterThan(NEWS);
  }

  @Test
  void aDayThatDoesNotRiseIsNewsThoughEachOfItsAmountsIsOrdinary() {
    double[] series = noise(9 * DAY, 20, 1);
    for (int i = 0; i < 8 * DAY; i++) {
      series[i] += i % DAY >= 108 && i % DAY < 216 ? 60 : 0; // from nine to six
    }
    double[] surprises = surprises(series);
    assertThat(news(surprises, 2 * DAY, 8 * DAY)).isEmpty();
    assertThat(news(surprises, 8 * DAY + 108, 8 * DAY + 144)).isNotEmpty();
  }

  @Test
  void aNewLevelIsToldOnceAndUsualAfterDays() {
    double[] series = noise(12 * DAY, 50, 2);
    for (int i = 4 * DAY; i < series.length; i++) {
      series[i] += 100;
    }
    double[] surprises = surprises(series);
    assertThat(surprises[4 * DAY]).isGreaterThan(NEWS);
    assertThat(news(surprises, 4 * DAY, 5 * DAY)).hasSizeLessThanOrEqualTo(2);
    assertThat(news(surprises, 6 * DAY, 12 * DAY)).isEmpty();
  }

  @Test
  void whatIsTenTimesAsSurprisingIsToldAgain() {
    double[] series = noise(6 * DAY, 50, 2);
    series[5 * DAY] = 75;
    series[5 * DAY + 1] = 75;
    series[5 * DAY + 2] = 5_000;
    double[] surprises = surprises(series);
    assertThat(surprises[5 * DAY]).isGreaterThan(NEWS);
    assertThat(surprises[5 * DAY + 1]).isZero();
    assertThat(surprises[5 * DAY + 2]).isGreaterThan(surprises[5 * DAY] + 1);
  }

  @Test
  void aLineWithoutNoiseIsNoNewsAndItsFirstBlipIsAsSureAsCanBe() {
    double[] series = new double[3 * DAY];
    Arrays.fill(series, 45);
    series[2 * DAY] = 46;
    double[] surprises = surprises(series);
    assertThat(news(surprises, 0, 2 * DAY)).isEmpty();
    assertThat(surprises[2 * DAY]).isEqualTo(12);
    assertThat(VolumeBaseline.score(surprises[2 * DAY])).isEqualTo(0.8);
  }

  @Test
  void theUnitDoesNotMatter() {
    double[] series = noise(6 * DAY, 50, 10);
    series[5 * DAY] = 200;
    double[] inBytes = map(series, x -> 1024 * x);
    assertThat(surprises(inBytes)).isEqualTo(surprises(series));
  }

  @Test
  void aStateThatWasWrittenGoesOnAsIfNothingHadHappened() throws IOException {
    double[] series = noise(5 * DAY, 50, 10);
    VolumeBaseline whole = new VolumeBaseline(12);
    VolumeBaseline broken = new VolumeBaseline(12);
    for (int i = 0; i < series.length; i++) {
      assertThat(broken.see(i * STEP, series[i])).isEqualTo(whole.see(i * STEP, series[i]));
      if (i % 500 == 77) {
        broken = readBack(broken);
      }
    }
  }

  @Test
  void whatIsNoNumberOrNoSpanIsRefused() {
    assertThatThrownBy(() -> new VolumeBaseline(12).see(0, Double.NaN))
        .hasMessageContaining("expected: a finite number");
    assertThatThrownBy(() -> new VolumeBaseline(1)).hasMessageContaining("2..240");
  }

  private static VolumeBaseline readBack(VolumeBaseline baseline) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    baseline.writeTo(new DataOutputStream(bytes));
    assertThat(bytes.size()).isLessThan(6_000);
    VolumeBaseline read = new VolumeBaseline(12);
    read.readInto(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
    return read;
  }

  private static double[] noise(int size, double level, double spread) {
    Random random = new Random(7);
    return IntStream.range(0, size)
        .mapToDouble(i -> level + spread * (2 * random.nextDouble() - 1))
        .toArray();
  }

  private static double[] map(double[] series, DoubleUnaryOperator change) {
    return Arrays.stream(series).map(change).toArray();
  }

  private static double[] surprises(double[] series) {
    VolumeBaseline baseline = new VolumeBaseline(12);
    return IntStream.range(0, series.length)
        .mapToDouble(i -> baseline.see(i * STEP, series[i]))
        .toArray();
  }

  private static int[] news(double[] surprises, int from, int to) {
    return IntStream.range(from, to).filter(i -> surprises[i] > NEWS).toArray();
  }
}
