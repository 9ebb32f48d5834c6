package io.gatewatch.detectors.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatewatch.detectors.Detection;
import io.gatewatch.detectors.SampleCall;
import io.gatewatch.detectors.TestCalls;
import io.gatewatch.detectors.book.Book;
import io.gatewatch.features.History;
import io.gatewatch.features.Observation;
import io.gatewatch.features.ObservationSink;
import io.gatewatch.features.Observer;
import io.gatewatch.features.Pulse;
import io.gatewatch.features.ViewTally;
import io.gatewatch.ingest.ApiCall;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A state of before samples knew which object was new to their caller. */
class SuspicionOfSevenTest {
  private static final Path SAMPLE = Path.of("src/test/resources/state/suspicion-v7.bin");

  /** Written by version 7, once, with -Dgatewatch.states.write=true; never again. */
  @Test
  void itIsReadToItsLastByteAndGoesOn() throws IOException {
    Suspicion sample = sample();
    if (Boolean.getBoolean("gatewatch.states.write")) {
      Files.write(SAMPLE, bytes(sample));
    }
    DataInputStream in = input(Files.readAllBytes(SAMPLE));
    Suspicion stored = Suspicion.readFrom(in);
    assertThat(in.read()).as("nothing is left").isEqualTo(-1);
    List<Detection> goneOn = goneOn(stored);
    assertThat(goneOn)
        .isNotEmpty()
        .usingRecursiveFieldByFieldElementComparatorIgnoringFields("calls.newObject")
        .isEqualTo(goneOn(sample));
    assertThat(goneOn.get(0).calls()).extracting(SampleCall::newObject).containsOnlyNulls();
  }

  @Test
  void whatIsStoredByNowKeepsTheObjects() throws IOException {
    Suspicion sample = sample();
    DataInputStream in = input(bytes(sample));
    Suspicion stored = Suspicion.readFrom(in);
    assertThat(in.read()).as("nothing is left").isEqualTo(-1);
    List<Detection> goneOn = goneOn(stored);
    assertThat(goneOn).isEqualTo(goneOn(sample)).isNotEmpty();
    assertThat(goneOn.get(0).calls())
        .extracting(SampleCall::newObject)
        .hasSize(20)
        .doesNotHaveDuplicates()
        .allMatch(object -> object.matches("[0-9a-f]{16}"));
  }

  private static DataInputStream input(byte[] stored) {
    return new DataInputStream(new ByteArrayInputStream(stored));
  }

  /** What is told from here on. */
  private static List<Detection> goneOn(Suspicion state) {
    List<Detection> told = new ArrayList<>();
    new Judge(Book.shipped(), (view, round) -> null, told::add).drain(state, Long.MAX_VALUE);
    return told;
  }

  /** A walk through accounts, some of it judged, the rest waits. */
  private static Suspicion sample() {
    List<ApiCall> calls =
        TestCalls.source("198.51.100.0/24").touching(TestCalls::numbered).every(1, 0, 48).list();
    Suspicion state = new Suspicion();
    Pulse pulse = new Pulse();
    History history = new History(calls.get(0).principal().kind());
    for (ApiCall call : calls) {
      Observer.observe(pulse, history, call, offering(state));
    }
    new Judge(Book.shipped(), (view, round) -> null, d -> {})
        .drain(state, TestCalls.START + 20_000);
    return state;
  }

  private static ObservationSink offering(Suspicion state) {
    return new ObservationSink() {
      @Override
      public void observation(Observation observation) {
        state.offer(observation);
      }

      @Override
      public void tally(ViewTally tally) {}
    };
  }

  private static byte[] bytes(Suspicion state) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    state.writeTo(new DataOutputStream(bytes));
    return bytes.toByteArray();
  }
}
