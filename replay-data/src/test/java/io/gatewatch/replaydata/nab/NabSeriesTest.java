package io.gatewatch.replaydata.nab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NabSeriesTest {
  @TempDir private Path folder;

  @Test
  void rowsKeepTheirTextAndAreTakenAsUtc() throws IOException {
    NabSeries series = read("timestamp,value\r\n2014-02-14 14:30:00,-0.1320\r\n");
    assertThat(series.rows())
        .containsExactly(
            new NabSeries.Row("2014-02-14 14:30:00", 1_392_388_200_000L, "-0.1320", -0.132));
  }

  @Test
  void whatIsWrongIsSaidWithItsLine() {
    assertWrong("", ":1: no head of columns");
    assertWrong("time,value\n", ":1: no head of columns (expected: timestamp,value)");
    assertWrong("timestamp,value\n", ":1: no rows");
    String good = "timestamp,value\n2014-02-14 14:30:00,1\n";
    assertWrong(good + "\n", ":3: not two fields");
    assertWrong(good + "2014-02-14 14:35:00,1,0\n", ":3: not two fields");
    assertWrong(good + "yesterday,1\n", ":3: no time (expected: such as 2014-02-14 14:30:00)");
    assertWrong(good + "2014-02-14 14:35:00,many\n", ":3: no value (expected: a finite number)");
    assertWrong(good + "2014-02-14 14:35:00,NaN\n", ":3: no value");
  }

  private void assertWrong(String text, String said) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(said);
  }

  private NabSeries read(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("up.csv"), text);
    return NabSeries.read("made/up.csv", file);
  }
}
