package io.gatewatch.features;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatewatch.ingest.ApiCall;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class ObserverPropertyTest {
  @Property(tries = 100)
  void anEarlyAdvanceAtAnyMomentChangesNothing(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 200) int size) {
    List<ApiCall> calls = randomCalls(seed, size);
    Seen plain = new Seen();
    Seen eager = new Seen();
    Random random = new Random(seed + 1);
    for (ApiCall call : calls) {
      plain.observe(call);
      long gap = call.time().toEpochMilli() - Math.max(eager.pulse.now(), 0);
      if (eager.pulse.now() > 0 && gap > 0) {
        eager.advance(eager.pulse.now() - TestCalls.START + random.nextLong(gap));
      }
      eager.observe(call);
    }
    long end = 40_000_000;
    assertThat(eager.advance(end).observations).isEqualTo(plain.advance(end).observations);
    assertThat(eager.tallies).isEqualTo(plain.tallies);
    assertThat(eager.historyBytes()).isEqualTo(plain.historyBytes());
  }

  @Property(tries = 100)
  void aStateReadBackGoesOnAsIfNothingHadHappened(
      @ForAll long seed, @ForAll @IntRange(min = 2, max = 200) int size) throws IOException {
    List<ApiCall> calls = randomCalls(seed, size);
    Seen seen = new Seen();
    calls.subList(0, size / 2).forEach(seen::observe);
    Pulse pulse = Pulse.readFrom(new DataInputStream(new ByteArrayInputStream(seen.pulseBytes())));
    History history =
        History.readFrom(new DataInputStream(new ByteArrayInputStream(seen.historyBytes())));
    Seen rest = new Seen();
    int before = seen.observations.size();
    for (ApiCall call : calls.subList(size / 2, size)) {
      seen.observe(call);
      Observer.observe(pulse, history, call, rest);
    }
    assertThat(rest.observations)
        .isEqualTo(seen.observations.subList(before, seen.observations.size()));
  }

  private static List<ApiCall> randomCalls(long seed, int size) {
    Random random = new Random(seed);
    TestCalls calls = new TestCalls();
    List<ApiCall> list = new ArrayList<>();
    int[] statuses = {200, 200, 200, 401, 404, 429, 503};
    long at = 0;
    for (int i = 0; i < size; i++) {
      at += random.nextInt(5) == 0 ? random.nextInt(200_000) : random.nextInt(3_000);
      int id = random.nextInt(50);
      list.add(
          calls.get(
              at,
              statuses[random.nextInt(statuses.length)],
              "/r" + id % 9,
              TestCalls.numbered(id)));
    }
    return list;
  }
}
