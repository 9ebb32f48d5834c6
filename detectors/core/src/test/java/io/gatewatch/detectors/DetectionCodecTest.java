package io.gatewatch.detectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatewatch.detectors.book.Book;
import io.gatewatch.ingest.Clock;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DetectionCodecTest {
  @Test
  void everyFindingComesBackWhole() {
    List<Detection> detections = new Court(Book.shipped()).hear(Traffic.of(7)).detections();
    assertThat(detections).hasSizeGreaterThan(15);
    for (Detection detection : detections) {
      DetectionRecord record = DetectionRecord.of(detection);
      assertThat(DetectionCodec.read(DetectionCodec.write(record))).isEqualTo(record);
    }
  }

  @Test
  void aClockComesBackWhole() {
    DetectionRecord record = DetectionRecord.of(new Clock("judge", Instant.EPOCH));
    assertThat(DetectionCodec.read(DetectionCodec.write(record))).isEqualTo(record);
  }

  @Test
  void timesHaveMillisecondsEvenWhenTheyAreZero() {
    assertThat(DetectionCodec.format(Instant.ofEpochMilli(1_000)))
        .isEqualTo("1970-01-01T00:00:01.000Z");
    assertThat(DetectionCodec.format(Instant.ofEpochMilli(1_007)))
        .isEqualTo("1970-01-01T00:00:01.007Z");
  }

  @Test
  void aTurkishMachineWritesTheSameBytesAndReadsThem() {
    List<Detection> here = new Court(Book.shipped()).hear(Traffic.of(3)).detections();
    List<String> written = here.stream().map(Court::json).toList();
    Locale usual = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("tr-TR"));
      List<Detection> there = new Court(Book.shipped()).hear(Traffic.of(3)).detections();
      assertThat(there.stream().map(Court::json).toList()).isEqualTo(written);
      byte[] first = written.get(0).getBytes(StandardCharsets.UTF_8);
      assertThat(DetectionCodec.read(first).detection()).isEqualTo(here.get(0));
    } finally {
      Locale.setDefault(usual);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "{}",
        "[]",
        "not json",
        "{\"detection\":{\"detectionId\":\"d-1\"}}",
        "{\"clock\":{\"writer\":\"judge\",\"time\":\"yesterday\"}}"
      })
  void whatIsNoRecordIsRefusedInOneLine(String text) {
    assertThatThrownBy(() -> DetectionCodec.read(text.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("not a record of gatewatch.detections")
        .message()
        .hasLineCount(1);
  }
}
