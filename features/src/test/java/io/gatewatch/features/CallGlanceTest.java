package io.gatewatch.features;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatewatch.ingest.ApiCall.Lifecycle;
import io.gatewatch.ingest.ApiCall.Sensitivity;
import io.gatewatch.ingest.Exposure;
import io.gatewatch.ingest.Probe;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is stored of the calls that a person may be shown. */
class CallGlanceTest {
  private static final Path SAMPLE = Path.of("src/test/resources/state/call-glance-v4.bin");

  /** Written by version 4, once, with -Dgatewatch.states.write=true; never again. */
  @Test
  void aGlanceOfVersionFourIsReadToItsLastByte() throws IOException {
    CallGlance sample = glance();
    if (Boolean.getBoolean("gatewatch.states.write")) {
      Files.write(SAMPLE, Seen.bytes(out -> CallGlance.write(out, sample)));
    }
    DataInputStream in = input(Files.readAllBytes(SAMPLE));
    assertThat(CallGlance.read(in)).isEqualTo(sample);
    assertThat(in.read()).as("nothing is left").isEqualTo(-1);
  }

  @Test
  void whatIsWrittenIsReadToItsLastByte() throws IOException {
    CallGlance bare = CallGlance.of(new TestCalls().get(0, 200, "/a"));
    for (CallGlance each : List.of(glance(), bare, met(bare, 1), met(glance(), Long.MIN_VALUE))) {
      DataInputStream in = input(Seen.bytes(out -> CallGlance.write(out, each)));
      assertThat(CallGlance.read(in)).isEqualTo(each);
      assertThat(in.read()).as("nothing is left").isEqualTo(-1);
    }
    assertThat(met(glance(), 7).asShown().newObject()).as("people are shown it").isEqualTo(7);
  }

  private static CallGlance met(CallGlance g, long newObject) {
    return new CallGlance(
        g.method(),
        g.route(),
        g.operationGroup(),
        g.status(),
        g.sourceAddress(),
        g.callId(),
        g.traceId(),
        g.sensitivity(),
        g.exposures(),
        g.probes(),
        g.trail(),
        g.standing(),
        newObject);
  }

  private static CallGlance glance() {
    TestCalls calls =
        new TestCalls()
            .calling("POST", Sensitivity.PAYMENT)
            .exposing(new Exposure(Exposure.Place.REFERER, Exposure.Kind.CARD))
            .probing(new Probe(Exposure.Place.QUERY, Probe.Kind.SQL_INJECTION));
    PathReading paths = new PathReading(true, List.of(3, 4), 2.5, true, 401, 7.25, 6, true);
    CallStanding standing =
        new CallStanding("accounts", 17, true, Lifecycle.SUNSET, "an agent", paths);
    return CallGlance.of(
        calls.get(0, 200, "/a", TestCalls.numbered(7)),
        new ProbeReading(1.5, 3, 2, 1),
        standing,
        0);
  }

  static DataInputStream input(byte[] bytes) {
    return new DataInputStream(new ByteArrayInputStream(bytes));
  }
}
