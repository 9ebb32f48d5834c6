package io.gatewatch.features;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatewatch.ingest.ApiCall;
import io.gatewatch.ingest.Exposure.Place;
import io.gatewatch.ingest.Probe;
import io.gatewatch.ingest.Probe.Kind;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** What a caller's probes add up to. */
class ProbeTrailTest {
  private static final long HOUR = 3_600_000;
  private static final Probe SQL = new Probe(Place.QUERY, Kind.SQL_INJECTION);
  private static final Probe CLIMB = new Probe(Place.PATH, Kind.PATH_TRAVERSAL);
  private static final Offset<Double> NEAR = Offset.offset(0.01);

  private final TestCalls calls = new TestCalls();
  private final Seen seen = new Seen();

  @Test
  void anotherKindPlaceOrRouteCountsAsOneAndTheSameAgainAsAThird() {
    assertThat(meet(0, "/a", SQL)).isEqualTo(1, NEAR);
    assertThat(meet(1, "/a", CLIMB)).isEqualTo(2, NEAR);
    assertThat(meet(2, "/b", CLIMB)).isEqualTo(3, NEAR);
    assertThat(meet(3, "/a", SQL)).isEqualTo(3.33, NEAR);
    assertThat(meet(4, "/a", SQL)).isEqualTo(3.58, NEAR);
  }

  @Test
  void halfIsForgottenInTwelveHoursAndATrailEnds() {
    meet(0, "/a", SQL);
    assertThat(meet(12 * HOUR, "/b", SQL)).isEqualTo(1.5, NEAR);
    meet(60 * HOUR, "/c", CLIMB);
    ProbeReading last = seen.observations.get(seen.observations.size() - 1).call().trail();
    assertThat(last.calls()).isEqualTo(1);
    assertThat(last.kinds()).isEqualTo(2);
  }

  @Test
  void oneADayIsUsualAndHundredsAreNot() {
    for (int day = 0; day < 4; day++) {
      meet(24 * HOUR * day, "/a", SQL);
    }
    assertThat(meet(96 * HOUR, "/a", SQL)).isLessThan(0.5);
    double marks = 0;
    for (int i = 1; i <= 300; i++) {
      marks = meet(96 * HOUR + i * 1_000L, "/r" + i % 60, SQL);
    }
    assertThat(marks).isGreaterThan(250);
  }

  @Test
  void aNetworkVotesOnceADayThatItProbesAndOnceThatItWasAnswered() {
    ProbeTrail trail = new ProbeTrail();
    int[] status = {404, 404, 200, 200};
    List<Tally> votes = new ArrayList<>();
    for (int i = 0; i < status.length; i++) {
      ApiCall call = calls.probing(SQL).get(i * HOUR, status[i], "/a");
      trail.meet(call, call.time().toEpochMilli());
      votes.add(trail.vote(call.time().toEpochMilli(), 1));
    }
    assertThat(votes)
        .containsExactly(
            Tally.vote(1, 0, true, false, 1), null, Tally.vote(1, 1, false, false, 1), null);
  }

  @Test
  void aCallThatProbesIsObservedAlthoughTheSecondHasItsObservation() {
    seen.observe(calls.get(0, 200, "/a"));
    seen.observe(calls.get(10, 200, "/a"));
    int before = seen.observations.size();
    meet(20, "/a", SQL);
    assertThat(seen.observations).hasSize(before + 1);
    assertThat(seen.observations.get(before).notable()).isTrue();
  }

  @Test
  void callersWithoutProbesHaveNoTrailAndOthersASmallOne() throws IOException {
    seen.observe(calls.get(0, 200, "/a"));
    assertThat(seen.history.probes()).isNull();
    for (int i = 0; i < 500; i++) {
      meet(i * HOUR, "/r" + i, SQL, CLIMB);
    }
    byte[] bytes = Seen.bytes(seen.history.probes()::writeTo);
    assertThat(bytes).hasSizeLessThan(150);
    ProbeTrail back = ProbeTrail.readFrom(new DataInputStream(new ByteArrayInputStream(bytes)));
    assertThat(Seen.bytes(back::writeTo)).isEqualTo(bytes);
  }

  private double meet(long atMillis, String route, Probe... probes) {
    seen.observe(calls.probing(probes).get(atMillis, 400, route));
    return seen.observations.get(seen.observations.size() - 1).call().trail().marks();
  }
}
